// A guest's shelf, from this device's own memory.
import { watch } from "./how-far.js";
import * as store from "./store.js";

const find = (part) => document.querySelector(`[data-guest-${part}]`);
const form = find("form");
const [search, shows, order] = form.elements;
const belongs = {
  saved: (id) => store.get("saved", id) !== undefined,
  continue: (id) => store.get("places", id)?.[2] === 0,
  finished: (id) => store.get("places", id)?.[2] === 1,
};
const orders = {
  newest: ([, one], [, other]) => (other.time ?? 0) - (one.time ?? 0),
  oldest: ([, one], [, other]) => (one.time ?? 0) - (other.time ?? 0),
  title: ([, one], [, other]) => one.title.localeCompare(other.title),
};
const asked = new URLSearchParams(location.search).get("list");
const list = Object.hasOwn(belongs, asked) ? asked : "saved";

const waits = (id) => list === "saved" && store.get("saved", id) === 1;
function isDue([id, card]) {
  const said = store.get("progress", card.show);
  return waits(id) && said !== undefined && shield.covers(said, shield.boundaryOf(card.at));
}

function entry([id, card]) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = card.address;
  link.textContent = card.title;
  const words = document.createElement("p");
  const [, percent, finished] = store.get("places", id) ?? [];
  words.textContent = [
    card.name,
    waits(id) && (isDue([id, card]) ? "you have watched that far: it is yours to read" : "waiting for you"),
    finished ? "read to the end" : percent && `${percent} % read`,
  ].filter(Boolean).join(" · ");
  const kind = list === "saved" ? "saved" : "places";
  const label = list === "saved" ? "Take off the shelf" : "Remove";
  const remove = store.button(label, () => store.say("Taken off your shelf.", store.set(kind, id, null)));
  remove.className = "link-button";
  remove.setAttribute("aria-label", `${label}: ${card.title}`);
  item.append(link, words, remove);
  return item;
}

// A line for each show, that says how far one is and lets it be changed.
const lines = {};
function ask({ show, name, address }) {
  if (lines[show]) return;
  const line = document.createElement("p");
  lines[show] = line;
  line.className = "how-far";
  Object.assign(line.dataset, { howFar: "", show, name, brief: "plain", guide: `/${address.split("/")[1]}/guide.json` });
  find("places").append(line);
  store.load(line.dataset.guide).then(({ film, headlines }) => {
    if (film) line.dataset.film = 1;
    // A headline that was changed since is changed here.
    for (const [id, card] of Object.entries(store.all("cards"))) {
      const title = headlines[id];
      if (title && title !== card.title) store.note("cards", id, { ...card, title });
    }
  }, () => {}).then(() => watch(line));
}

function choices(known) {
  const names = Object.fromEntries(known.map(([, { show, name }]) => [show, name]));
  const sorted = Object.entries(names).sort(([, one], [, other]) => one.localeCompare(other));
  if (shows.length === sorted.length + 1) return;
  const chosen = shows.value;
  shows.replaceChildren(shows[0], ...sorted.map(([show, name]) => new Option(name, show)));
  shows.value = names[chosen] ? chosen : "";
}

function draw() {
  const all = Object.entries(store.all("cards"));
  for (const [name, belongsTo] of Object.entries(belongs)) {
    const link = document.querySelector(`[data-guest-list="${name}"]`);
    link.querySelector("span").textContent = all.filter(([id]) => belongsTo(id)).length;
    if (name === list) link.ariaCurrent = "page";
    document.querySelector(`[data-guest-empty="${name}"]`).hidden = name !== list || all.some(([id]) => belongsTo(id));
  }
  const known = all.filter(([id]) => belongs[list](id));
  choices(known);
  known.forEach(([, card]) => ask(card));
  const words = search.value.trim().toLowerCase();
  const shown = known
    .filter(([, { title, name }]) => `${title} ${name}`.toLowerCase().includes(words))
    .filter(([, card]) => !shows.value || card.show === shows.value)
    .sort(orders[order.value])
    .sort((one, other) => isDue(other) - isDue(one));
  find("shelf").replaceChildren(...shown.map(entry));
  form.hidden = known.length < 2;
  find("none").hidden = !known.length || shown.length > 0;
}

form.addEventListener("input", draw);
form.addEventListener("submit", (event) => event.preventDefault());
store.listen(draw);
