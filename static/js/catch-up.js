// Catching up goes to where the reader is, once they have said so.
import * as store from "./store.js";

const { catchUp: show } = document.querySelector("[data-catch-up]").dataset;
await store.ready.catch(() => {});
const [season, episode] = store.get("progress", show) ?? [];
if (season) location.replace(`?through=s${season}e${episode}`);
