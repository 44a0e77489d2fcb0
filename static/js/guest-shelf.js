// A guest's shelf, from this device's own memory.
import * as store from "./store.js";

const list = document.querySelector("[data-guest-shelf]");
const empty = document.querySelector("[data-guest-empty]");
const form = document.querySelector("[data-guest-form]");
const search = form.querySelector("input");

function entry(id, card) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = card.address;
  link.textContent = card.title;
  const words = document.createElement("p");
  const said = store.get("progress", card.show);
  const there = said && shield.covers(said, shield.boundaryOf(card.at));
  const waits = store.get("saved", id) === 1;
  const [, percent, finished] = store.get("places", id) ?? [];
  words.textContent = [
    card.name,
    waits && (there ? "you have watched that far: it is yours to read" : "waiting for you"),
    finished ? "read to the end" : percent && `${percent} % read`,
  ].filter(Boolean).join(" · ");
  const remove = store.button("Take off the shelf", () => store.say("Taken off your shelf.", store.set("saved", id, null)));
  remove.className = "link-button";
  remove.setAttribute("aria-label", `Take off the shelf: ${card.title}`);
  item.append(link, words, remove);
  return item;
}

function draw() {
  const words = search.value.trim().toLowerCase();
  const known = Object.entries(store.all("cards")).filter(([id]) => store.get("saved", id) !== undefined);
  const shown = known.filter(([, card]) => `${card.title} ${card.name}`.toLowerCase().includes(words));
  list.replaceChildren(...shown.reverse().map(([id, card]) => entry(id, card)));
  form.hidden = known.length < 6;
  empty.hidden = known.length > 0;
}

search.addEventListener("input", draw);
store.listen(draw);
