// What this reader watched, saved, reads and follows: on this device at once, and in the account
// where there is one. What can't be sent now is sent later.
const KEY = "reading";
const root = document.documentElement;
const listeners = new Set();
const blank = () => ({ owner: "", progress: {}, saved: {}, places: {}, follows: {}, cards: {}, asked: {}, unsent: [], times: {}, asOf: 0 });
const bodies = {
  progress: ([, , episode, spoilMe]) => ({ episode, spoil_me: spoilMe }),
  saved: (remind) => ({ remind }),
  places: ([part, percent, finished]) => ({ part, percent, finished }),
  follows: (pace) => ({ pace }),
};

export const signedIn = () => "signedIn" in root.dataset;
// Who is signed in, once it is known.
export let who = null;
let csrf = "";
let memory = read();

function read() {
  let found = blank();
  try {
    Object.assign(found, JSON.parse(localStorage.getItem(KEY)));
  } catch {
    // Closed or unreadable: this page begins afresh.
  }
  if (!shield.isTheirs(found.owner)) {
    localStorage.removeItem(KEY);
    found = shield.hint() ? { ...blank(), asked: found.asked } : blank();
  }
  return found;
}

function changed() {
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // Not kept then; it still holds for this page.
  }
  for (const listener of listeners) listener();
}

function recall() {
  root.toggleAttribute("data-signed-in", shield.hint() === "1");
  if (!signedIn()) who = null;
  memory = read();
  for (const listener of listeners) listener();
}

// Another tab wrote, or the browser brings back a page that it had put aside.
function again({ key, persisted }) {
  if (key !== KEY && !persisted) return;
  const was = signedIn();
  recall();
  // Somebody has signed in elsewhere in this browser.
  if (signedIn() && !was) sync().catch(() => {});
}
addEventListener("storage", again);
addEventListener("pageshow", again);

export const get = (kind, id) => memory[kind][id];
export const all = (kind) => memory[kind];

export function listen(listener) {
  listeners.add(listener);
  listener();
}

// For this device alone: what is shown of an article on the shelf, and what was asked already.
export function note(kind, id, value) {
  memory[kind][id] = value;
  changed();
}

// Write something down (null: forget it); returns what undoes it.
export function set(kind, id, value) {
  const before = memory[kind][id] ?? null;
  if (value === null) delete memory[kind][id];
  else memory[kind][id] = value;
  const noun = `${kind}/${id}`;
  if ((signedIn() || memory.owner) && !memory.unsent.includes(noun)) memory.unsent.push(noun);
  memory.times[noun] = Date.now();
  hasSaid = false;
  changed();
  send();
  return () => set(kind, id, before);
}

const ask = (path, method, body) =>
  fetch(`/reading/${path}/`, {
    method,
    keepalive: true,
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify(body),
  });

// Once after each press it is said that it is kept here; and it is tried again.
let hasSaid = true;
let timer;
function later() {
  if (!hasSaid) {
    const why = !navigator.onLine ? "You are offline" : signedIn() ? "Your account can’t be reached now" : "Your session has run out";
    const box = document.querySelector(".said span") ?? say("");
    // What was said stays, and its way back.
    box.append(` ${why}. Kept here; your account gets it later.`);
  }
  hasSaid = true;
  clearTimeout(timer);
  timer = setTimeout(() => sync().catch(later), 30_000);
}

let sending = false;
let lost = false; // whether it was asked in vain who reads here
async function send() {
  await null; // whoever wrote says so first
  if (!csrf && memory.unsent.length && (lost || !signedIn())) later();
  if (!csrf || sending) return;
  sending = true;
  let asked = false;
  try {
    while (memory.unsent.length) {
      const noun = memory.unsent[0];
      const [kind, id] = noun.split("/");
      const value = memory[kind][id];
      // What waited for long may be older than what was said on another device since.
      const at = memory.times[noun];
      const said_at = kind === "progress" && Date.now() - at > 60_000 ? at : undefined;
      const answer = await (value === undefined
        ? ask(noun, "DELETE", { said_at })
        : ask(noun, "PUT", { ...bodies[kind](value), said_at }));
      if (answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
      if (answer.status === 401 || answer.status === 403) {
        // The session was renewed, or has run out: ask once who this is now.
        if (asked) break;
        asked = true;
        await sync();
        if (!csrf) break;
        continue;
      }
      // What is refused for good is not tried for ever; what changed meanwhile goes again.
      if (!answer.ok) say("Your account could not save this. It is kept here.");
      if (JSON.stringify(memory[kind][id]) === JSON.stringify(value)) {
        memory.unsent = memory.unsent.filter((other) => other !== noun);
        // From now on the account knows it; what it was asked for before may not.
        memory.times[noun] = Date.now();
        // What holds may be what was said elsewhere.
        if (said_at && answer.ok) memory[kind][id] = (await answer.json()).progress ?? undefined;
      }
      changed();
    }
  } catch {
    later();
  }
  sending = false;
}
addEventListener("online", () => signedIn() && sync());

// What the account says, which it was asked for at ``began``. What was said here since, in whichever
// tab, holds; and an answer that came late is none.
function take(state, began) {
  const isSince = (time) => time >= began && time <= Date.now(); // or a clock was set back
  if (memory.asOf !== began && isSince(memory.asOf)) return;
  memory.asOf = began;
  for (const noun of Object.keys(memory.times)) {
    const [kind, id] = noun.split("/");
    if (!memory.unsent.includes(noun) && !isSince(memory.times[noun])) delete memory.times[noun];
    else if (memory[kind][id] === undefined) delete state[kind][id];
    else state[kind][id] = memory[kind][id];
  }
  for (const kind of Object.keys(bodies)) memory[kind] = state[kind];
  // What waits for a moment waits on every device, and under its newest headline.
  Object.assign(memory.cards, state.cards);
}

// Ask who reads here. The device's memory joins the account's once, at the first sign-in.
async function sync() {
  const began = Date.now();
  const answer = await fetch("/reading/me.json");
  if (!answer.ok) throw new Error(answer.status);
  const me = await answer.json();
  // Nobody can say now: what is known here holds, and it is asked again.
  if (me.away) throw new Error("away");
  csrf = me.csrf ?? "";
  who = me.signed_in ? me : null;
  if (!me.signed_in) {
    recall();
    return me;
  }
  if (memory.owner !== me.key) {
    if (memory.owner) memory = { ...blank(), asked: memory.asked };
    const { progress, saved, places } = memory;
    if ([progress, saved, places].some((table) => Object.keys(table).length)) {
      // Not taken: nothing is lost, and the next page tries again.
      const { join } = await import("./joined.js");
      const said_at = Object.fromEntries(Object.keys(progress).map((id) => [id, memory.times[`progress/${id}`]]));
      Object.assign(me, await join({ progress, saved, places, said_at }, ask, say));
    }
    memory.owner = me.key;
  }
  take(me, began);
  changed();
  send();
  return me;
}

// Resolves with the answer, or null where nobody is signed in; rejects when it can't be had.
export const ready = signedIn() ? sync() : Promise.resolve(null);
ready.catch(() => {
  lost = true;
  later();
});

// In words, where somebody is; ``film`` is set for a film.
export function whereYouAre([season, episode, , spoilMe], { film }) {
  if (spoilMe) return "Spoilers are fine with you here.";
  if (film) return season ? "You have seen it." : "You have not seen it.";
  return season ? `You are at S${season}E${episode}.` : "You have not started.";
}

// What an address says, asked for once; once more where that failed.
const told = {};
export const load = (address) => (told[address] ??= fetch(address).then((answer) => answer.json()).catch((error) => {
  delete told[address];
  throw error;
}));

// Put an article on the shelf, with what a device without an account shows of it there.
export function keep(id, of, remind = 0) {
  note("cards", id, { ...of, time: Date.now() });
  return set("saved", id, remind);
}

// What offers it, where something waits; had before anything is said, so that it is one message.
export const due = async () => Object.values(memory.saved).includes(1) ? import("./due.js").catch(() => null) : null;

// One line at the foot of the window, said once, with a way back where there is one.
export function say(text, undo) {
  let box = document.querySelector(".said");
  if (!box) {
    box = document.createElement("div");
    box.className = "said";
    box.setAttribute("role", "status");
    document.body.append(box);
  }
  const words = document.createElement("span");
  words.textContent = text;
  box.replaceChildren(words);
  if (undo) box.append(button("Undo", () => { undo(); box.replaceChildren(); }));
  box.append(button("Close", () => box.replaceChildren()));
  return words;
}

export function button(label, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}
