"""What was kept while offline, or is sent again, undoes nothing that was said since."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Show
from reading.models import Progress
from reading.progress import Said, say
from tests.accounts.people import make_person, sign_in
from tests.factories import episode_of, make_show

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client: Client) -> User:
    user = make_person()
    sign_in(client, user)
    return user


def milliseconds(**ago: float) -> int:
    return round((timezone.now() - timedelta(**ago)).timestamp() * 1000)


def ask(client: Client, show: Show, method: str, **data: Any) -> Any:
    path = f"/reading/progress/{show.pk}/"
    answer = getattr(client, method)(path, data, content_type="application/json")
    assert answer.status_code == 200
    return answer.json()["progress"]


def test_what_is_late_loses_and_is_told_what_holds(client: Client, user: User) -> None:
    show = make_show()
    say(user, show, Said(episode_of(show, 2, 2)))
    late = {"episode": episode_of(show, 1, 1).pk, "said_at": milliseconds(hours=1)}
    assert ask(client, show, "put", **late)[:2] == [2, 2]
    assert ask(client, show, "delete", said_at=milliseconds(hours=1))[:2] == [2, 2]
    assert Progress.objects.get().said == Said(episode_of(show, 2, 2))


def test_what_is_newer_wins_though_it_waited(client: Client, user: User) -> None:
    show = make_show()
    say(user, show, Said(episode_of(show, 2, 2)), at=timezone.now() - timedelta(hours=2))
    late = {"episode": episode_of(show, 1, 1).pk, "said_at": milliseconds(hours=1)}
    for _ in range(2):
        assert ask(client, show, "put", **late)[:2] == [1, 1]
    assert ask(client, show, "delete", said_at=milliseconds()) is None
    assert not Progress.objects.exists()


def test_a_clock_that_is_ahead_holds_nothing_off(client: Client, user: User) -> None:
    show = make_show()
    ask(client, show, "put", episode=episode_of(show, 1, 1).pk, said_at=milliseconds(days=-9))
    assert Progress.objects.get().at <= timezone.now()
    assert ask(client, show, "put", episode=episode_of(show, 1, 2).pk)[:2] == [1, 2]


def test_what_was_forgotten_later_stays_forgotten(client: Client, user: User) -> None:
    show = make_show()
    say(user, show, Said(episode_of(show, 1, 1)), at=timezone.now() - timedelta(hours=3))
    assert ask(client, show, "delete", said_at=milliseconds(hours=1)) is None
    late = {"episode": episode_of(show, 2, 2).pk, "said_at": milliseconds(hours=2)}
    assert ask(client, show, "put", **late) is None
    assert ask(client, show, "delete", said_at=milliseconds(hours=2)) is None
    assert ask(client, show, "put", **late) is None
    assert not Progress.objects.exists()
    newer = {"episode": episode_of(show, 1, 2).pk, "said_at": milliseconds(minutes=30)}
    assert ask(client, show, "put", **newer)[:2] == [1, 2]
    assert ask(client, show, "delete", said_at=milliseconds(hours=1))[:2] == [1, 2]


def test_what_nobody_had_said_yet_is_forgotten_too(client: Client, user: User) -> None:
    show = make_show()
    assert ask(client, show, "delete") is None
    late = {"episode": episode_of(show, 1, 1).pk, "said_at": milliseconds(hours=1)}
    assert ask(client, show, "put", **late) is None
    assert ask(client, show, "put", episode=episode_of(show, 1, 1).pk)[:2] == [1, 1]


def test_a_device_that_joins_brings_nothing_back_that_it_was_told_before(
    client: Client, user: User
) -> None:
    show = make_show()
    ask(client, show, "delete", said_at=milliseconds(hours=1))
    row = [2, 2, episode_of(show, 2, 2).pk, 0]
    tables: dict[str, Any] = {"progress": {show.pk: row}}
    for hours, taken in ((2, False), (0.5, True)):
        said_at = {"said_at": {show.pk: milliseconds(hours=hours)}}
        answer = client.post("/reading/merge/", tables | said_at, content_type="application/json")
        assert bool(answer.json()["progress"]) is taken
    ask(client, show, "delete")
    answer = client.post("/reading/merge/", tables, content_type="application/json")
    assert answer.json()["progress"][str(show.pk)] == row
