// A card about a character, where the text names them first; a veil that falls covers it as well.
import { listen } from "./store.js";

const card = document.createElement("div");
card.className = "who-card";
card.popover = "auto";
card.role = "dialog";
card.tabIndex = -1;
card.autofocus = true;
document.body.append(card);
let people;

const isVeiled = () => ["veil", "wait", "ask"].includes(document.documentElement.dataset.shield);
listen(() => {
  if (!isVeiled()) return;
  card.togglePopover(false);
  card.replaceChildren();
});

const put = (tag, textContent, more) => card.appendChild(Object.assign(document.createElement(tag), { textContent }, more));

function fill(href, { name, actor, line, biography }) {
  card.replaceChildren();
  card.ariaLabel = name;
  put("b", name);
  put("small", actor);
  put("p", line);
  for (const { season, status, line } of biography) put("p", `${season}: ${status}. ${line}`);
  put("button", "Close", { className: "button", onclick: () => card.hidePopover() });
  put("a", "Who’s who", { href });
}

// Show the card that a link is for; fails where its words can't be had.
export async function introduce(link) {
  people ??= await (await fetch(link.pathname.slice(0, -1) + ".json" + link.search)).json();
  if (isVeiled()) return;
  fill(link.href, people.characters.find(({ id }) => id == link.dataset.who));
  const { left, top, bottom } = link.getBoundingClientRect();
  card.style.cssText = `--x:${left}px;${bottom > innerHeight / 2 ? `bottom:${innerHeight - top}` : `top:${bottom}`}px`;
  link.focus();
  card.showPopover({ source: link });
}
