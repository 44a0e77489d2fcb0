// The place in a text: kept while reading, offered when coming back, and kept over signing in.
import * as store from "./store.js";

const body = document.querySelector("[data-place]");
const parts = () => [...document.querySelectorAll("#main :is(p, h2, h3, li, figure, tr)")];
const go = (part, top) => scrollTo({ top: part.getBoundingClientRect().top + scrollY - top, behavior: "instant" });

function here() {
  const list = parts();
  const index = list.findIndex((part) => part.getBoundingClientRect().bottom > 0);
  return index < 0 ? null : { index, top: Math.round(list[index].getBoundingClientRect().top) };
}

const key = `place:${location.pathname}`;
for (const link of document.querySelectorAll("[data-sign-in]")) {
  link.addEventListener("click", () => {
    const place = here();
    if (!place || place.index < 1 || scrollY === 0) return;
    try {
      sessionStorage.setItem(key, JSON.stringify(place));
    } catch {
      // Storage is closed to us: the top of the page it is.
    }
  });
}

// A text that waits for the private answer has no place to go to yet.
if (document.documentElement.dataset.shield === "wait") {
  await store.ready.catch(() => {});
  await new Promise(requestAnimationFrame);
}

let restored = false;
try {
  const kept = JSON.parse(sessionStorage.getItem(key));
  if (kept && store.signedIn()) {
    sessionStorage.removeItem(key);
    const part = parts()[kept.index];
    if (part) go(part, kept.top);
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
    document.querySelector(".said").prepend(store.button("Go on reading", () => {
      const there = parts()[part];
      if (there) go(there, 96);
    }));
  }
  let timer;
  const write = () => {
    const box = body.getBoundingClientRect();
    const read = Math.round(Math.min(100, Math.max(0, (100 * (innerHeight - box.top)) / box.height)));
    const place = here();
    if (!box.height || !place || scrollY <= 200) return;
    store.note("cards", id, { ...document.querySelector(`[data-save="${id}"]`).dataset, time: Date.now() });
    store.set("places", id, [place.index, read, finished || read >= 98 ? 1 : 0]);
  };
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(write, 2000);
  }, { passive: true });
}
