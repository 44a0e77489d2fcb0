// Loads what this page has, and nothing else.
import "./theme.js";

const has = (selector) => document.querySelector(selector) !== null;

if (has("[data-share]")) import("./share.js");
if (has("[data-video]")) import("./video.js");
if (has("veiled-passage")) import("./passage.js");
