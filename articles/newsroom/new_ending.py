"""The door to a new ending explained: choose the show, choose the season, and begin to write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles.addresses import LARGEST_KEY
from articles.drafting import NoEpisodes, begin
from articles.importing.writing import HOLDING
from articles.models import Article, Episode, Season, Show
from articles.newsroom.screens import header

TITLE = "New ending explained"
ICON = "doc-empty"
MOST_SHOWS = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A season that an ending can be written about, and what there is of it already."""

    season: Season
    boundary: Episode | None
    articles: list[Article]


def may_begin(user: Any, show: Show) -> bool:
    """Whether somebody may add an article under this show: Wagtail's own rule.

    Where the archive waits to be sorted, no ending is.
    """
    may: bool = show.permissions_for_user(user).can_add_subpage()
    return may and show.slug != HOLDING and Article.can_create_at(show)


def may_write(user: Any) -> bool:
    """Whether somebody may add a page anywhere."""
    policy: Any = policy_registry.get_by_type(Page)
    return bool(policy.user_has_permission(user, "add"))


@require_safe
def choose_show(request: HttpRequest) -> HttpResponse:
    """The shows under which this person may write; straight on where there is but one."""
    if not may_write(request.user):
        raise PermissionDenied
    asked = request.GET.get("q", "").strip()[:100]
    found = Show.objects.order_by("title", "pk")
    if asked:
        found = found.filter(title__icontains=asked.replace("\0", ""))
    shows = [show for show in found[:MOST_SHOWS] if may_begin(request.user, show)]
    if len(shows) == 1 and not asked:
        return redirect("new_ending_for", shows[0].pk)
    context = header(TITLE, ICON) | {"shows": shows, "asked": asked}
    return render(request, "articles/newsroom/choose_show.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def choose_season(request: HttpRequest, show_id: int) -> HttpResponse:
    """The show's seasons; a press on one begins its draft and opens it."""
    if show_id > LARGEST_KEY:
        raise Http404("There is no such show.")
    show = get_object_or_404(Show, pk=show_id)
    if not may_begin(request.user, show):
        raise PermissionDenied
    if request.method == "POST":
        return _begin(request, show)
    context = header(f"{show.title}: new ending", ICON, (reverse("new_ending"), TITLE)) | {
        "show": show, "rows": rows_of(show),
        "blank": reverse("wagtailadmin_pages:add", args=["articles", "article", show.pk])
        + "?blank=1",
    }  # fmt: skip
    return render(request, "articles/newsroom/choose_season.html", context)


def _begin(request: HttpRequest, show: Show) -> HttpResponse:
    asked = request.POST.get("season", "")
    season = show.seasons.filter(pk=int(asked)).first() if _is_key(asked) else None
    if season is None:
        messages.error(request, "Nothing was begun. This show has no such season.")
        return redirect("new_ending_for", show.pk)
    try:
        article = begin(show, season, request.user)
    except NoEpisodes as error:
        messages.error(request, f"Nothing was begun. {error}")
        return redirect("new_ending_for", show.pk)
    messages.success(
        request,
        format_html(
            "“{}” is begun. Everything that follows from its season is filled in; the rest is"
            " yours.",
            article.title,
        ),
    )
    return redirect("wagtailadmin_pages:edit", article.pk)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def rows_of(show: Show) -> list[Row]:
    """The show's seasons, the latest first, each with the articles that end in it."""
    seasons = show.seasons.prefetch_related("episodes").order_by("-number")
    articles = Article.objects.child_of(show).filter(boundary__season__show_id=show.pk)
    by_season: dict[int, list[Article]] = {}
    for article in articles.select_related("boundary").order_by("pk"):
        by_season.setdefault(article.boundary.season_id, []).append(article)
    return [
        Row(
            season,
            max(season.episodes.all(), key=lambda episode: episode.number, default=None),
            by_season.get(season.pk, []),
        )
        for season in seasons
    ]


def never_blank(request: HttpRequest, parent: Page, page_class: Any) -> HttpResponse | None:
    """“Add child page” under a show comes here first, unless an empty page is asked for."""
    if page_class is Article and request.method == "GET" and "blank" not in request.GET:
        return redirect("new_ending_for", parent.pk)
    return None


def addresses() -> list[Any]:
    """Where it is."""
    return [
        path("new-ending/", choose_show, name="new_ending"),
        path("new-ending/<int:show_id>/", choose_season, name="new_ending_for"),
    ]


class WritersItem(MenuItem):
    """Shown to those who may write."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether it belongs in this person's menu."""
        return may_write(request.user)


def menu_item() -> MenuItem:
    """In the main menu."""
    return WritersItem("New ending", reverse("new_ending"), icon_name=ICON, order=90)


def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """On a show's own screens."""
    if isinstance(page.specific, Show) and may_begin(user, page.specific):
        yield Button(TITLE, reverse("new_ending_for", args=[page.pk]), icon_name=ICON, priority=5)


class NewEndingPanel(Component):
    """On the dashboard: the one thing that a writer most often comes for."""

    name = "new_ending"
    template_name = "articles/newsroom/new_ending_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Where the door is."""
        return {"address": reverse("new_ending"), "title": TITLE}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Put the panel on the dashboard of those who may write."""
    if may_write(request.user):
        panels.append(NewEndingPanel())
