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
