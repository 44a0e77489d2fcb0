"""The board: each piece of work in its column, no more than fits, for those who work here."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from articles.models import Season
from articles.newsroom import board as board_module
from articles.newsroom.board import FEW, MANY
from articles.newsroom.roles import EDITORS, WRITERS, make_review
from tests.articles.newsroom import in_review, schedule
from tests.articles.people import own_draft, somebody
from tests.factories import episode_of, make_article, make_draft, make_show

pytestmark = pytest.mark.django_db
BOARD = reverse("newsroom_board")


@pytest.fixture(autouse=True)
def editor(client: Client) -> Any:
    return somebody(client, EDITORS)


def board(client: Client, **query: Any) -> dict[str, list[str]]:
    answer = client.get(BOARD, query)
    assert answer.status_code == 200
    return {
        shown.column.key: [card.title for card in shown.cards]
        for shown in answer.context["columns"]
    }


def _old(**fields: Any) -> Any:
    article = make_article(**fields)
    long_ago = timezone.now() - timedelta(days=366)
    Page.objects.filter(pk=article.pk).update(last_published_at=long_ago)
    return article


def _finale(show: Any, season: int, days_ago: int) -> None:
    day = timezone.localdate() - timedelta(days=days_ago)
    Season.objects.filter(show=show, number=season).update(last_aired=day)


def test_each_piece_of_work_is_in_its_column(client: Client, editor: Any) -> None:
    make_review(apps)
    show = make_show()
    make_article(show, title="Fresh")
    make_article(show, publish=False, title="Written")
    in_review(make_article(show, publish=False, title="Submitted"), editor)
    schedule(make_article(show, publish=False, title="Due"), timezone.now() + timedelta(days=1))
    _old(show=show, title="Aged")
    assert board(client) == {
        "drafts": ["Written"], "review": ["Submitted"], "scheduled": ["Due"], "old": ["Aged"],
        "aired": [],
    }  # fmt: skip


def test_a_season_that_has_aired_waits_for_its_article(client: Client) -> None:
    show = make_show(seasons=3)
    _finale(show, 1, 30)
    _finale(show, 2, 2)
    _finale(show, 3, -2)
    assert board(client)["aired"] == ["Season 2", "Season 1"]
    make_article(show, boundary=episode_of(show, 2, 3))
    make_draft(show, boundary=episode_of(show, 1, 3))
    assert board(client)["aired"] == ["Season 1"]
    text = client.get(BOARD).content.decode()
    season = show.seasons.get(number=1)
    assert f"{reverse('new_ending_for', args=[show.pk])}#season-{season.pk}" in text
    assert "Being written" in text


def test_changes_to_a_live_article_are_in_work_and_say_so(client: Client) -> None:
    article = make_article(title="Live")
    article.title = "Changed"
    article.save_revision()
    assert board(client)["drafts"] == ["Changed"]
    assert "Live, with changes" in client.get(BOARD).content.decode()


def test_one_show_and_one_person(client: Client, editor: Any) -> None:
    mine, other = make_article(publish=False), make_article(publish=False)
    Page.objects.filter(pk=mine.pk).update(owner=editor)
    _finale(other.get_parent(), 1, 2)
    assert board(client, show=other.get_parent().pk)["drafts"] == [other.title]
    assert board(client, show=mine.get_parent().pk)["aired"] == []
    of_person = board(client, person=editor.pk)
    assert of_person["drafts"] == [mine.title]
    assert "aired" not in of_person


def test_those_are_offered_whom_an_article_belongs_to(client: Client, editor: Any) -> None:
    writer = somebody(client, WRITERS)
    for _ in range(2):
        own_draft(writer)
    show = make_show()
    Page.objects.filter(pk=show.pk).update(owner=editor)
    assert list(client.get(BOARD).context["choice"].fields["person"].queryset) == [writer]
    Page.objects.filter(owner=writer).update(owner=None)
    assert list(client.get(BOARD).context["choice"].fields["person"].queryset) == []


def test_a_long_column_is_short_and_leads_to_all(client: Client) -> None:
    show = make_show()
    for _ in range(FEW + 2):
        make_draft(show)
    answer = client.get(BOARD, {"show": show.pk})
    shown = answer.context["columns"][0]
    assert (shown.count, len(shown.cards)) == (str(FEW + 2), FEW)
    assert shown.all == f"?only=drafts&show={show.pk}"
    assert len(board(client, only="drafts")["drafts"]) == FEW + 2
    assert client.get(BOARD, {"only": "drafts", "p": "99"}).status_code == 200
    assert client.get(BOARD, {"only": "nothing"}).status_code == 404
    assert MANY > FEW + 2


def test_a_very_long_column_is_not_counted_to_its_end(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_module, "COUNTED", FEW)
    show = make_show()
    for _ in range(FEW + 2):
        make_draft(show)
    answer = client.get(BOARD, {"show": show.pk})
    assert answer.context["columns"][0].count == f"{FEW}+"
    assert ">More<" in answer.text


def test_what_wagtail_lists_itself_is_left_to_it(client: Client, editor: Any) -> None:
    make_review(apps)
    show = make_show()
    for _ in range(FEW + 1):
        in_review(make_article(show, publish=False), editor)
        _old(show=show)
    ways = {s.column.key: s.all for s in client.get(BOARD).context["columns"] if s.all}
    assert ways["review"] == reverse("wagtailadmin_reports:workflow")
    assert ways["old"].startswith(reverse("wagtailadmin_reports:aging_pages"))
    listed = client.get(ways["old"]).context["object_list"]
    assert len(listed) == FEW + 1


def test_a_fixed_number_of_questions(client: Client, editor: Any) -> None:
    make_review(apps)
    show = make_show(seasons=6)
    counts = []
    for seasons in ((1, 2), (3, 4, 5, 6)):
        for season in seasons:
            _finale(show, season, 2)
            make_draft(show).owner = editor
            in_review(make_article(show, publish=False), editor)
            schedule(make_article(show, publish=False), timezone.now() + timedelta(days=1))
            _old(show=make_show())
        client.get(BOARD)
        with CaptureQueriesContext(connection) as queries:
            client.get(BOARD)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_writer_is_led_to_their_own_alone(client: Client) -> None:
    other = make_article(publish=False)
    theirs = own_draft(somebody(client, WRITERS))
    page = client.get(BOARD).content.decode()
    assert other.title in page
    assert reverse("wagtailadmin_pages:edit", args=[theirs.pk]) in page
    assert reverse("wagtailadmin_pages:edit", args=[other.pk]) not in page


def test_an_empty_board_says_so(client: Client) -> None:
    assert "Nothing is scheduled." in client.get(BOARD).content.decode()


def test_it_is_closed_to_readers(client: Client) -> None:
    somebody(client)
    assert client.get(BOARD).status_code == 403


@pytest.mark.parametrize("role", [WRITERS, EDITORS])
def test_both_are_in_the_menu(client: Client, role: str) -> None:
    somebody(client, role)
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert BOARD in home
    assert reverse("newsroom_calendar") in home


def test_what_was_sent_back_is_its_writers_again(client: Client, editor: Any) -> None:
    make_review(apps)
    article = make_article(make_show(), publish=False, title="Sent back")
    in_review(article, editor)
    article.current_workflow_task_state.reject(user=editor, comment="Shorter.")
    columns = board(client)
    assert columns["drafts"] == ["Sent back"]
    assert columns["review"] == []
    assert "Changes asked for" in client.get(BOARD).content.decode()
