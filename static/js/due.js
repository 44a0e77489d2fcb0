// Offers what somebody saved for when they have watched that far, the moment they have.
// It imports nothing, as the store itself asks for it at a sign-in.
export const sees = (by, { at }) => by !== undefined && shield.covers(by, shield.boundaryOf(at));

export function offer(store, show, before) {
  const said = store.get("progress", show);
  offerOne(Object.entries(store.all("cards")).filter(([id, card]) => (
    card.show === show && store.get("saved", id) === 1 && sees(said, card) && !sees(before, card)
  )).map(([, card]) => card));
}

// One is enough, beside what was said; the shelf has them all.
export function offerOne(cards) {
  const due = cards.find(({ address }) => address !== location.pathname);
  if (!due) return;
  const link = document.createElement("a");
  link.href = due.address;
  link.textContent = `It waited for you: ${due.title}`;
  document.querySelector(".said span")?.after(link);
}
