"""The demonstration's addresses, read from its own files, so that no list has to be kept."""

from __future__ import annotations

import re
from functools import cache

from articles.demo import files
from tests.edge.asking import ask

SHOWS = {table["slug"]: f"/{table['slug']}/" for table in files.shows()}
ARTICLES = [
    f"{path}{table['slug']}/" for slug, path in SHOWS.items() for table in files.articles(slug)
]
PLAIN = [f"/{page['slug']}/" for page in files.read(files.CONTENT / "site.toml")["pages"]]
AUTHORS = [f"/authors/{slug}/" for slug in files.read(files.CONTENT / "authors.toml")]
# The pages about a show, safe and as of each season that somebody can have watched.
PLACES = [
    (SHOWS[table["slug"]], query)
    for table in files.shows()
    for query in ("", *(f"?through=s{s['number']}" for s in table["seasons"] if s["episodes"]))
]
SHOW_PAGES = [f"{show}{page}/{query}" for show, query in PLACES for page in ("catch-up", "who")]
WHO_DATA = [f"{show}who.json{query}" for show, query in PLACES]
PAGES = [
    "/", "/shows/", *SHOWS.values(), *ARTICLES, *SHOW_PAGES, "/authors/", *AUTHORS, *PLAIN,
]  # fmt: skip

FEEDS = [
    "/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json", "/feeds/full-text-with-spoilers.xml",
    *(f"/feeds/{slug}/{name}" for slug in SHOWS for name in ("rss.xml", "atom.xml")),
]  # fmt: skip
SEARCH = ["/search/", "/search/?q=mankind"]
FOUND_DATA = ["/search/suggest.json?q=man", "/search/opensearch.xml"]
FOR_MACHINES = [
    "/sitemap.xml", "/news-sitemap.xml", "/robots.txt", "/manifest.webmanifest",
    "/.well-known/security.txt",
]  # fmt: skip
PUBLIC = [*PAGES, *WHO_DATA, *SEARCH, *FOUND_DATA, *FEEDS, *FOR_MACHINES]
MISSING = "/no-such-page/"

VEILED = [
    f"/{slug}/{table['slug']}/"
    for slug in SHOWS
    for table in files.articles(slug)
    if any(block["type"] == "passage" for block in table["body"])
]
FILMED = [  # articles with a video to press
    f"/{slug}/{table['slug']}/"
    for slug in SHOWS
    for table in files.articles(slug)
    if table.get("videos") or any(block["type"] == "video" for block in table["body"])
]


@cache
def passage_of(site: str, article: str) -> str:
    """The path of the page on which an article's veiled passage stands alone."""
    found = re.search(r'href="(passage/[^"]+)"', ask(site, article).text)
    assert found, f"{article} has no veiled passage"
    return article + found[1]
