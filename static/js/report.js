// Reports a spoiler, once somebody has pressed for it; the page behind the link takes more words.
import * as store from "./store.js";

export async function report(href) {
  const answer = await fetch("/reading/reports/", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...Object.fromEntries(new URL(href).searchParams), seen_at: location.pathname + location.search }),
  });
  if (!answer.ok) throw new Error(answer.status);
  store.say("Thank you. The newsroom looks into it.");
  const more = document.createElement("a");
  more.href = href;
  more.textContent = "Say more";
  document.querySelector(".said span").after(more);
}
