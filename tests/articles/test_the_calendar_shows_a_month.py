"""The calendar: each thing on its day, in the reader's own zone, month after month."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

from articles.models import Article, Episode, Season
from articles.newsroom.month import AT_FIRST
from articles.newsroom.roles import EDITORS, WRITERS
from tests.articles.newsroom import schedule
from tests.articles.people import somebody
from tests.factories import episode_of, make_article, make_draft, make_show

pytestmark = pytest.mark.django_db
MARCH = reverse("newsroom_month", args=[2026, 3])


@pytest.fixture(autouse=True)
def editor(client: Client) -> Any:
    return somebody(client, EDITORS)


def _events(
    client: Client, address: str = MARCH, **query: Any
) -> dict[date, list[tuple[str, str]]]:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return {
        day.day: [(event.kind, event.title) for event in [*day.events, *day.more]]
        for week in answer.context["weeks"]
        for day in week
        if day.events
    }


def _at(article: Article, **moments: str) -> None:
    Page.objects.filter(pk=article.pk).update(
        **{name: datetime.fromisoformat(moment) for name, moment in moments.items()}
    )


def test_each_kind_on_its_day(client: Client) -> None:
    show = make_show()
    draft = make_article(show, publish=False, title="Later")
    schedule(draft, datetime(2026, 3, 10, 9, tzinfo=UTC))
    article = make_article(show, title="Came")
    _at(article, first_published_at="2026-03-02T08:00Z", expire_at="2026-03-20T08:00Z")
    Season.objects.filter(show=show, number=1).update(last_aired=date(2026, 3, 5))
    Episode.objects.filter(pk=episode_of(show, 2, 3).pk).update(aired=date(2026, 3, 6))
    assert _events(client) == {
        date(2026, 3, 2): [("published", "Came")],
        date(2026, 3, 5): [("finale", "Season 1")],
        date(2026, 3, 6): [("finale", "Season 2")],
        date(2026, 3, 10): [("scheduled", "Later")],
        date(2026, 3, 20): [("expires", "Came")],
    }
    page = client.get(MARCH).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[draft.pk]) in page
    assert "09:00" in page


def test_an_episode_that_is_not_the_last_is_no_finale(client: Client) -> None:
    show = make_show()
    Episode.objects.filter(pk=episode_of(show, 1, 2).pk).update(aired=date(2026, 3, 6))
    assert _events(client) == {}


def test_days_are_those_of_the_readers_zone(client: Client, editor: Any) -> None:
    profile = UserProfile.get_for_user(editor)
    profile.current_time_zone = "Asia/Tokyo"
    profile.save()
    late, not_yet = make_article(title="Late"), make_article(title="April there")
    _at(late, first_published_at="2026-03-10T20:00Z")
    _at(not_yet, first_published_at="2026-03-31T20:00Z")
    found = _events(client)
    assert found[date(2026, 3, 11)] == [("published", "Late")]
    assert found[date(2026, 4, 1)] == [("published", "April there")]
    assert "Asia/Tokyo" in client.get(MARCH).content.decode()


def test_the_ways_to_other_months_and_today(client: Client) -> None:
    with time_machine.travel("2026-12-31T12:00Z", tick=False):
        somebody(client, EDITORS)
        answer = client.get(reverse("newsroom_calendar"))
    assert [answer.context[name] for name in ("before", "now", "after")] == [
        "/cms/calendar/2026/11/", "/cms/calendar/2026/12/", "/cms/calendar/2027/1/"
    ]  # fmt: skip
    page = answer.content.decode()
    assert page.count('aria-current="date"') == 2  # the button, and the day
    assert "Thursday, December 31, today" in page


@pytest.mark.parametrize("place", ["2026/0", "2026/13", "0/1", "99999/1", "1900/1"])
def test_a_month_that_is_none_is_not_found(client: Client, place: str) -> None:
    assert client.get(f"/cms/calendar/{place}/").status_code == 404


@pytest.mark.parametrize("query", ["show=x", "show=99999999999999999999", "person=%00", "show="])
def test_nonsense_chooses_nothing(client: Client, query: str) -> None:
    article = make_article(title="Came")
    _at(article, first_published_at="2026-03-02T08:00Z")
    answer = client.get(f"{MARCH}?{query}")
    assert answer.status_code == 200
    assert "Came" in answer.content.decode()


def test_one_show_and_one_person(client: Client, editor: Any) -> None:
    mine, other = make_article(title="Mine"), make_article(title="Other")
    for article in (mine, other):
        _at(article, first_published_at="2026-03-02T08:00Z")
    Page.objects.filter(pk=mine.pk).update(owner=editor)
    of_show = _events(client, show=other.get_parent().pk)
    of_person = _events(client, person=editor.pk)
    assert (of_show, of_person) == (
        {date(2026, 3, 2): [("published", "Other")]}, {date(2026, 3, 2): [("published", "Mine")]}
    )  # fmt: skip


def test_a_full_day_stays_short_and_costs_no_more_questions(client: Client) -> None:
    show = make_show()

    def questions() -> int:
        client.get(MARCH)
        with CaptureQueriesContext(connection) as queries:
            client.get(MARCH)
        return len(queries)

    def add() -> None:
        _at(make_article(show), first_published_at="2026-03-02T08:00Z")
        schedule(make_article(show, publish=False), datetime(2026, 3, 2, 9, tzinfo=UTC))

    add()
    before = questions()
    for _ in range(4):
        add()
    assert questions() == before
    answer = client.get(MARCH)
    [day] = [d for week in answer.context["weeks"] for d in week if d.events]
    assert (len(day.events), len(day.more)) == (AT_FIRST, 10 - AT_FIRST)


def test_a_writer_sees_it_and_is_led_to_their_own_alone(client: Client) -> None:
    theirs, other = make_article(title="Theirs"), make_article(title="Other")
    for article in (theirs, other):
        _at(article, first_published_at="2026-03-02T08:00Z")
    Page.objects.filter(pk=theirs.pk).update(owner=somebody(client, WRITERS))
    page = client.get(MARCH).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[theirs.pk]) in page
    assert reverse("wagtailadmin_pages:edit", args=[other.pk]) not in page
    assert "Other" in page


def test_hostile_titles_come_out_escaped(client: Client) -> None:
    _at(make_article(title="<script>x</script>"), first_published_at="2026-03-02T08:00Z")
    assert "<script>x" not in client.get(MARCH).content.decode()


def test_it_is_closed_to_readers(client: Client) -> None:
    make_draft()
    somebody(client)
    assert client.get(MARCH).status_code == 403
