"""A report for writers: what each season's catch-up will contain, and what is missing from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles.catching_up import address_of, takeaways_of, timelines_of
from articles.characters import name_key
from articles.listing import prefetch_episodes
from articles.models import Article, Fate, Season, Show
from articles.newsroom.screens import header
from articles.through import end_of, place

TITLE = "Catch me up"
PER_PAGE = 10  # shows: the report reads every text of theirs
MAY = {"add", "change", "publish"}


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that a catch-up lacks, and where to give it."""

    message: str
    address: str


@dataclass(frozen=True, slots=True)
class Source:
    """What an article gives to the catch-up."""

    article: Article
    address: str
    takeaways: int
    fates: list[Fate]
    timelines: int


@dataclass(frozen=True, slots=True)
class SeasonReport:
    """A season's part of the catch-up."""

    season: Season
    page: str  # the public page's path; empty while nobody can stand there
    sources: list[Source]
    missing: list[Missing]


@dataclass(frozen=True, slots=True)
class ShowReport:
    """A show's catch-ups, and the fates of people whom its who's who does not know."""

    show: Show
    address: str
    seasons: list[SeasonReport]
    unknown: list[str]


def edit(page: Page) -> str:
    """Where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def public_shows() -> QuerySet[Show]:
    """The shows that the report is about, in the order of their names."""
    found: QuerySet[Show] = Show.objects.live().order_by("title", "pk")
    return found


def report(shows: Sequence[Show]) -> list[ShowReport]:
    """These shows, in a fixed number of queries."""
    seasons: dict[int, list[Season]] = defaultdict(list)
    for season in (
        Season._base_manager.filter(show__in=shows)
        .prefetch_related(prefetch_episodes())
        .order_by("show_id", "number")
    ):
        seasons[season.show_id].append(season)
    sources = _sources(shows)
    return [_show(show, seasons[show.pk], sources) for show in shows]


def _sources(shows: Sequence[Show]) -> dict[int, list[Source]]:
    """What their public articles give, by the season that each ends in, the earliest first."""
    articles = Article.objects.live().filter(boundary__season__show__in=shows).defer("sets_up")
    fates: dict[int, list[Fate]] = defaultdict(list)
    told = Fate.objects.filter(article__live=True, article__boundary__season__show__in=shows)
    for fate in told.order_by("sort_order", "pk"):
        fates[fate.article_id].append(fate)
    found: dict[int, list[Source]] = defaultdict(list)
    for article in articles.select_related("boundary__season__show").order_by(
        "boundary__number", "first_published_at", "pk"
    ):
        season = article.boundary.season
        if article.path[: -article.steplen] == season.show.path:
            found[season.pk].append(
                Source(
                    article=article,
                    address=edit(article),
                    takeaways=len(takeaways_of(article)),
                    fates=fates[article.pk],
                    timelines=len(timelines_of(article)),
                )
            )
    return found


def _show(show: Show, seasons: Sequence[Season], sources: dict[int, list[Source]]) -> ShowReport:
    reports = []
    earlier: dict[str, Fate] = {}  # the latest fate of each character in the seasons before
    for season in seasons:
        given = sources.get(season.pk, [])
        end = end_of(season)
        here = place(show, seasons, end) if end else None
        reports.append(
            SeasonReport(
                season=season,
                page=address_of(show, "catch-up", here) if here else "",
                sources=given,
                missing=[*_missing(show, season, given), *_forgotten(given, earlier)],
            )
        )
        earlier |= {name_key(f.character): f for source in given for f in source.fates}
    return ShowReport(
        show=show,
        address=edit(show),
        seasons=reports,
        unknown=sorted(fate.character for fate in earlier.values() if fate.who_id is None),
    )


def _missing(show: Show, season: Season, sources: Sequence[Source]) -> Iterator[Missing]:
    """An article for a season that has aired, and a timeline for an article."""
    if not sources and has_aired(season):
        add = reverse("wagtailadmin_pages:add", args=["articles", "article", show.pk])
        yield Missing("It has begun to air, and no article tells its ending.", add)
    for source in sources:
        if not source.timelines:
            yield Missing(f"“{source.article.title}” has no timeline.", source.address)


def _forgotten(sources: Sequence[Source], earlier: dict[str, Fate]) -> Iterator[Missing]:
    """Those who stood somewhere before and are not heard of again. The dead may rest."""
    if not sources:
        return
    told = {name_key(fate.character) for source in sources for fate in source.fates}
    for name, fate in earlier.items():
        if name not in told and fate.status != Fate.Status.DEAD:
            yield Missing(f"{fate.character} has no fate here any more.", sources[-1].address)


def has_aired(season: Season) -> bool:
    """Whether a season, or an episode of it, has been shown by today."""
    dates = [season.first_aired, *(episode.aired for episode in season.episodes.all())]
    return any(day is not None and day <= timezone.localdate() for day in dates)


def view(request: HttpRequest) -> HttpResponse:
    """The report. Raises PermissionDenied for those who may not edit any page."""
    if not may_read(request):
        raise PermissionDenied
    leaf = Paginator(public_shows(), PER_PAGE).get_page(request.GET.get("p"))
    context = header(TITLE, "history") | {"shows": report(list(leaf.object_list)), "leaf": leaf}
    return render(request, "articles/newsroom/catch_up_report.html", context)


def may_read(request: HttpRequest) -> bool:
    """Whether somebody may write or edit anything at all."""
    policy: Any = policy_registry.get_by_type(Page)
    return bool(policy.user_has_any_permission(request.user, MAY))


def addresses() -> list[Any]:
    """Where the report is read."""
    return [path("reports/catch-up/", view, name="catch_up_report")]


class WritersMenuItem(MenuItem):
    """Shown to those who may edit an article."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether it belongs in this person's menu."""
        return may_read(request)


def menu_item() -> MenuItem:
    """In the reports menu."""
    return WritersMenuItem(TITLE, reverse("catch_up_report"), icon_name="history", order=800)
