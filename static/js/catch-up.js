// Catching up goes to where the reader is, once they have said so; or to the episode before, where
// theirs is no longer listed.
import * as store from "./store.js";

const { catchUp: show } = document.querySelector("[data-catch-up]").dataset;
await store.ready.catch(() => {});
const [season, episode] = store.get("progress", show) ?? [];
if (season) {
  const { seasons } = await (await fetch(`/${location.pathname.split("/")[1]}/guide.json`)).json();
  const listed = seasons.flatMap(({ number, episodes }) => episodes.map(([at]) => [number, at]));
  const there = listed.findLast((at) => shield.covers([season, episode], at));
  if (there) location.replace(`?through=s${there.join("e")}`);
}
