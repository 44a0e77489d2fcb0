// Veils: over a whole text for a reader who is behind, and over a passage that goes beyond its
// article's boundary.
import * as store from "./store.js";

const root = document.documentElement;

const panel = document.querySelector("[data-shield-panel]");
if (panel) coverText();

// What the text spoils, where the reader is, and the ways on.
function coverText() {
  const text = document.querySelector("[data-shielded]");
  const { show, at, article } = panel.dataset;

  let waiting = store.signedIn();
  let lifted = root.dataset.shield === "shown";

  function decide() {
    const said = store.get("progress", show);
    // What was veiled for somebody does not open because they are forgotten.
    const was = root.dataset.shield;
    let state = waiting ? was : was === "veil" || was === "shown" ? "veil" : "open";
    if (said) state = shield.covers(said, shield.boundaryOf(at)) ? "open" : "veil";
    if (lifted && state !== "open") state = "shown";
    root.dataset.shield = state;
    text.hidden = state !== "open" && state !== "shown";
    panel.querySelector("[data-you]").textContent = said ? store.whereYouAre(said, panel.dataset) : "";
  }

  function lift(is) {
    lifted = is;
    decide();
    (is ? text : panel).focus();
  }

  panel.addEventListener("click", ({ target }) => {
    if (target.closest("[data-show-anyway]")) lift(true);
    if (target.closest("[data-hide]")) lift(false);
    if (target.closest("[data-remind]")) {
      const undo = waits() ? store.set("saved", article, null) : store.keep(article, panel.dataset, 1);
      store.say(waits() ? "On your shelf, for when you have watched that far." : "Taken off your shelf.", undo);
    }
  });

  const waits = () => store.get("saved", article) === 1;
  const remind = panel.querySelector("[data-remind]");
  if (remind) store.listen(() => remind.setAttribute("aria-pressed", waits()));

  // Every button that says "I have watched this": the veil's own, and the one after the last line.
  for (const watched of document.querySelectorAll("[data-watched]")) {
    const place = watched.closest("[data-finished]");
    watched.addEventListener("click", async () => {
      const due = await store.due();
      const before = store.get("progress", show);
      const undo = store.set("progress", show, [...shield.boundaryOf(at), Number(watched.dataset.watched), before?.[3] ?? 0]);
      store.say(store.whereYouAre(store.get("progress", show), panel.dataset), undo);
      due?.offer(store, show, before);
      if (!place) text.focus();
    });
    if (place) {
      store.listen(() => {
        const said = store.get("progress", show);
        place.hidden = said !== undefined && shield.covers(said, shield.boundaryOf(at));
      });
    }
  }

  store.listen(decide);
  if (waiting) {
    store.ready.then(() => {
      waiting = false;
      if (root.dataset.shield === "wait" || root.dataset.shield === "ask") root.dataset.shield = "open";
      decide();
    }, () => {
      if (root.dataset.shield === "wait") root.dataset.shield = "ask";
    });
  }
}

// Its words are inert until the reader asks for them, or has watched as far as they go.
class VeiledPassage extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("[data-reveal]");
    this.button = store.button("", () => {
      this.chosen = true;
      if (this.text) this.hide();
      else this.reveal().focus();
    });
    this.button.className = link.className;
    this.button.setAttribute("aria-expanded", "false");
    this.button.append(...link.childNodes);
    link.replaceWith(this.button);
    store.listen(() => this.decide());
  }

  // Once the reader has chosen here, progress changes nothing any more.
  decide() {
    const { show, at } = this.dataset;
    const said = store.get("progress", show);
    const sees = Boolean(at && said && shield.covers(said, shield.boundaryOf(at)));
    if (this.chosen || sees === Boolean(this.text)) return;
    if (sees) this.reveal();
    else this.hide();
  }

  reveal() {
    const copy = this.querySelector("template").content.cloneNode(true);
    this.text = copy.firstElementChild;
    this.append(copy);
    this.set("Hide this passage", "true");
    return this.text;
  }

  hide() {
    this.text.remove();
    this.text = null;
    this.set("Show this passage", "false");
  }

  set(label, expanded) {
    this.button.querySelector("[data-label]").textContent = label;
    this.button.setAttribute("aria-expanded", expanded);
    this.button.querySelector("[data-closed]").hidden = expanded === "true";
    this.button.querySelector("[data-open]").hidden = expanded !== "true";
  }
}
customElements.define("veiled-passage", VeiledPassage);
