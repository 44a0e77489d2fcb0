// Offers what somebody saved for when they have watched that far, the moment they have.
import * as store from "./store.js";

export function offer(show, before) {
  const said = store.get("progress", show);
  const sees = (by, { at }) => by !== undefined && shield.covers(by, shield.boundaryOf(at));
  const due = Object.entries(store.all("cards")).find(([id, card]) => (
    card.show === show && store.get("saved", id) === 1 && sees(said, card) && !sees(before, card)
  ));
  if (!due) return;
  const [, { address, title }] = due;
  if (address === location.pathname) return;
  const link = document.createElement("a");
  link.href = address;
  link.textContent = `It waited for you: ${title}`;
  document.querySelector(".said span")?.after(link);
}
