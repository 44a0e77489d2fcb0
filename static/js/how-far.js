// "How far have you watched?": a line that says it, asks it once, and lets it be changed.
import * as store from "./store.js";

export const watch = (line) => store.listen(() => draw(line));
document.querySelectorAll("[data-how-far]").forEach(watch);
// The question is asked once on the whole site, whichever show it was about.
const wasAsked = () => store.note("asked", "all", 1);

async function say(line, said) {
  await write(line.dataset, said);
  line.querySelector("button")?.focus();
}

// Writes progress down, and says so in one message with what was saved for this moment.
export async function write({ show, film }, said) {
  const due = await store.due();
  const before = store.get("progress", show);
  const undo = store.set("progress", show, said);
  store.say(said ? store.whereYouAre(said, { film }) : "Forgotten.", undo);
  due?.offer(store, show, before);
}

function draw(line) {
  const { show, film } = line.dataset;
  const said = store.get("progress", show);
  const asked = store.get("asked", "all");
  // Nothing that somebody is using is taken from under their hands.
  const state = `${said} ${asked}`;
  if (line.state === state || line.querySelector("select")) return;
  line.state = state;
  // Where a page is not about one show, the line names it.
  const name = line.dataset.name ? `${line.dataset.name}: ` : "";
  const choose = store.button(said ? "Change" : film ? "Say so" : "Say how far", () => open(line));
  if (said) return line.replaceChildren(`${name}${store.whereYouAre(said, line.dataset)} `, choose);
  if (asked || line.dataset.brief === "plain") return line.replaceChildren(name, choose);
  const answer = (label, value) => store.button(label, () => {
    wasAsked();
    if (value) say(line, value);
    line.querySelector("button").focus();
  });
  return line.replaceChildren(
    `${name}${film ? "Have you seen it?" : "How far have you watched?"} `,
    ...("brief" in line.dataset ? [choose] : [
      answer(film ? "Not seen" : "Not started", [0, 0, 0, 0]), choose, answer("Spoil me, I don’t mind", [0, 0, 0, 1]),
    ]),
    answer("Not now"),
  );
}

function close(line) {
  line.replaceChildren();
  line.state = 0;
  draw(line);
  line.querySelector("button").focus();
}

async function open(line) {
  const { show, film, guide } = line.dataset;
  const found = await store.load(guide).catch(() => null);
  if (!found) return store.say("The episodes could not be loaded.");
  const select = document.createElement("select");
  select.setAttribute("aria-label", "The last episode that you have watched");
  const values = [null];
  const option = (label, value, parent = select) => {
    parent.append(new Option(label, values.push(value) - 1));
  };
  select.append(new Option("Choose", 0));
  option(film ? "Not seen" : "Not started", [0, 0, 0, 0]);
  const all = found.seasons.flatMap(({ number, episodes }) => episodes.map(([episode, id]) => [number, episode, id, 0]));
  if (!film && all.length) option("Finished", all.pop());
  for (const { number, name, episodes } of found.seasons) {
    const group = document.createElement("optgroup");
    group.label = name;
    for (const [episode, id, title] of episodes) {
      option(film ? "Seen" : `S${number}E${episode} ${title}`, [number, episode, id, 0], film ? select : group);
    }
    if (group.children.length) select.append(group);
  }
  const said = store.get("progress", show) ?? [0, 0, 0, 0];
  option("Spoil me, I don’t mind", [...said.slice(0, 3), 1]);
  option("Forget what I said", undefined);
  select.addEventListener("change", () => {
    close(line);
    say(line, values[select.value] ?? null);
  });
  wasAsked();
  line.replaceChildren(select, store.button("Cancel", () => close(line)));
  return select.focus();
}
