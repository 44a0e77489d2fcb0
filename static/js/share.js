// Sharing without trackers: the system's own sheet, or the link on the clipboard.
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
      say("Your browser keeps the clipboard closed. The link is shown on the button.");
    }
  });
  box.querySelector("[data-print]").addEventListener("click", () => print());
}
