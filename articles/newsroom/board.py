"""The board: what is in work, in review, about to go out, getting old, and not written yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.db.models import Exists, IntegerField, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, Revision, WorkflowState
from wagtail.permissions import policy_registry

from articles.models import Article
from articles.newsroom import desk
from articles.newsroom.catch_up_report import WritersMenuItem
from articles.newsroom.screens import header

FEW, MANY = 8, 50  # cards in a column of the board, and on a page of one column
COUNTED = 1_000  # rows of a column, of which the board says how many there are
OLD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Card:
    """One piece of work. ``when`` is the moment or day that counts in its column."""

    title: str
    show: str
    address: str  # empty where it is not for this person to edit
    when: datetime | date | None
    who: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds, and how a row becomes a card."""

    key: str
    title: str
    icon: str
    when: str  # what the time on its cards means
    empty: str
    rows: QuerySet[Any]
    cards: Callable[[list[Any]], list[Card]]
    elsewhere: str = ""  # Wagtail's own list of the same


@dataclass(frozen=True, slots=True)
class Shown:
    """A column with the cards that are shown; ``all`` leads to the rest, where there is one."""

    column: Column
    count: str
    cards: list[Card]
    all: str


def _reviews(status: str) -> QuerySet[Any]:
    """The reviews of pages that stand so."""
    kind = ContentType.objects.get_for_model(Page)
    found: QuerySet[Any] = WorkflowState.objects.filter(base_content_type=kind, status=status)
    return found


def _schedules() -> QuerySet[Any]:
    """The versions of pages that go out by themselves."""
    kind = ContentType.objects.get_for_model(Page)
    every: QuerySet[Any] = Revision.objects.filter(base_content_type=kind)
    return every.filter(approved_go_live_at__isnull=False)


def _pages_of(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The keys of the pages that these few are of: quicker than to ask it of each page."""
    found: QuerySet[Any] = rows.order_by().annotate(key=Cast("object_id", IntegerField()))
    return found.values("key")


def articles_by_state() -> QuerySet[Page]:
    """Articles as pages, with ``in_review``, ``sent_back`` and ``goes_out_at``."""
    waiting = _reviews(WorkflowState.STATUS_IN_PROGRESS).filter(object_id=desk.PAGE_KEY)
    back = _reviews(WorkflowState.STATUS_NEEDS_CHANGES).filter(object_id=desk.PAGE_KEY)
    due = _schedules().filter(object_id=desk.PAGE_KEY)
    soonest = due.order_by().values("object_id").annotate(at=Min("approved_go_live_at"))
    found: QuerySet[Page] = (
        Page.objects.filter(article__isnull=False)
        .annotate(in_review=Exists(waiting), sent_back=Exists(back))
        .annotate(goes_out_at=Subquery(soonest.values("at")))
        .select_related("owner")
    )
    return found


def columns_for(user: Any, choice: desk.Choice) -> list[Column]:
    """The board's columns, from the first word to what wants a second look."""
    pages = choice.narrow(articles_by_state())
    drafts = pages.filter(has_unpublished_changes=True, in_review=False, goes_out_at=None)
    old = pages.filter(live=True, last_published_at__lt=timezone.now() - OLD)
    cards = partial(_page_cards, user)
    everything = not choice.query
    found = [
        Column("drafts", "In work", "edit", "Last saved", "Nobody is writing anything.",
               drafts.order_by("-latest_revision_created_at", "pk"),
               partial(cards, "latest_revision_created_at")),
        Column("review", "In review", "clipboard-list", "Last saved", "Nothing waits for a review.",
               pages.filter(pk__in=_pages_of(_reviews(WorkflowState.STATUS_IN_PROGRESS)))
               .order_by("latest_revision_created_at", "pk"),
               partial(cards, "latest_revision_created_at"),
               reverse("wagtailadmin_reports:workflow") if everything else ""),
        Column("scheduled", "Scheduled", "time", "Goes out", "Nothing is scheduled.",
               pages.filter(pk__in=_pages_of(_schedules())).order_by("goes_out_at", "pk"),
               partial(cards, "goes_out_at")),
        Column("old", "Over a year old", "history", "Last published",
               "Everything was looked at within a year.",
               old.order_by("last_published_at", "pk"), partial(cards, "last_published_at"),
               _aging_pages() if everything and _may_publish(user) else ""),
    ]  # fmt: skip
    if not choice.chosen_person:  # seasons are nobody's
        found.append(
            Column("aired", "Aired, no article", "warning", "Finale",
                   "Every ending that has aired is explained.",
                   _unexplained(choice), partial(_season_cards, user))
        )  # fmt: skip
    return found


def _may_publish(user: Any) -> bool:
    policy: Any = policy_registry.get_by_type(Page)
    return bool(policy.user_has_permission(user, "publish"))


def _aging_pages() -> str:
    kind = ContentType.objects.get_for_model(Article).pk
    day = timezone.localdate() - OLD
    report = reverse("wagtailadmin_reports:aging_pages")
    return f"{report}?live=true&last_published_at={day:%Y-%m-%d}&content_type={kind}"


def _unexplained(choice: desk.Choice) -> QuerySet[Any]:
    """Seasons whose finale has aired and whose ending no live article tells, the latest first."""
    told = Article.objects.live().filter(boundary__season=OuterRef("pk"))
    begun = Exists(Article.objects.filter(boundary__season=OuterRef("pk")))
    today = timezone.localdate()
    aired: QuerySet[Any] = desk.seasons_with_finale().filter(finale__lte=today)
    seasons: QuerySet[Any] = aired.filter(~Exists(told)).annotate(begun=begun)
    if choice.chosen_show:
        seasons = seasons.filter(show=choice.chosen_show)
    return seasons.order_by("-finale", "show__title", "number")


def _page_cards(user: Any, when: str, pages: list[Any]) -> list[Card]:
    names = desk.names_of(pages)
    return [
        Card(
            title=page.get_admin_display_title(),
            show=names.show_of(page),
            address=desk.edit_address(user, page),
            when=getattr(page, when),
            who=get_user_display_name(page.owner) if page.owner else "",
            note=_note(page),
        )
        for page in pages
    ]


def _note(page: Any) -> str:
    """What else somebody should know of it."""
    if page.sent_back:
        return "Changes asked for"
    if page.live:
        return "Live, with changes" if page.has_unpublished_changes else ""
    return "Came out before" if page.first_published_at else ""


def _season_cards(user: Any, seasons: list[Any]) -> list[Card]:
    return [
        Card(
            title=season.show.title if season.show.is_film else season.name,
            show="" if season.show.is_film else season.show.title,
            address=reverse("new_ending_for", args=[season.show.pk]) + f"#season-{season.pk}"
            if desk.may(user, "add", season.show)
            else "",
            when=season.finale,
            note="Being written" if season.begun else "Write it",
        )
        for season in seasons
    ]


def board(request: HttpRequest) -> HttpResponse:
    """All columns; with ``only``, one of them whole, by pages. Raises Http404, PermissionDenied."""
    desk.refuse_others(request)
    choice = desk.Choice(request.GET)
    columns = columns_for(request.user, choice)
    context = header("Board", "clipboard-list") | {"choice": choice}
    if only := request.GET.get("only"):
        column = next((column for column in columns if column.key == only), None)
        if column is None:
            raise Http404
        leaf: Leaf[Any] = Paginator(column.rows, MANY).get_page(request.GET.get("p"))
        cards = column.cards(list(leaf.object_list))
        shown = [Shown(column, str(leaf.paginator.count), cards, "")]
        context |= {"leaf": leaf, "only": only}
    else:
        shown = [_first_of(column, choice) for column in columns]
    return render(request, "articles/newsroom/board.html", context | {"columns": shown})


def _first_of(column: Column, choice: desk.Choice) -> Shown:
    count = column.rows[: COUNTED + 1].count()
    words = f"{COUNTED:,}+" if count > COUNTED else str(count)
    cards = column.cards(list(column.rows[:FEW])) if count else []
    own = f"?only={column.key}" + (f"&{choice.query}" if choice.query else "")
    return Shown(column, words, cards, (column.elsewhere or own) if count > FEW else "")


def menu_item() -> WritersMenuItem:
    """In the main menu."""
    return WritersMenuItem(
        "Board", reverse("newsroom_board"), icon_name="clipboard-list", order=110
    )


def addresses() -> list[Any]:
    """Where the board is."""
    return [path("board/", board, name="newsroom_board")]
