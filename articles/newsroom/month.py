"""The calendar: what goes out, goes away, airs and came out, month by month."""

from __future__ import annotations

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import get_format
from wagtail.models import Page, Revision

from articles.newsroom import desk
from articles.newsroom.catch_up_report import WritersMenuItem
from articles.newsroom.screens import header

YEARS = range(1950, 2200)
MOST = 1000  # of each kind in one month
AT_FIRST = 5  # on one day; the others are one press away
KINDS = {
    "scheduled": ("Goes out", "time"),
    "expires": ("Goes away", "no-view"),
    "finale": ("Finale airs", "media"),
    "published": ("Came out", "check"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day. ``at`` is the moment, where there is one; ``address`` may be empty."""

    kind: str
    title: str
    show: str
    address: str
    at: datetime | None = None

    @property
    def words(self) -> str:
        """What happens."""
        return KINDS[self.kind][0]

    @property
    def icon(self) -> str:
        """The picture of what happens."""
        return KINDS[self.kind][1]


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the grid."""

    day: date
    is_inside: bool  # of the month that is shown
    is_today: bool
    events: list[Event]
    more: list[Event]


def events_between(
    first: date, last: date, choice: desk.Choice, user: Any
) -> dict[date, list[Event]]:
    """Everything from one day through another, in a fixed number of queries."""
    begin, end = (
        timezone.make_aware(datetime.combine(day, time.min))
        for day in (first, last + timedelta(days=1))
    )
    pages = choice.narrow(Page.objects.only(*desk.FEW))
    moments: list[tuple[str, datetime, Page]] = [
        ("expires", page.expire_at, page)
        for page in pages.filter(live=True, expire_at__gte=begin, expire_at__lt=end)
        .only(*desk.FEW, "expire_at")
        .order_by("expire_at", "pk")[:MOST]
    ]
    moments += [
        ("published", page.first_published_at, page)
        for page in pages.filter(article__isnull=False, live=True)
        .filter(first_published_at__gte=begin, first_published_at__lt=end)
        .only(*desk.FEW, "first_published_at")
        .order_by("first_published_at", "pk")[:MOST]
    ]
    moments += [("scheduled", at, page) for at, page in _scheduled(begin, end, choice)]
    names = desk.names_of(page for _, _, page in moments)
    found: dict[date, list[Event]] = defaultdict(list)
    for season in _finales(first, last, choice):
        address = desk.edit_address(user, season.show)
        event = Event("finale", season.name, season.show.title, address)
        found[season.finale].append(event)
    for kind, at, page in sorted(moments, key=lambda moment: moment[1]):
        event = Event(
            kind, page.get_admin_display_title(), names.show_of(page),
            desk.edit_address(user, page), timezone.localtime(at),
        )  # fmt: skip
        found[timezone.localtime(at).date()].append(event)
    return found


def _scheduled(begin: datetime, end: datetime, choice: desk.Choice) -> list[tuple[datetime, Page]]:
    """When which page goes out."""
    due = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        approved_go_live_at__gte=begin, approved_go_live_at__lt=end,
    ).order_by("approved_go_live_at", "pk")  # fmt: skip
    rows = list(due.values_list("approved_go_live_at", "object_id")[:MOST])
    pages = choice.narrow(Page.objects.only(*desk.FEW)).in_bulk([int(key) for _, key in rows])
    return [(at, pages[int(key)]) for at, key in rows if int(key) in pages]


def _finales(first: date, last: date, choice: desk.Choice) -> list[Any]:
    """Seasons that end in these days. Seasons are nobody's."""
    if choice.chosen_person:
        return []
    seasons = desk.seasons_with_finale().filter(finale__gte=first, finale__lte=last)
    if choice.chosen_show:
        seasons = seasons.filter(show=choice.chosen_show)
    return list(seasons.order_by("finale", "show__title", "number")[:MOST])


def weeks_of(year: int, month: int, choice: desk.Choice, user: Any) -> list[list[Day]]:
    """The month's weeks with everything in them."""
    first_weekday = (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7  # Python's begins on Monday
    weeks = calendar.Calendar(first_weekday).monthdatescalendar(year, month)
    events = events_between(weeks[0][0], weeks[-1][-1], choice, user)
    today = timezone.localdate()
    return [
        [
            Day(
                day,
                day.month == month,
                day == today,
                events[day][:AT_FIRST],
                events[day][AT_FIRST:],
            )
            for day in week
        ]
        for week in weeks
    ]


def month_view(request: HttpRequest, year: int | None = None, month: int = 0) -> HttpResponse:
    """A month. Raises Http404 for one that is none, PermissionDenied for those who only read."""
    desk.refuse_others(request)
    today = timezone.localdate()
    if year is None:
        year, month = today.year, today.month
    if year not in YEARS or not 1 <= month <= 12:
        raise Http404
    choice = desk.Choice(request.GET)
    first = date(year, month, 1)
    weeks = weeks_of(year, month, choice, request.user)
    context = header("Calendar", "calendar-alt") | {
        "first": first, "weeks": weeks,
        "before": _address(first - timedelta(days=1), choice),
        "after": _address(first + timedelta(days=31), choice),
        "now": _address(today, choice), "is_now": (year, month) == (today.year, today.month),
        "choice": choice, "kinds": KINDS,
        "is_empty": not any(day.events for week in weeks for day in week if day.is_inside),
        "zone": timezone.get_current_timezone_name(),
    }  # fmt: skip
    return render(request, "articles/newsroom/calendar.html", context)


def _address(day: date, choice: desk.Choice) -> str:
    address = reverse("newsroom_month", args=[day.year, day.month])
    return f"{address}?{choice.query}" if choice.query else address


def menu_item() -> WritersMenuItem:
    """In the main menu."""
    return WritersMenuItem(
        "Calendar", reverse("newsroom_calendar"), icon_name="calendar-alt", order=120
    )


def addresses() -> list[Any]:
    """Where the calendar is."""
    return [
        path("calendar/", month_view, name="newsroom_calendar"),
        path("calendar/<int:year>/<int:month>/", month_view, name="newsroom_month"),
    ]
