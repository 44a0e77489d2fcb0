"""The page of search: what was found, what was probably meant, and where to begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Count
from django.http import Http404

from articles.listing import Card, ShowCard, as_show_cards, cards, live_articles, live_shows
from articles.models import Show
from articles.search.asking import Asked
from articles.search.correction import corrected
from articles.search.findable import Findable
from articles.search.finding import Found, find
from articles.search.results import Result, results
from articles.search.words import asked_words

PER_PAGE = 10
FEW = 3  # hits, with which another spelling is offered
SHOWS = 6  # to begin with, and to narrow down to
RECENT = 200  # articles that say which shows are written about
NEWEST = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: its name, and the address that sets or lifts it."""

    name: str
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a reader who does not know what to ask for may begin with."""

    shows: list[ShowCard]
    newest: list[Card]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything that the page shows."""

    asked: Asked  # as typed
    shown: Asked  # as looked up: a mended query where the typed one finds nothing
    found: Found
    results: list[Result]
    slice: Page[Any] | None
    kinds: list[Choice]
    shows: list[Choice]
    show: Show | None
    meant: Asked | None = None  # another spelling that finds more
    wider: Asked | None = None  # the same without filters, where that finds something
    beginning: Beginning | None = None

    @property
    def is_mended(self) -> bool:
        """Whether the hits are those of a mended query."""
        return self.shown.query != self.asked.query

    @property
    def before(self) -> str:
        """The address of the page before, if there is one."""
        page = self.slice
        return self.shown.but(page=page.number - 1).address if page and page.number > 1 else ""

    @property
    def after(self) -> str:
        """The address of the page after, if there is one."""
        page = self.slice
        return self.shown.but(page=page.number + 1).address if page and page.has_next() else ""


def search_page(asked: Asked, show: Show | None) -> SearchPage:
    """Gather the page. Raises Http404 for a page of hits that there is not."""
    words = asked.words
    found = _find(asked, show)
    shown, meant, wider = asked, None, None
    if words and len(found.hits) <= FEW and asked.page == 1:
        better = asked.but(query=corrected(words))
        others = _find(better, show) if better.query else Found([], is_all=True)
        if not found.hits and others.hits:
            shown, found = better, others
        elif len(others.hits) > len(found.hits):
            meant = better
    if words and not found.hits and (asked.kind or asked.show):
        everywhere = asked.but(kind="", show="")
        wider = everywhere if _find(everywhere, None).hits else None
    page = _slice(found, asked.page)
    return SearchPage(
        asked=asked,
        shown=shown,
        found=found,
        results=results(list(page.object_list), shown.words) if page else [],
        slice=page,
        kinds=_kinds(shown) if words else [],
        shows=_shows(shown, found, show) if words else [],
        show=show,
        meant=meant,
        wider=wider,
        beginning=None if found.hits else beginning(),
    )


def _find(asked: Asked, show: Show | None) -> Found:
    return find(
        asked_words(asked.query), kind=asked.kind, show_id=show.pk if show and asked.show else None
    )


def _slice(found: Found, number: int) -> Page[Any] | None:
    if not found.hits and number == 1:
        return None
    try:
        return Paginator(found.hits, PER_PAGE, allow_empty_first_page=False).page(number)
    except EmptyPage as error:
        raise Http404("There is no such page.") from error


def _kinds(asked: Asked) -> list[Choice]:
    everything = Choice("Everything", asked.but(kind="").address, not asked.kind)
    order = [
        Findable.Kind.ARTICLE,
        Findable.Kind.SHOW,
        Findable.Kind.CHARACTER,
        Findable.Kind.AUTHOR,
    ]
    return [
        everything,
        *(
            Choice(str(kind.label), asked.but(kind=kind.value).address, asked.kind == kind)
            for kind in order
        ),
    ]


def _shows(asked: Asked, found: Found, chosen: Show | None) -> list[Choice]:
    """The shows to narrow down to: those most often among what was found, or the chosen one."""
    if chosen is not None:
        return [Choice(chosen.title, asked.but(show="").address, is_chosen=True)]
    often = _most_often([hit.show_id for hit in found.hits])
    if len(often) < 2:
        return []
    rows = Show.objects.live().filter(pk__in=often).values_list("pk", "title", "slug")
    names = {pk: (title, slug) for pk, title, slug in rows}
    return [
        Choice(names[pk][0], asked.but(show=names[pk][1]).address, is_chosen=False)
        for pk in often
        if pk in names
    ]


def _most_often(ids: Sequence[int | None]) -> list[int]:
    return [pk for pk, _ in Counter(pk for pk in ids if pk).most_common(SHOWS)]


def beginning() -> Beginning:
    """The shows that are written about most of late, and the newest articles."""
    articles = Findable.objects.filter(kind=Findable.Kind.ARTICLE)
    recent = list(articles.order_by("-date").values_list("show_id", "page_id")[:RECENT])
    often = _most_often([show for show, _ in recent])
    by_id = live_shows().in_bulk(often) if often else {}
    shows = [by_id[pk] for pk in often if pk in by_id]
    # The index of what can be found answers this at once, however many articles there are.
    counted = articles.filter(show__in=shows).values_list("show_id").annotate(Count("pk"))
    totals = {by_id[pk].path: total for pk, total in counted}
    newest = live_articles().filter(pk__in=[page for _, page in recent[:NEWEST]])
    return Beginning(
        shows=as_show_cards(shows, totals) if shows else [],
        newest=cards(list(newest)) if recent else [],
    )
