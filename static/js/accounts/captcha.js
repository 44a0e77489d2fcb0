// reCAPTCHA on this form: the score's token when the form is sent, the checkbox where it is asked for.
const own = document.querySelector("script[data-script]");
const score = document.querySelector("[data-captcha-score]");
const box = document.querySelector("[data-captcha-box]");
const blocked = document.querySelector("[data-captcha-blocked]");
const PATIENCE = 8000; // milliseconds for Google's script to come and to answer

const within = (promise) =>
  Promise.race([promise, new Promise((_, no) => setTimeout(no, PATIENCE, new Error("late")))]);

const load = () =>
  new Promise((yes, no) => {
    const script = document.createElement("script");
    script.src = `${own.dataset.script}?render=${score ? score.dataset.key : "explicit"}`;
    script.onerror = no;
    script.onload = () => window.grecaptcha.ready(() => yes(window.grecaptcha));
    document.head.append(script);
  });

const explain = () => {
  if (blocked) blocked.hidden = false;
};

if (score || box) {
  const ready = load();
  ready.then((api) => box && api.render(box, { sitekey: box.dataset.key })).catch(explain);
  let asking = false;
  score?.form.addEventListener("submit", async (event) => {
    // A token works once; what a browser kept in the field of a page that it brings back is used.
    event.preventDefault();
    if (asking) return;
    asking = true;
    try {
      const api = await within(ready);
      score.value = await within(api.execute(score.dataset.key, { action: score.dataset.action }));
    } catch {
      explain(); // The server then says that something went wrong, and the form stays.
    }
    score.form.submit();
  });
}
