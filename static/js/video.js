// A video's frame exists only after somebody has pressed play.
for (const box of document.querySelectorAll("[data-video]")) {
  const link = box.querySelector(".video__play");
  link.setAttribute("role", "button");
  const play = (event) => {
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = box.dataset.video;
    frame.title = box.dataset.title;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    link.replaceWith(frame);
    frame.focus();
  };
  link.addEventListener("click", play);
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") play(event);
  });
}
