// The season map on a show's hub: tap an episode, and everything up to it is watched.
import { guideOf } from "./how-far.js";
import * as store from "./store.js";

const maps = document.querySelectorAll("[data-season-map]");
const { show, guide } = document.querySelector("[data-how-far]").dataset;
const found = await guideOf(guide).catch(() => ({ seasons: [] }));
const cells = [];

for (const map of maps) {
  const season = found.seasons.find(({ number }) => number === Number(map.dataset.seasonMap));
  for (const [episode, id, title] of season?.episodes ?? []) {
    const cell = store.button(episode, () => tap(cell.position));
    cell.position = [season.number, episode, id];
    cell.setAttribute("aria-label", `${season.name}, watched up to episode ${episode}, ${title}`);
    cell.title = title;
    cells.push(cell);
    map.append(cell);
  }
}

function tap(position) {
  const said = store.get("progress", show);
  const again = said?.[0] === position[0] && said[1] === position[1];
  // A tap on the last one takes it back.
  const index = cells.findIndex((cell) => cell.position === position);
  const [season, episode, id] = again ? (cells[index - 1]?.position ?? [0, 0, 0]) : position;
  const next = [season, episode, id, said?.[3] ?? 0];
  store.say(store.whereYouAre(next, {}), store.set("progress", show, next));
}

store.listen(() => {
  const said = store.get("progress", show);
  for (const cell of cells) {
    const watched = said !== undefined && shield.covers([...said.slice(0, 3), 0], cell.position);
    cell.setAttribute("aria-pressed", watched);
  }
});
