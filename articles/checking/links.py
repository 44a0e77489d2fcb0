"""Links inside the site that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from articles.body import PROSE_FIELDS, headings_of
from articles.checking.findings import Finding

if TYPE_CHECKING:
    from articles.article import Article

OF_A_PASSAGE = re.compile(r"passage/[0-9a-f-]{36}/$")  # a page of its own, below its article
MEND = "Link to another page, or take the link off the words."


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a structured text, and where the form has that text."""

    field: str
    block: str
    words: str
    href: str
    page: int | None


def links(article: Article) -> Iterator[Finding]:
    """Each link of the article that leads nowhere, and each related article that is not public."""
    found = list(links_of(article))
    live = set(
        Page.objects.live()
        .filter(pk__in=[link.page for link in found if link.page])
        .values_list("pk", flat=True)
    )
    anchors = anchors_of(article)
    for link in found:
        if link.page is not None:
            broken = link.page not in live and link.page != article.pk
            why = "a page that is not public"
        elif link.href.startswith("#"):
            broken, why = link.href[1:] not in anchors, f"{link.href}, which this page has not"
        else:
            broken, why = leads_nowhere(link.href), f"{link.href}, where there is no page"
        if broken:
            message = f"“{link.words}” leads to {why}."
            yield Finding(link.field, message, MEND, block=link.block)
    for row in article.related.all():
        if not row.to.live:
            yield Finding(
                "related",
                f"“{row.to.title}” is not public, so readers will not see it.",
                "Publish it, or remove the row.",
            )


def links_of(article: Article) -> Iterator[Link]:
    """Every link in the article's structured texts, in order."""
    for part in article.body:
        field = PROSE_FIELDS.get(part.block_type)
        text = part.value[field] if field else part.value
        if field or part.block_type == "paragraph":
            yield from _in("body", str(part.id or ""), text.source if text else "")
    yield from _in("sets_up", "", article.sets_up or "")


def _in(field: str, block: str, source: str) -> Iterator[Link]:
    for anchor in BeautifulSoup(source, "html.parser").find_all("a"):
        kind = anchor.get("linktype")
        if kind not in (None, "page"):
            continue
        key = str(anchor.get("id", ""))
        page = int(key) if kind == "page" and key.isdecimal() else 0
        yield Link(
            field, block, anchor.get_text() or "A link", str(anchor.get("href", "")),
            page if kind == "page" else None,
        )  # fmt: skip


def anchors_of(article: Article) -> set[str]:
    """The places of the article's page that a link can lead to."""
    there: dict[str, Any] = {
        "fates": article.fates.all(),
        "sets-up": article.sets_up,
        "thirty": article.takeaways,
        "videos": article.videos.all(),
        "notes": article.corrections.all(),
    }
    return {
        "", "main",
        *(heading.anchor for heading in headings_of(article.body)),
        *(name for name, has in there.items() if has),
    }  # fmt: skip


def leads_nowhere(href: str) -> bool:
    """Whether an address of ours has neither a page that is live, nor a redirect, nor a view."""
    from articles.shows import Show

    if href.startswith(settings.SITE_URL):
        href = href.removeprefix(settings.SITE_URL) or "/"
    if not href.startswith("/") or href.startswith("//"):
        return False
    path = urlsplit(href).path
    try:
        found = resolve(path)
    except Resolver404:
        return True
    if found.url_name != "wagtail_serve":
        show = found.kwargs.get("slug")  # of a catch-up, a who's who, a feed
        return show is not None and not Show.objects.live().filter(slug=show).exists()
    path = OF_A_PASSAGE.sub("", path)
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    root = site.root_page.url_path if site else "/"
    wanted = root + path.strip("/") + ("/" if path.strip("/") else "")
    redirected = Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists()
    return not redirected and not Page.objects.live().filter(url_path=wanted).exists()
