// The place in a text: kept while reading, offered when coming back, and kept over signing in.
// And how often a text is read and finished: counted without a name, articles/readership.py says how.
import * as store from "./store.js";

const body = document.querySelector("[data-place]");
const parts = () => [...document.querySelectorAll("#main :is(p, h2, h3, li, figure, tr)")];
const go = (index, top) => {
  const part = parts()[index];
  if (part) scrollTo({ top: part.getBoundingClientRect().top + scrollY - top, behavior: "instant" });
};

// The first part in view, and how far below the window's top it begins; nothing at the page's top.
function here() {
  const tops = parts().map((part) => part.getBoundingClientRect());
  const index = tops.findIndex(({ bottom }) => bottom > 0);
  return scrollY > 0 && index > 0 && [index, Math.round(tops[index].top)];
}

const key = `place:${location.pathname}`;
for (const link of document.querySelectorAll("[data-sign-in]")) {
  link.addEventListener("click", () => {
    try {
      if (here()) sessionStorage.setItem(key, JSON.stringify(here()));
    } catch {
      // Storage is closed to us: the top of the page it is.
    }
  });
}

// A text that is still closed has no place to go to: not while the private answer is awaited, nor
// while the reader is asked.
await new Promise((open) => {
  const { dataset } = document.documentElement;
  const look = () => ["wait", "ask"].includes(dataset.shield) || open();
  look();
  new MutationObserver(look).observe(document.documentElement, { attributeFilter: ["data-shield"] });
});

let restored = false;
try {
  const kept = JSON.parse(sessionStorage.getItem(key));
  if (kept && store.signedIn()) {
    sessionStorage.removeItem(key);
    go(...kept);
    restored = true;
  }
} catch {
  // Nothing kept, or nothing readable.
}

if (body) {
  const id = body.dataset.place;
  const [part, percent, finished] = store.get("places", id) ?? [];
  if (part > 3 && percent < 95 && !restored && !location.hash) {
    store.say("You were in the middle of this.");
    document.querySelector(".said").prepend(store.button("Go on reading", () => go(part, 96)));
  }
  // How much of the text has come into view, of 100; nothing while it is veiled.
  const seen = () => {
    const { top, height } = body.getBoundingClientRect();
    return scrollY > 200 && height ? Math.max(0, Math.min(100, Math.ceil((100 * (innerHeight - top)) / height))) : 0;
  };
  let timer;
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const read = seen();
      if (!read || !here()) return;
      store.note("cards", id, { ...document.querySelector(`[data-save="${id}"]`)?.dataset, time: Date.now() });
      store.set("places", id, [here()[0], read, finished || read >= 98 ? 1 : 0]);
    }, 2000);
  }, { passive: true });

  let seconds = 0;
  const count = (body) => fetch(`/readership/${id}/`, { method: "POST", body, keepalive: true, credentials: "omit" }).catch(() => {});
  const clock = setInterval(() => {
    if (document.hidden || !seen() || navigator.globalPrivacyControl || navigator.doNotTrack > 0) return;
    if (++seconds === 10) count("reads");
    if (seconds < 10 || seen() < 98) return;
    count("finishes");
    clearInterval(clock);
  }, 1000);
}
