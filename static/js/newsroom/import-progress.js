// Moves the progress bar of an import, and shows the report once it is over.
(() => {
  const section = document.querySelector("[data-import-progress]");
  if (!section) return;
  const part = (name) => section.querySelector(`[data-${name}]`);

  const look = async () => {
    try {
      const answer = await fetch(section.dataset.status, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const { step, percent, over } = await answer.json();
        if (over) return location.reload();
        // Only what has changed, so that a screen reader hears each step once.
        if (part("step").textContent !== step) part("step").textContent = step;
        part("bar").value = percent;
        part("percent").textContent = `${percent} %`;
      }
    } catch {
      // The network is away for a moment: ask again.
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 500);
})();
