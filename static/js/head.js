// Runs before the first paint: the theme that the reader chose, whether somebody is signed in here,
// that scripts work, and whether this page's text may be seen.
(() => {
  const root = document.documentElement;
  const { show, at } = document.currentScript.dataset;

  // The shield's one rule, the same as in articles/shield.py: progress is [season, episode, the
  // episode's id, spoil me], a boundary [season, episode], or nothing when nothing is given away.
  const covers = ([season, episode, , spoilMe], boundary) =>
    !boundary || spoilMe === 1 || season > boundary[0] || (season === boundary[0] && episode >= boundary[1]);
  const boundaryOf = (text) => text && text.split(".").map(Number);
  // "1" and whose key while somebody is signed in, "0" once their session has run out; nothing
  // after signing out.
  const cookie = () => /(?:^|; )signed_in=([01])\.?(\w*)/.exec(document.cookie) ?? [];
  const hint = () => cookie()[1];
  // What somebody left behind who has signed out is nobody's, and not for whoever comes next.
  const isTheirs = (owner) => !owner || (hint() && [owner, ""].includes(cookie()[2]));
  globalThis.shield = { covers, boundaryOf, hint, isTheirs };

  // Light, dark, or nothing: as the system. The browser's own bar goes with the page.
  globalThis.wear = (theme) => {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    const bars = document.querySelectorAll("[name=theme-color]");
    ["light", "dark"].forEach((scheme, n) => {
      bars[n].media = theme ? (theme === scheme ? "all" : "not all") : `(prefers-color-scheme: ${scheme})`;
    });
  };

  root.className = "js";
  const signedIn = hint() === "1";
  if (signedIn) root.dataset.signedIn = "";
  let state = signedIn ? "wait" : "open";
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") wear(theme);
    const memory = JSON.parse(localStorage.getItem("reading")) ?? {};
    const said = isTheirs(memory.owner) ? memory.progress?.[show] : null;
    if (said) state = covers(said, boundaryOf(at)) ? "open" : "veil";
  } catch {
    // Storage is closed to us (a privacy setting), or unreadable.
  }
  if (!at) return;
  root.dataset.shield = state;
  // A text waits for the private answer, but not for ever; the answer still decides when it comes.
  // Both work even where the modules never arrive.
  setTimeout(() => {
    if (root.dataset.shield === "wait") root.dataset.shield = "ask";
  }, 2500);
  addEventListener("click", ({ target }) => {
    if (target.closest("[data-show-anyway]")) root.dataset.shield = "shown";
  });
})();
