// Suggestions while one types: a combobox (ARIA APG) over a form that works alone; and the switch
// for the one-key shortcut that site.js has on every page.
const form = document.querySelector("[data-suggest]");
const input = form.querySelector("input[type=search]");
const WAIT = 120;
const known = new Map();
let items = [];
let active = -1;
let timer;
let asked = "";

const list = document.createElement("ul");
list.className = "suggestions";
list.id = "suggestions";
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "Suggestions");
list.hidden = true;
const status = document.createElement("p");
status.className = "visually-hidden";
status.setAttribute("role", "status");
form.append(list, status);
for (const [name, value] of Object.entries({
  role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
})) input.setAttribute(name, value);

const typed = () => input.value.trim().replace(/\s+/g, " ").toLowerCase();

function close() {
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  mark(-1);
}

function mark(number) {
  active = number;
  list.querySelectorAll("[role=option]").forEach((option, at) => {
    option.setAttribute("aria-selected", String(at === number));
    if (at === number) option.scrollIntoView({ block: "nearest" });
  });
  if (number < 0) input.removeAttribute("aria-activedescendant");
  else input.setAttribute("aria-activedescendant", `suggestion-${number}`);
}

function text(name, words) {
  const part = document.createElement("span");
  part.className = `suggestion__${name}`;
  part.textContent = words;
  return part;
}

function show({ items: found, meant }) {
  // Who has chosen one while these were on their way keeps it.
  const chosen = items[active]?.url;
  items = found;
  list.replaceChildren(...found.map((item, at) => {
    const option = document.createElement("li");
    option.className = "suggestion";
    option.id = `suggestion-${at}`;
    option.setAttribute("role", "option");
    option.append(text("title", item.title), text("kind", item.kind));
    if (item.note) option.append(text("note", item.note));
    option.addEventListener("click", () => location.assign(item.url));
    return option;
  }));
  mark(found.findIndex((item) => item.url === chosen));
  list.hidden = found.length === 0;
  input.setAttribute("aria-expanded", String(found.length > 0));
  const count = found.length === 1 ? "1 suggestion" : `${found.length} suggestions`;
  status.textContent = found.length ? (meant ? `${count} for ${meant}` : count) : "";
}

async function ask() {
  const words = typed();
  asked = words;
  if (words.length < 2) {
    status.textContent = "";
    close();
    return;
  }
  if (!known.has(words)) {
    const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(words)}`).catch(() => null);
    if (!answer?.ok) return;
    known.set(words, await answer.json());
  }
  if (asked === words && document.activeElement === input) show(known.get(words));
}

input.addEventListener("input", () => {
  mark(-1);
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT);
});

// The pointer must not take the focus from the field before its click arrives.
list.addEventListener("pointerdown", (event) => event.preventDefault());
input.addEventListener("blur", close);

input.addEventListener("keydown", (event) => {
  const last = items.length - 1;
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (list.hidden) {
      if (event.key === "ArrowDown") ask();
      return;
    }
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    // Beyond either end is the field itself.
    mark(active + step > last ? -1 : active + step < -1 ? last : active + step);
  } else if (event.key === "Enter" && !list.hidden && active >= 0) {
    event.preventDefault();
    location.assign(items[active].url);
  } else if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    clearTimeout(timer);
    close();
  }
});

const keys = document.querySelector("[data-slash]");
if (keys) {
  const button = keys.querySelector("button");
  const isOff = () => localStorage.slash === "off";
  const say = () => {
    button.textContent = isOff() ? "Turn this key on" : "Turn this key off";
  };
  try {
    say();
    keys.hidden = false;
    button.addEventListener("click", () => {
      if (isOff()) localStorage.removeItem("slash");
      else localStorage.slash = "off";
      say();
    });
  } catch {
    // Without storage there is no switch, and site.js leaves the key alone.
  }
}
