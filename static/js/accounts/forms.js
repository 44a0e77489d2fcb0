// Forms that help: the first error is read out, a password can be shown, a code goes off by itself.
document.querySelector("[data-error-summary]")?.focus();

// A passkey that the browser did not hand over, say because its window was closed.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const trouble = document.querySelector("[data-error-summary]") ?? document.createElement("div");
  Object.assign(trouble, { className: "error-summary", role: "alert", tabIndex: -1 });
  trouble.dataset.errorSummary = "";
  trouble.textContent = event.detail.exception.name === "InvalidStateError"
    ? "This device has a passkey for your account already."
    : "No passkey was used. Try again, or choose another way.";
  document.querySelector("h1").after(trouble);
  trouble.focus();
});
for (const key of document.querySelectorAll('input[name="credential"]')) {
  const ask = document.querySelector('button[id^="mfa_webauthn_"]');
  key.form.addEventListener("submit", (event) => { // Enter in the name's field asks for the key too
    if (!ask || (key.value && key.value !== "null")) return;
    event.preventDefault();
    ask.click();
  });
}

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

// An address that was typed goes along to another form of the entrance, in this tab alone.
const address = document.querySelector(":root:not([data-signed-in]) :is(input[name='login'], input[name='email'])");
try {
  if (address && !address.value) address.value = sessionStorage.getItem("address");
  sessionStorage.removeItem("address");
  document.addEventListener("click", ({ target }) => {
    if (address?.value && target.closest("main a")) sessionStorage.setItem("address", address.value);
  });
} catch {
  // Storage is closed to us: it is typed again.
}

// On a phone the account's places are a row that scrolls; it begins where one is.
document.querySelector(".manage__nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
