// "How far have you watched?": a line that says it, asks it once, and lets it be changed.
import * as store from "./store.js";

const guides = {};
export const guideOf = (address) => (guides[address] ??= fetch(address).then((answer) => answer.json()));

for (const line of document.querySelectorAll("[data-how-far]")) store.listen(() => draw(line));

function say(line, said) {
  const { show } = line.dataset;
  const undo = store.set("progress", show, said);
  store.say(said ? store.whereYouAre(said, line.dataset) : "Forgotten.", undo);
  line.querySelector("button")?.focus();
}

function draw(line) {
  const { show, film } = line.dataset;
  const said = store.get("progress", show);
  // Where a page is not about one show, the line names it.
  const name = line.dataset.name ? `${line.dataset.name}: ` : "";
  const choose = store.button(said ? "Change" : film ? "Say so" : "Say how far", () => open(line));
  if (said) return line.replaceChildren(`${name}${store.whereYouAre(said, line.dataset)} `, choose);
  if (store.get("asked", show)) return line.replaceChildren(name, choose);
  const done = (value) => () => {
    store.note("asked", show, 1);
    if (value) say(line, value);
  };
  const question = `${name}${film ? "Have you seen it?" : "How far have you watched?"} `;
  if ("brief" in line.dataset) return line.replaceChildren(question, choose);
  return line.replaceChildren(
    question,
    store.button("Not started", done([0, 0, 0, 0])), choose,
    store.button("Spoil me, I don’t mind", done([0, 0, 0, 1])), store.button("Not now", done()),
  );
}

async function open(line) {
  const { show, film, guide } = line.dataset;
  const found = await guideOf(guide).catch(() => null);
  if (!found) return store.say("The episodes could not be loaded.");
  const select = document.createElement("select");
  select.setAttribute("aria-label", "The last episode that you have watched");
  const values = [null];
  const option = (label, value, parent = select) => {
    parent.append(new Option(label, values.push(value) - 1));
  };
  select.append(new Option("Choose", 0));
  option(film ? "Not seen" : "Not started", [0, 0, 0, 0]);
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
    store.note("asked", show, 1);
    say(line, values[select.value] ?? null);
  });
  line.replaceChildren(select, store.button("Cancel", () => { draw(line); line.querySelector("button").focus(); }));
  return select.focus();
}
