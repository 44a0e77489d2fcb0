// In the newsroom's preview alone, before any other script: the page runs on a device of its own,
// which remembers one reader's progress and theme, and where nobody is signed in. Whatever is
// pressed there is forgotten with the page.
(() => {
  const { memory, theme } = document.currentScript.dataset;
  const kept = new Map([["reading", memory], ["theme", theme]]);
  const device = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, String(value)),
    removeItem: (key) => kept.delete(key),
  };
  Object.defineProperty(globalThis, "localStorage", { value: device });
  Object.defineProperty(document, "cookie", { get: () => "", set() {} });
  // Nobody reads here, so nobody is counted.
  Object.defineProperty(navigator, "globalPrivacyControl", { value: true });
})();
