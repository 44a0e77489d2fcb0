"""A reading is counted by article and day, and of the reader nothing is kept."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import readership_beacon
from articles.models import Article, ReadDay
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db
OURS = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


@pytest.fixture(autouse=True)
def _nobody_was_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readership_beacon, "minute", readership_beacon.Minute())


@pytest.fixture
def article() -> Article:
    return make_article()


def tell(client: Client, pk: int, body: Any = "reads", **more: Any) -> Any:
    headers = OURS | more.pop("headers", {})
    headers = {name: value for name, value in headers.items() if value is not None}
    return client.post(
        f"/readership/{pk}/", body, content_type="text/plain", headers=headers, **more
    )


def _counted() -> list[tuple[date, int, int]]:
    return list(ReadDay.objects.order_by("day").values_list("day", "reads", "finishes"))


def test_by_day(client: Client, article: Article) -> None:
    with time_machine.travel("2026-03-01T12:00Z", tick=False) as clock:
        for body in ("reads", "reads", "finishes"):
            assert tell(client, article.pk, body).status_code == 204
        clock.move_to("2026-03-02T12:00Z")
        tell(client, article.pk)
    assert _counted() == [(date(2026, 3, 1), 2, 1), (date(2026, 3, 2), 1, 0)]


def test_with_one_statement(client: Client, article: Article) -> None:
    tell(client, article.pk)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        tell(client, article.pk)
    assert len(queries) == 1


def test_without_cookies_or_copies(client: Client, article: Article) -> None:
    client.cookies["signed_in"] = "1"
    answer = tell(client, article.pk)
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")


def test_it_needs_no_token(article: Article) -> None:
    assert tell(Client(enforce_csrf_checks=True), article.pk).status_code == 204
    assert len(_counted()) == 1


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "patch"])
def test_by_post_alone(client: Client, article: Article, method: str) -> None:
    answer = getattr(client, method)(f"/readership/{article.pk}/", headers=OURS)
    assert answer.status_code == 405
    assert _counted() == []


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://elsewhere.example"}, {"origin": "null"}, {"origin": None},
     {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}],
)  # fmt: skip
def test_from_our_pages_alone(client: Client, article: Article, headers: Any) -> None:
    assert tell(client, article.pk, headers=headers).status_code == 403
    assert _counted() == []


@pytest.mark.parametrize("body", [b"", b"read", b"reads=1", b"pk", b"\xff\x00", b"x" * 100_000])
def test_nothing_but_the_two_words(client: Client, article: Article, body: bytes) -> None:
    assert tell(client, article.pk, body).status_code == 400
    assert _counted() == []


def test_live_articles_alone(client: Client) -> None:
    draft = make_draft()
    for pk in (draft.pk, draft.get_parent().pk, 0, 99_999_999, 2**63, 10**40):
        assert tell(client, pk).status_code == 404
    assert client.post("/readership/-1/", headers=OURS).status_code in {404, 405}
    assert _counted() == []


def test_what_was_taken_away_is_not_counted_any_more(client: Client, article: Article) -> None:
    tell(client, article.pk)
    article.unpublish()
    assert tell(client, article.pk).status_code == 404
    assert [reads for _, reads, _ in _counted()] == [1]


@pytest.mark.parametrize("wish", ["sec-gpc", "dnt"])
def test_not_who_asks_not_to_be(client: Client, article: Article, wish: str) -> None:
    assert tell(client, article.pk, headers={wish: "1"}).status_code == 204
    assert _counted() == []


def test_a_network_is_heard_so_often_a_minute(client: Client, article: Article) -> None:
    with time_machine.travel("2026-03-01T12:00Z", tick=False) as clock:
        for _ in range(readership_beacon.MOST + 5):
            assert tell(client, article.pk, REMOTE_ADDR="192.0.2.1").status_code == 204
        assert _counted()[0][1] == readership_beacon.MOST
        tell(client, article.pk, REMOTE_ADDR="192.0.2.2")
        clock.move_to("2026-03-01T12:01Z")
        tell(client, article.pk, REMOTE_ADDR="192.0.2.1")
    assert _counted()[0][1] == readership_beacon.MOST + 2


def test_addresses_are_forgotten_with_the_minute_and_written_nowhere(
    client: Client, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Any] = []
    monkeypatch.setattr(
        type(cache._connections[cache._alias]), "set", lambda *a, **_: written.append(a)
    )
    with time_machine.travel("2026-03-01T12:00Z", tick=False) as clock:
        tell(client, article.pk, REMOTE_ADDR="192.0.2.1")
        clock.move_to("2026-03-01T12:01Z")
        tell(client, article.pk, REMOTE_ADDR="192.0.2.2")
    assert list(readership_beacon.minute._heard) == ["192.0.2.2"]
    assert written == []


def test_no_crowd_of_networks_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readership_beacon, "MOST_NETWORKS", 2)
    minute = readership_beacon.Minute()
    assert [minute.hear(name) for name in ("a", "b", "c", "a")] == [True, True, False, True]
