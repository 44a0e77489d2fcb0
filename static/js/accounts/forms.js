// Forms that help: the first error is read out, a password can be shown, a code goes off by itself.
document.querySelector("[data-error-summary]")?.focus();

for (const input of document.querySelectorAll('input[type="password"]')) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "field__show";
  const set = (shown) => {
    input.type = shown ? "text" : "password";
    input.toggleAttribute("data-shown", shown);
    button.textContent = shown ? "Hide" : "Show";
    button.setAttribute("aria-pressed", String(shown));
    button.setAttribute("aria-label", `${shown ? "Hide" : "Show"} the password`);
  };
  set(false);
  button.addEventListener("click", () => set(input.type === "password"));
  input.after(button);
  input.form?.addEventListener("submit", () => set(false)); // browsers offer to keep hidden ones
}

for (const input of document.querySelectorAll('input[autocomplete="one-time-code"], input[name="code"]')) {
  input.autocomplete = "one-time-code";
  input.autocapitalize = "characters";
  input.spellcheck = false;
}

