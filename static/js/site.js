// On every page: loads what it has, and nothing else; names who is signed in; the theme control.
import { all, listen, who } from "./store.js";

const find = (selector) => document.querySelector(selector);

if (find("[data-shield-panel], veiled-passage")) import("./veil.js");
import("./place.js");
if (find("[data-how-far]")) import("./how-far.js");
if (find("[data-season-map]")) import("./season-map.js");
if (find("[data-ring]")) import("./cards.js");
if (find("[data-follow], [data-report]")) import("./keep.js");
if (find("[data-catch-up]")) import("./catch-up.js");

// Names the person who is signed in here, and forgets them once nobody is. The page knows nobody.
const link = find("[data-account]");
const face = find("[data-account-face]");
const nobody = face && [...face.childNodes];
let named = null;
if (link) listen(() => {
  if (named === who) return;
  named = who;
  link.title = who?.name ?? "";
  link.ariaLabel = who && `Account of ${who.name}`;
  face.replaceChildren(...(who ? [[...who.name][0].toUpperCase()] : nobody));
  if (!who?.portrait) return;
  const image = new Image(28, 28);
  image.alt = "";
  image.src = who.portrait;
  face.replaceChildren(image);
});

// Before somebody signs out: what would be lost.
const unsent = find("[data-unsent]");
if (unsent) listen(() => {
  unsent.hidden = !all("unsent").length;
});

// "/" leads to search from everywhere, unless a reader turned it off there.
addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey } = event;
  if (key !== "/" || ctrlKey || metaKey || target.closest("input, textarea, select")) return;
  try {
    if (localStorage.slash) return;
  } catch {
    return;
  }
  event.preventDefault();
  const field = find("[type=search]");
  if (field) field.focus();
  else find("[data-search]")?.click();
});

// The theme: as the system, light, dark; remembered on this device.
const root = document.documentElement;
const next = { system: "light", light: "dark", dark: "system" };
const words = { system: "same as your system", light: "light", dark: "dark" };

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
  wear(theme === "system" ? "" : theme);
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // Not remembered then; it still holds for this page.
  }
}

for (const button of document.querySelectorAll("[data-theme-control]")) {
  show(button);
  button.addEventListener("click", () => {
    choose(next[current()]);
    show(button);
  });
}

// A character's card comes at a press, and where it can't come, the page that it would be from.
for (const link of document.querySelectorAll("[data-who]")) {
  link.ariaHasPopup = "dialog";
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    import("./who.js").then(({ introduce }) => introduce(link)).catch(() => {
      location = link.href;
    });
  });
}

// A video's frame exists only after somebody has pressed play.
for (const box of document.querySelectorAll("[data-video]")) {
  const link = box.querySelector(".video__play");
  link.setAttribute("role", "button");
  const play = (event) => {
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = box.dataset.video;
    frame.title = box.dataset.title;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    link.replaceWith(frame);
    frame.focus();
  };
  link.addEventListener("click", play);
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") play(event);
  });
}
