"""The kinds of page that a reader meets, each by a name that a test report can show."""

from __future__ import annotations

from tests.browser.visiting import Visitor
from tests.edge.demonstration import (
    ARTICLES,
    AUTHORS,
    FILMED,
    MISSING,
    PLAIN,
    SHOWS,
    VEILED,
    passage_of,
)  # fmt: skip

PASSAGE = "(passage)"  # its address holds an identifier that only the page itself knows
KINDS = {
    "front": "/",
    "shows": "/shows/",
    **{f"hub {slug}": path for slug, path in SHOWS.items()},
    **{path.strip("/").replace("/", " "): path for path in ARTICLES},
    "author": AUTHORS[0],
    "authors": "/authors/",
    **{path.strip("/"): path for path in PLAIN},
    "catch me up": "/for-all-mankind/catch-up/",
    "catch me up, far": "/for-all-mankind/catch-up/?through=s4",
    "catch me up, film": "/2001-a-space-odyssey/catch-up/?through=s1",
    "who is who": "/for-all-mankind/who/",
    "who is who, far": "/for-all-mankind/who/?through=s4",
    "search": "/search/",
    "search, found": "/search/?q=mankind",
    "search, mended": "/search/?q=mankindd",
    "search, nothing": "/search/?q=xylophone",
    "missing": MISSING,
    "passage": PASSAGE,
}
VEILED_ARTICLE = VEILED[0]
FILMED_ARTICLE = FILMED[0]
PASSAGE_TEXT = ".veil__text"
PICTURES = """
() => {
  const awaited = [...document.images].filter(i => !i.complete && i.checkVisibility());
  const names = () => awaited.filter(i => !i.complete).map(i => i.currentSrc || i.outerHTML);
  const all = awaited.map(i => new Promise(done => { i.onload = i.onerror = done; }));
  const late = new Promise((_, fail) =>
    setTimeout(() => fail(new Error(`never came: ${names()}`)), 15000));
  return Promise.race([Promise.all(all), late]).then(() => true);
}
"""
SCROLL = """
top => new Promise(done => {
  scrollTo(0, top);
  requestAnimationFrame(() => requestAnimationFrame(done));
})
"""


def open_kind(visitor: Visitor, path: str) -> None:
    """Open a page of a kind; a missing page's status is no error here."""
    if path == MISSING:
        visitor.watch.expected_statuses.add(404)
    if path == PASSAGE:
        path = passage_of(visitor.site, VEILED_ARTICLE)
    visitor.go(path)


def scroll_through(visitor: Visitor) -> None:
    """Scroll down the whole page as a reader does, and wait for every picture on the way."""
    page = visitor.page
    height, step = page.evaluate("[document.documentElement.scrollHeight, innerHeight]")
    for top in range(0, height, max(200, step // 2)):
        page.evaluate(SCROLL, top)
    page.evaluate(PICTURES)
