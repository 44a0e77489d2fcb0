"""Lists of articles and shows as cards: the safe form, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.core.paginator import Page as Slice
from django.db.models import Count, F, Max, Prefetch, Q, QuerySet, Window
from django.db.models.functions import Length, RowNumber, Substr
from django.http import Http404
from wagtail.models import Page

from articles.addresses import PAGE_NUMBER
from articles.models import Article, Author, Byline, Episode, Picture, Season, Show
from articles.pictures import load_renditions
from articles.remembered import remembered_each
from articles.ring import Ring, ring_of

PER_PAGE = 24
SHOW_DEPTH = 3  # in the tree of pages: right below a front page
# By an index of its own: articles/migrations/0013_the_newest_have_their_index.py
NEWEST = (F("first_published_at").desc(nulls_last=True), "-pk")
# What no reader is shown of a page. A query is made of its columns, and slower with each.
NEWSROOM_ONLY = (
    "translation_key", "locale", "latest_revision", "live_revision", "has_unpublished_changes",
    "go_live_at", "expire_at", "expired", "locked", "locked_at", "locked_by", "draft_title",
    "owner", "latest_revision_created_at", "alias_of", "show_in_menus",
)  # fmt: skip
_NOT_ON_A_CARD = ("seo_title", "search_description", "last_published_at")
_OF_A_SHOW = (*NEWSROOM_ONLY, *_NOT_ON_A_CARD, "first_published_at", "synopsis", "network",
              "first_year", "last_year")  # fmt: skip
NOT_IN_A_LIST = (
    "body", "takeaways", "sets_up", "hero_caption", "safe_hero_caption", *NEWSROOM_ONLY,
    *_NOT_ON_A_CARD, *(f"boundary__season__show__{name}" for name in _OF_A_SHOW),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """An article as a list shows it. Everything here is safe to read."""

    article: Article
    show: Show
    picture: Picture | None
    spoils_to: Episode
    season_count: int
    ring: Ring

    @property
    def url(self) -> str:
        """The article's path."""
        return str(self.article.address)


def live_articles() -> QuerySet[Article]:
    """Public articles, newest first, with what a card needs."""
    found: QuerySet[Article] = (
        Article.objects.live()
        .filter(boundary__isnull=False)
        .defer(*NOT_IN_A_LIST)
        .select_related("safe_hero", "boundary__season__show")
        .order_by(*NEWEST)
    )
    return found


def in_order(found: Iterable[int]) -> list[Article]:
    """Public articles by their keys, in this order, with what a card needs."""
    ids = list(found)
    known = live_articles_by_id(ids)
    return [known[pk] for pk in ids if pk in known]


def live_articles_by_id(ids: Iterable[int]) -> dict[int, Article]:
    """Those of these articles that are public, by their keys, with what a card needs."""
    return remembered_each(live_articles().in_bulk, "card", ids)


def right_below(show: Show) -> Q:
    """The pages that live under this show, whatever their boundaries say.

    As a range, which every database finds by its index of paths; SQLite finds no beginning by it.
    """
    return Q(depth=show.depth + 1, path__range=below(show))


def below(page: Page) -> tuple[str, str]:
    """The first and the last place in the tree that are below a page."""
    first, last = Page._get_children_path_interval(page.path)
    return first, last


def below_any(shows: Iterable[Show]) -> Q:
    """The pages that live under one of these shows; none where there is no show."""
    return reduce(or_, (right_below(show) for show in shows), Q(pk__in=()))


def first_of_each(articles: QuerySet[Article], group: Any, most: int, *order: Any) -> Any:
    """The first so many articles of each group, by an order; the rest never leaves the database."""
    place = Window(RowNumber(), partition_by=group, order_by=order)
    return articles.annotate(place=place).filter(place__lte=most)


def home_path() -> Substr:
    """The place in the tree of what a page lives under, in SQL."""
    return Substr("path", 1, Length("path") - Article.steplen)


def articles_of(show: Show) -> QuerySet[Article]:
    """The public articles that live under this show."""
    return live_articles().filter(right_below(show))


def articles_by(author: Author) -> QuerySet[Article]:
    """The public articles that this author signed."""
    signed = Byline.objects.filter(author=author)
    return live_articles().filter(pk__in=signed.values("article"))


def with_seasons(shows: Iterable[Show]) -> dict[int, list[Season]]:
    """The seasons of these shows with their number of episodes, in order, in one query."""
    return remembered_each(_seasons_of, "seasons", (show.pk for show in shows))


def _seasons_of(ids: list[int]) -> dict[int, list[Season]]:
    seasons = (
        Season.objects.filter(show_id__in=ids)
        .annotate(episode_total=Count("episodes"), last_number=Max("episodes__number"))
        .order_by("show_id", "number")
    )
    by_show: dict[int, list[Season]] = {pk: [] for pk in ids}
    for season in seasons:
        by_show[season.show_id].append(season)
    return by_show


def cards(
    articles: Sequence[Article],
    seasons: dict[int, list[Season]] | None = None,
    *,
    pictures: bool = True,
) -> list[Card]:
    """Make cards: two queries more than the articles themselves took, however many they are.

    A page that has the seasons already, or loads the pictures with its own, spares a query each.
    """
    shown = [(article, article.boundary) for article in articles if article.boundary]
    if seasons is None:
        seasons = with_seasons(boundary.season.show for _, boundary in shown)
    if pictures:
        load_renditions(*(article.safe_hero for article in articles))
    return [
        Card(
            article=article,
            show=boundary.season.show,
            picture=article.safe_hero,
            spoils_to=boundary,
            season_count=len(seasons[boundary.season.show_id]),
            ring=ring_of(seasons[boundary.season.show_id], boundary.position),
        )
        for article, boundary in shown
    ]


@dataclass(frozen=True, slots=True)
class ShowCard:
    """A show as a list shows it."""

    show: Show
    ring: Ring
    season_count: int
    article_count: int


def live_shows() -> QuerySet[Show]:
    """Public shows in the order of their names."""
    found: QuerySet[Show] = (
        Show.objects.live().select_related("key_art", "patch").order_by("title", "pk")
    )
    return found


def show_cards() -> QuerySet[Show]:
    """The shows that a list pages through; their depth says which index has them in order."""
    return live_shows().filter(depth=SHOW_DEPTH)


def as_show_cards(shows: Sequence[Show], totals: dict[str, int] | None = None) -> list[ShowCard]:
    """Make the shows' cards, in four queries, or three with the ``totals`` by path at hand."""
    seasons = with_seasons(shows)
    if totals is None:
        totals = remembered_each(_totals, "total", (show.path for show in shows))
    load_renditions(*(picture for show in shows for picture in (show.key_art, show.patch)))
    return [
        ShowCard(
            show=show,
            ring=ring_of(seasons[show.pk], None),
            season_count=len(seasons[show.pk]),
            article_count=totals.get(show.path, 0),
        )
        for show in shows
    ]


def _totals(paths: Sequence[str]) -> dict[str, int]:
    """How many public articles live under each show, by the show's place in the tree."""
    inside = (Q(path__range=Article._get_children_path_interval(path)) for path in paths)
    counted = (
        Article.objects.live()
        .filter(reduce(or_, inside), boundary__isnull=False)
        .annotate(parent=home_path())
        .order_by()
        .values_list("parent")
        .annotate(Count("pk"))
    )
    return dict.fromkeys(paths, 0) | dict(counted)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a long list."""

    slice: Slice[Any]
    cards: list[Any]


def slice_of(queryset: QuerySet[Any] | list[Any], number: str | None) -> Slice[Any]:
    """One page of rows. Raises Http404 for a page that does not exist or is no number.

    A number is written in one way, or each way would be one more address of the same.
    """
    if number and not PAGE_NUMBER.fullmatch(number):
        raise Http404("There is no such page.")
    try:
        return Paginator(queryset, PER_PAGE).page(number or 1)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404("There is no such page.") from error


def page_of(queryset: QuerySet[Any], number: str | None) -> Listing:
    """One page of cards. Raises Http404 for a page that does not exist or is no number."""
    chosen = slice_of(queryset, number)
    items = list(chosen.object_list)
    make: Any = as_show_cards if queryset.model is Show else cards
    return Listing(slice=chosen, cards=make(items))


def prefetch_episodes() -> Prefetch[Any]:
    """Prefetch a season's episodes in order."""
    return Prefetch("episodes", queryset=Episode._base_manager.order_by("number"))
