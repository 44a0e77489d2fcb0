// What stands under a text: saving it, following its show, passing it on.
import * as store from "./store.js";

for (const save of document.querySelectorAll("[data-save]")) {
  const id = save.dataset.save;
  // On a card, the card itself says of what it is.
  const of = { ...save.closest("[data-article]")?.dataset, ...save.dataset };
  save.hidden = false;
  save.addEventListener("click", () => {
    const saved = store.get("saved", id) !== undefined;
    const undo = saved ? store.set("saved", id, null) : store.keep(id, of);
    store.say(saved ? "Taken off your shelf." : "On your shelf.", undo);
  });
  store.listen(() => {
    const saved = store.get("saved", id) !== undefined;
    save.setAttribute("aria-pressed", saved);
    save.querySelector("[data-label]").textContent = saved ? "Saved" : "Save";
  });
}

// One tap reports; without us the link leads to a page that does it.
for (const link of document.querySelectorAll("[data-report]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    import("./report.js").then(({ report }) => report(link.href)).catch(() => location.assign(link.href));
  });
}

for (const link of document.querySelectorAll("[data-follow]")) {
  const { follow: show, name } = link.dataset;
  link.addEventListener("click", (event) => {
    if (!store.signedIn()) return; // the link leads to signing in, and back
    event.preventDefault();
    const follows = store.get("follows", show);
    const undo = store.set("follows", show, follows ? null : "at-once");
    store.say(follows ? `You no longer follow ${name}.` : `You follow ${name}. Mail comes when there is something.`, undo);
  });
  store.listen(() => {
    link.querySelector("[data-label]").textContent = store.get("follows", show) ? "Following" : "Follow";
  });
}

// Without trackers: the system's own sheet, or the link on the clipboard.
for (const box of document.querySelectorAll("[data-share]")) {
  const { title, url } = box.dataset;
  const say = (text) => {
    box.querySelector("[data-share-status]").textContent = text;
  };
  const system = box.querySelector("[data-share-system]");
  if (navigator.share) {
    system.hidden = false;
    system.addEventListener("click", () => navigator.share({ title, url }).catch(() => {}));
  }
  const label = box.querySelector("[data-copy-label]");
  box.querySelector("[data-share-copy]").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(url);
      label.textContent = "Copied";
      say("The link is on your clipboard.");
    } catch {
      label.textContent = url;
      say("The link is shown on the button.");
    }
  });
  box.querySelector("[data-print]").addEventListener("click", () => print());
}
