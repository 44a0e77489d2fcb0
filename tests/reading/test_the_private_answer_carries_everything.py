"""One private answer carries what the pages need, in few queries, and is never stored."""

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from accounts.session_store import SessionStore
from reading.models import Bookmark, Follow
from reading.progress import Said, say
from reading.shelf import note_place
from tests.accounts.people import make_person, sign_in
from tests.factories import episode_of, make_article, make_show

pytestmark = pytest.mark.django_db
ME = "/reading/me.json"


def test_what_somebody_said_saved_reads_and_follows(client: Client) -> None:
    user, show = make_person(name="Ana Bell"), make_show()
    article = make_article(show)
    episode = episode_of(show, 2, 1)
    say(user, show, Said(episode))
    Bookmark.objects.create(user=user, article=article, remind=True)
    Follow.objects.create(user=user, show=show, pace="weekly")
    note_place(user, article, part=7, percent=40, finished=False)
    sign_in(client, user)
    answer = client.get(ME)
    found = answer.json()
    assert (found["name"], found["progress"]) == ("Ana Bell", {str(show.pk): [2, 1, episode.pk, 0]})
    assert found["saved"] == {str(article.pk): 1}
    assert found["places"] == {str(article.pk): [7, 40, 0]}
    assert found["follows"] == {str(show.pk): "weekly"}
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(("remind", "queries"), [(False, 6), (True, 7)])
@pytest.mark.parametrize("count", [1, 12])
def test_as_many_queries_however_much_there_is(
    client: Client, django_assert_num_queries, count: int, remind: bool, queries: int
) -> None:
    user = make_person()
    for _ in range(count):
        show = make_show()
        say(user, show, Said(episode_of(show, 1, 2)))
        Bookmark.objects.create(user=user, article=make_article(show), remind=remind)
    sign_in(client, user)
    if connection.vendor == "postgresql":
        queries -= 3  # four are one there
    with django_assert_num_queries(queries):
        found = client.get(ME).json()
    assert len(found["progress"]) == len(found["saved"]) == count


def test_nobody_elses(client: Client) -> None:
    user, show = make_person(), make_show()
    say(user, show, Said(None))
    sign_in(client, make_person())
    assert client.get(ME).json()["progress"] == {}


def test_a_guest_is_told_no_more_than_that(client: Client) -> None:
    answer = client.get(ME)
    assert answer.json() == {"signed_in": False}
    assert not answer.cookies


def test_two_accounts_have_different_keys_and_one_keeps_its_own(client: Client) -> None:
    keys = []
    for user in (make_person(), make_person()):
        sign_in(client, user)
        keys += [client.get(ME).json()["key"], client.get(ME).json()["key"]]
    assert keys[0] == keys[1] != keys[2] == keys[3]


def test_what_waits_for_a_moment_comes_with_it_under_its_safe_headline(client: Client) -> None:
    user, show = make_person(), make_show()
    article, plain = make_article(show), make_article(show)
    gone = make_article(show)
    Bookmark.objects.create(user=user, article=plain)
    for each in (article, gone):
        Bookmark.objects.create(user=user, article=each, remind=True)
    gone.unpublish()
    sign_in(client, user)
    assert client.get(ME).json()["cards"] == {
        str(article.pk): {
            "title": article.title, "address": article.address, "name": show.title,
            "show": str(show.pk), "at": "1.3",
        }
    }  # fmt: skip


@pytest.mark.parametrize("falls_at", ["session", "rows"])
def test_without_its_database_it_answers_as_to_a_guest_and_forgets_nobody(
    monkeypatch: pytest.MonkeyPatch, falls_at: str
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OperationalError("connection refused")

    reader = Client(raise_request_exception=False)
    sign_in(reader, make_person())
    reader.get(ME)  # which gives the hint
    known = {name: reader.cookies[name].value for name in ("sessionid", "signed_in")}
    with monkeypatch.context() as patch:
        if falls_at == "session":
            patch.setattr(SessionStore, "load", refuse)
        else:
            patch.setattr("reading.me.state_of", refuse)
        answer = reader.get(ME)
    assert (answer.status_code, answer.json()) == (200, {"signed_in": False, "away": True})
    assert "no-store" in answer.headers["Cache-Control"]
    assert {name: reader.cookies[name].value for name in known} == known
    assert reader.get(ME).json()["signed_in"]
