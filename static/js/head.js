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
  globalThis.shield = { covers, boundaryOf };

  root.className = "js";
  const signedIn = /(^|; )signed_in=1/.test(document.cookie);
  if (signedIn) root.dataset.signedIn = "";
  let state = signedIn ? "wait" : "open";
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    const memory = JSON.parse(localStorage.getItem("reading")) ?? {};
    // What somebody left behind who has signed out is nobody's.
    const said = memory.owner && !signedIn ? null : memory.progress?.[show];
    if (said) state = covers(said, boundaryOf(at)) ? "open" : "veil";
  } catch {
    // Storage is closed to us (a privacy setting), or unreadable.
  }
  if (!at) return;
  root.dataset.shield = state;
  // Works even where the modules never arrive.
  addEventListener("click", ({ target }) => {
    if (target.closest("[data-show-anyway]")) root.dataset.shield = "shown";
  });
})();
