// The list of what to mend, in Wagtail's Checks panel: fetched whenever the preview has taken the
// form, or the draft was saved; each of its lines leads to its field.
(() => {
  const list = () => document.querySelector("[data-article-checks-list]");
  const preview = () => document.querySelector('[data-controller~="w-preview"]');
  let asked = 0;

  async function refresh() {
    if (!list() || !preview()) return;
    const turn = ++asked;
    list().setAttribute("aria-busy", "true");
    try {
      // The preview's address changes when a new page is saved for the first time.
      const answer = await fetch(`${preview().dataset.wPreviewUrlValue}checks/`);
      if (!answer.ok) throw new Error(answer.status);
      const html = await answer.text();
      if (turn !== asked) return;
      if (list().innerHTML !== html) list().innerHTML = html;
      count();
    } catch {
      if (turn === asked) list().textContent = "The checks can’t be reached. They are tried again at the next change.";
    }
    list().setAttribute("aria-busy", "false");
  }

  // On the panel's button: ours and those that Wagtail finds on the preview.
  function count() {
    const counter = document.querySelector('[data-side-panel-toggle="checks"] [data-side-panel-toggle-counter]');
    const total = list()?.querySelector("[data-total]");
    if (!counter || !total) return;
    const theirs = Number(document.querySelector("[data-content-checker-count]")?.textContent) || 0;
    const all = Number(total.dataset.total) + theirs;
    counter.textContent = all;
    counter.hidden = all === 0;
  }

  // ``name`` or ``name.block``: a field, a row's formset, or a block of a stream.
  function find(path) {
    const steps = path.split(".").map((step) => `[data-contentpath="${CSS.escape(step)}"]`);
    const name = CSS.escape(path.split(".")[0]);
    return (
      document.querySelector(steps.join(" ")) ?? document.querySelector(steps[0]) ??
      document.querySelector(`[name="${name}-TOTAL_FORMS"]`)?.closest("section, .w-panel") ??
      document.querySelector(`[name="${name}"]`)
    );
  }

  async function lead(path) {
    const place = find(path);
    if (!place) return;
    const tab = place.closest('[role="tabpanel"]');
    if (tab?.hidden) {
      document.querySelector(`[role="tab"][href="#${CSS.escape(tab.id)}"]`)?.click();
      for (let frames = 0; tab.hidden && frames < 60; frames += 1) await new Promise(requestAnimationFrame);
    }
    for (let panel = place.closest(".w-panel"); panel; panel = panel.parentElement.closest(".w-panel")) {
      const toggle = panel.querySelector(":scope > .w-panel__header [aria-expanded]");
      if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
    }
    // The first thing in it to write in; else, say for a picture, the first to press.
    const inside = ['input:not([type="hidden"]), textarea, select, [contenteditable="true"]', "button, a"];
    const found = inside.map((wanted) => [...place.querySelectorAll(wanted)].find((one) => one.checkVisibility()));
    const field = place.matches("input, textarea, select") ? place : found[0] ?? found[1] ?? place;
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-finding]");
    if (!link) return;
    event.preventDefault();
    lead(link.dataset.finding);
  });
  document.addEventListener("w-preview:loaded", refresh);
  document.addEventListener("w-autosave:success", refresh);
  document.addEventListener("DOMContentLoaded", () => {
    refresh();
    const theirs = document.querySelector("[data-content-checker-count]");
    if (theirs && list()) new MutationObserver(count).observe(theirs, { childList: true, characterData: true, subtree: true });
  });
})();
