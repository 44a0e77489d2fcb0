// Says what an account learned from the device on which somebody signs in.
const count = (number, of) => number && `${number} ${of}${number > 1 ? "s" : ""}`;

export function tell({ merged, refused, joined }, say) {
  const words = [
    ...merged.map(({ show, at }) => `${show}: ${at}`),
    count(joined.saved, "saved article"),
    count(joined.places, "place in a text"),
  ].filter(Boolean).join(", ");
  const told = refused.map(({ show, error }) => `${show} stays as it was: ${error}`);
  if (words) told.unshift(`Your account now knows: ${words}.`);
  if (told.length) say(told.join(" "));
}
