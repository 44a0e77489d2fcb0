// A passage beyond the article's boundary: its words are inert until a reader asks for them.
class VeiledPassage extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("[data-reveal]");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = link.className;
    this.button.setAttribute("aria-expanded", "false");
    this.button.append(...link.childNodes);
    link.replaceWith(this.button);
    this.button.addEventListener("click", () => (this.text ? this.hide() : this.reveal()));
  }

  reveal() {
    const copy = this.querySelector("template").content.cloneNode(true);
    this.text = copy.firstElementChild;
    this.append(copy);
    this.set("Hide this passage", "true");
    this.text.focus();
  }

  hide() {
    this.text.remove();
    this.text = null;
    this.set("Show this passage", "false");
    this.button.focus();
  }

  set(label, expanded) {
    this.button.querySelector("[data-label]").textContent = label;
    this.button.setAttribute("aria-expanded", expanded);
    this.button.querySelector("[data-closed]").hidden = expanded === "true";
    this.button.querySelector("[data-open]").hidden = expanded !== "true";
  }
}
customElements.define("veiled-passage", VeiledPassage);
