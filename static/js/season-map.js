// The season map on a show's hub: tap an episode, and everything up to it is watched.
import { write } from "./how-far.js";
import * as store from "./store.js";

const maps = document.querySelectorAll("[data-season-map]");
const { show, guide } = document.querySelector("[data-how-far]").dataset;
const cells = [];

async function draw() {
  const [first] = maps;
  try {
    const { seasons } = await store.load(guide);
    first.replaceChildren();
    fill(seasons);
    press();
  } catch {
    first.replaceChildren("The episodes could not be loaded. ", store.button("Try again", draw));
  }
}

function fill(seasons) {
  let last = [0, 0, 0];
  for (const map of maps) {
    const season = seasons.find(({ number }) => number === Number(map.dataset.seasonMap));
    const start = last;
    for (const [episode, id, title] of season?.episodes ?? []) {
      const position = [season.number, episode, id];
      add(map, episode, `${season.name}, watched up to episode ${episode}, ${title}`, position, last).title = title;
      last = position;
    }
    if (last !== start) add(map, "All", `${season.name}, all of it`, last, start);
  }
}

// ``before`` is where one stands again after a second tap.
function add(map, label, name, position, before) {
  const cell = store.button(label, () => tap(position, before));
  cell.position = position;
  cell.setAttribute("aria-label", name);
  cells.push(cell);
  map.append(cell);
  return cell;
}

function tap(position, before) {
  const said = store.get("progress", show);
  // A tap on the last one takes it back.
  const again = said?.[0] === position[0] && said[1] === position[1];
  const [season, episode, id] = again ? before : position;
  write({ show }, [season, episode, id, said?.[3] ?? 0]);
}

function press() {
  const said = store.get("progress", show);
  for (const cell of cells) {
    const watched = said !== undefined && shield.covers([...said.slice(0, 3), 0], cell.position);
    cell.setAttribute("aria-pressed", watched);
  }
}

store.listen(press);
await draw(); // whoever imports this finds the map drawn
