// The theme control: as the system, light, dark; remembered on this device.
const root = document.documentElement;
const order = ["system", "light", "dark"];
const words = { system: "as the system", light: "light", dark: "dark" };

const current = () => root.dataset.theme ?? "system";

function show(button) {
  const label = `Colors: ${words[current()]}`;
  button.querySelector("[data-theme-label]").textContent = label;
  button.title = label;
  for (const face of button.querySelectorAll("[data-for]")) {
    face.hidden = face.dataset.for !== current();
  }
}

function choose(theme) {
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // Not remembered then; it still holds for this page.
  }
}

for (const button of document.querySelectorAll("[data-theme-control]")) {
  show(button);
  button.addEventListener("click", () => {
    choose(order[(order.indexOf(current()) + 1) % order.length]);
    show(button);
  });
}
