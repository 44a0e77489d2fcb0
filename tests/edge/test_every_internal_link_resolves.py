"""Everything that a page of the demonstration points at is there."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from tests.edge.asking import Answer, ask
from tests.edge.demonstration import FEEDS, PAGES, VEILED, passage_of

PRIVATE = ("/accounts/profile/", "/reading/follows/")  # ask a stranger to sign in first
ADDRESSES = {"href": None, "src": None, "poster": None, "data-url": None}


@cache
def fetch(site: str, path: str) -> Answer:
    """Each address is asked for once."""
    return ask(site, path)


@cache
def soup_of(site: str, path: str) -> BeautifulSoup:
    """A page, parsed."""
    return BeautifulSoup(fetch(site, path).text, "html.parser")


def pointed_at(page: BeautifulSoup) -> set[str]:
    """Every address in the page's markup, its inert templates included."""
    found = {str(tag[name]) for name in ADDRESSES for tag in page.find_all(attrs={name: True})}
    for tag in page.find_all(attrs={"srcset": True}) + page.find_all(attrs={"imagesrcset": True}):
        sources = str(tag.get("srcset") or tag.get("imagesrcset"))
        found |= {source.split()[0] for source in sources.split(",")}
    metas = page.find_all("meta", property=re.compile("^og:(image|url)$"))
    return found | {str(tag["content"]) for tag in metas}


def internal(site: str, page: str, address: str) -> str | None:
    """The path and query of an address on this site; None for one elsewhere."""
    full = urlsplit(urljoin(f"{site}{page}", urldefrag(address).url))
    if full.netloc != urlsplit(site).netloc:
        return None
    return full.path + (f"?{full.query}" if full.query else "")


@cache
def crawl(site: str) -> dict[str, frozenset[str]]:
    """Every HTML page reachable from the front page and the sitemap, and what it points at."""
    listed = re.findall(r"<loc>([^<]+)", fetch(site, "/sitemap.xml").text)
    waiting = {"/"} | {path for url in listed if (path := internal(site, "/", url))}
    seen: dict[str, frozenset[str]] = {}
    while waiting:
        path = waiting.pop()
        if path.startswith(("/cms/", "/accounts/", "/reading/")) or not is_page(fetch(site, path)):
            seen[path] = frozenset()
            continue
        targets = pointed_at(soup_of(site, path))
        paths = {found for t in targets if (found := internal(site, path, t))}
        seen[path] = frozenset(paths)
        waiting |= paths - seen.keys()
    return seen


def is_page(answer: Answer) -> bool:
    """Whether it is HTML that came as asked."""
    return answer.status == 200 and answer.header("Content-Type").startswith("text/html")


def test_every_internal_address_answers(served: str) -> None:
    broken = {
        (page, target): fetch(served, target).status
        for page, targets in crawl(served).items()
        for target in targets
        if fetch(served, target).status != (302 if target.startswith(PRIVATE) else 200)
    }
    assert broken == {}


def test_the_crawl_reaches_every_page_and_feed(served: str) -> None:
    reached = set(crawl(served))
    passages = {passage_of(served, article) for article in VEILED}
    shows_feeds = {feed for feed in FEEDS if feed.count("/") == 3}
    assert reached >= {*PAGES, *passages, *shows_feeds, "/feeds/rss.xml", "/feeds/feed.json"}


def test_every_fragment_has_its_target(served: str) -> None:
    missing = []
    for page in crawl(served):
        if not is_page(fetch(served, page)):
            continue
        for link in soup_of(served, page).select("a[href*='#']"):
            url, fragment = urldefrag(str(link["href"]))
            target = internal(served, page, url) if url else page
            if target and not soup_of(served, target).find(id=fragment):
                missing.append((page, link["href"]))
    assert missing == []


def test_no_page_uses_an_identifier_twice(served: str) -> None:
    for page in PAGES:
        ids = [str(tag["id"]) for tag in soup_of(served, page).find_all(id=True)]
        assert sorted(set(ids)) == sorted(ids), page


@pytest.mark.parametrize("path", PAGES)
def test_the_canonical_address_is_the_sites_own(served: str, path: str) -> None:
    page = soup_of(served, path)
    link = page.find("link", rel="canonical")
    meta = page.find("meta", property="og:url")
    assert isinstance(link, Tag)
    assert isinstance(meta, Tag)
    assert link["href"] == meta["content"] == f"{served}{path}"


def test_the_sitemap_lists_every_page_once(served: str) -> None:
    listed = re.findall(r"<loc>([^<]+)", fetch(served, "/sitemap.xml").text)
    found = [path for path in PAGES if "?" not in path]  # those up to a place are not listed
    # Other tests bring people and articles of their own along to the same site.
    assert {f"{served}{path}" for path in found} <= set(listed)
    assert len(listed) == len(set(listed))
