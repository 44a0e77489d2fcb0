// What a device knew joins the account at the first sign-in, and what the account learned is said.
import { offerOne, sees } from "./due.js";

const count = (number, of) => number && `${number} ${of}${number > 1 ? "s" : ""}`;

// Resolves with the answer; rejects where it was not taken.
export async function join(tables, ask, say) {
  const answer = await ask("merge", "POST", tables);
  if (!answer.ok) throw new Error(answer.status);
  const found = await answer.json();
  const { merged, refused, joined, cards } = found;
  const words = [
    ...merged.map(({ show, at }) => `${show}: ${at}`),
    count(joined.saved, "saved article"),
    count(joined.places, "place in a text"),
  ].filter(Boolean).join(", ");
  const told = refused.map(({ show, error }) => `${show} stays as it was: ${error}`);
  if (words) told.unshift(`Your account now knows: ${words}.`);
  // What this device waited for and had reached by itself was offered on it then.
  const wasOffered = (id) => tables.saved[id] === 1 && sees(tables.progress[cards[id].show], cards[id]);
  const due = found.due.filter((id) => cards[id] && !wasOffered(id)).map((id) => cards[id]);
  if (due.length) told.push("You have watched that far.");
  if (told.length) say(told.join(" "));
  offerOne(due);
  return found;
}
