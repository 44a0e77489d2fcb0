// Runs before the first paint: the theme that the reader chose, and that scripts work.
(() => {
  const root = document.documentElement;
  root.className = "js";
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage is closed to us (a privacy setting): the system's theme it is.
  }
})();
