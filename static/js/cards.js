// Cards: what a reader has watched may be told plainly, and the ring says where they are.
import * as store from "./store.js";

const safe = new WeakMap();
const find = (card, part) => card.querySelector(`[data-${part}]`);

async function formOf(card) {
  const [season] = shield.boundaryOf(card.dataset.at);
  const [, slug] = card.querySelector("a").pathname.split("/");
  const [at, episode, , spoilMe] = store.get("progress", card.dataset.show);
  // Who is in the middle of a season is sent what goes as far as they are.
  const address = `/${slug}/seasons/${season}${at === season && !spoilMe ? `/${episode}` : ""}.json`;
  const found = await store.load(address).catch(() => ({ articles: {} }));
  const form = found.articles[card.dataset.article];
  const said = store.get("progress", card.dataset.show);
  return form && said && shield.covers(said, form.at) ? form : null;
}

function fill(card, { headline, dek, picture }) {
  find(card, "headline").textContent = headline;
  if (find(card, "dek")) find(card, "dek").textContent = dek;
  // The lead of the front page keeps its picture.
  const place = find(card, "picture");
  if (picture && place) place.innerHTML = picture;
}

async function mark(card) {
  const said = store.get("progress", card.dataset.show);
  const covered = said !== undefined && shield.covers(said, shield.boundaryOf(card.dataset.at));
  const you = find(card, "you");
  if (you) you.textContent = said ? ` · ${covered ? "You have watched this" : store.whereYouAre(said, card.dataset)}` : "";
  const form = covered ? await formOf(card) : null;
  if (form) {
    if (!safe.has(card)) {
      safe.set(card, {
        headline: find(card, "headline").textContent,
        dek: find(card, "dek")?.textContent,
        picture: find(card, "picture")?.innerHTML,
      });
    }
    fill(card, form);
  } else if (safe.has(card)) fill(card, safe.get(card));
}

// The reader's part of a ring: seasons as arcs, as articles/ring.py lays them out.
function drawRing(ring) {
  ring.querySelector(".ring__you")?.remove();
  const said = store.get("progress", ring.dataset.show);
  if (!said?.[0]) return;
  const seasons = ring.dataset.ring.split(" ").map((text) => text.split(":").map(Number));
  const gap = seasons.length > 1 ? 0.8 : 0;
  const total = seasons.reduce((sum, [, count]) => sum + count + gap, 0);
  const radius = ring.querySelector(".ring__fill") ? 18 : 30;
  const pixels = (2 * Math.PI * radius) / total;
  const dashes = seasons.flatMap(([number, count]) => {
    const watched = number < said[0] ? count : number === said[0] ? Math.min(count, said[1]) : 0;
    return [watched, count - watched + gap];
  });
  const dashed = dashes.map((length) => (length * pixels).toFixed(1)).join(" ");
  ring.insertAdjacentHTML("beforeend", `<circle class="ring__you" cx="32" cy="32" r="${radius}" stroke-dasharray="${dashed}"/>`);
}

const cards = document.querySelectorAll("[data-article][data-at]:not([data-shield-panel])");
const rings = document.querySelectorAll("[data-ring]");
store.listen(() => {
  cards.forEach(mark);
  rings.forEach(drawRing);
});
