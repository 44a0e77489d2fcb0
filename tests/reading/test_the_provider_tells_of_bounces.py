"""The webhook: off without a secret, believed only with it, all or nothing, limited."""

import json
from base64 import b64encode
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from reading.models import Undeliverable
from tests.accounts.people import make_person

pytestmark = pytest.mark.django_db
SECRET = "a-long-secret-for-the-webhook"
BEARER = {"Authorization": f"Bearer {SECRET}"}


@pytest.fixture(autouse=True)
def _secret(settings: Any) -> None:
    cache.clear()
    settings.BOUNCE_SECRET = SECRET


def send(data: object, headers: dict[str, str] | None = None) -> int:
    body = data if isinstance(data, str) else json.dumps(data)
    answer = Client(enforce_csrf_checks=True).post(
        "/reading/bounces/", body, content_type="application/json",
        headers=BEARER if headers is None else headers,
    )  # fmt: skip
    return answer.status_code


def event(email: str, kind: str = "bounce", **more: Any) -> dict[str, Any]:
    return {"email": email, "type": kind, **more}


def test_permanent_bounces_and_complaints_are_noted_and_others_not() -> None:
    people = [make_person() for _ in range(3)]
    events = [
        event(people[0].email.upper(), permanent=True, provider="x"),
        event(people[1].email, permanent=False),
        event(people[2].email, "complaint"),
    ]
    for _ in range(2):
        assert send(events) == 200
    assert dict(Undeliverable.objects.values_list("email", "reason")) == {
        people[0].email: "bounced",
        people[2].email: "complained",
    }


def basic(password: str, user: str = "provider") -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(f"{user}:{password}".encode()).decode()}


def test_http_basic_will_do() -> None:
    assert send([], basic(SECRET)) == 200


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": ""}, {"Authorization": SECRET}, {"Authorization": "Bearer "},
     {"Authorization": f"Bearer {SECRET}x"}, {"Authorization": "Basic !!!"}, basic("wrong"),
     basic("", SECRET), {"Authorization": "Bearer \xe9"}, {"Authorization": "Digest x"}],
)  # fmt: skip
def test_without_the_secret_nothing_is_taken(headers: dict[str, str]) -> None:
    person = make_person()
    assert send([event(person.email, permanent=True)], headers) == 401
    assert not Undeliverable.objects.exists()


@pytest.mark.parametrize("headers", [{}, BEARER, {"Authorization": "Bearer "}])
def test_it_is_off_without_a_secret_of_ours(settings: Any, headers: dict[str, str]) -> None:
    settings.BOUNCE_SECRET = ""
    assert send([], headers) == 404


def test_it_takes_nothing_but_post() -> None:
    assert Client().get("/reading/bounces/", headers=BEARER).status_code == 405


@pytest.mark.parametrize(
    "wrong",
    ["{", "{}", "[1]", [event("no address", permanent=True)], [event("a@b.example", "delivery")],
     [event("a@b.example", permanent="yes")], [{"type": "bounce"}], [event(None)], [event({})],
     "[" * 100_000],
)  # fmt: skip
def test_one_wrong_event_and_none_is_noted(wrong: Any) -> None:
    person = make_person()
    right = event(person.email, permanent=True)
    assert send([right, *wrong] if isinstance(wrong, list) else wrong) == 400
    assert not Undeliverable.objects.exists()


def test_too_much_at_once_is_refused() -> None:
    assert send([event("a@b.example")] * 1001) == 400
    assert send(" " * (256 * 1024 + 1)) == 413


def test_too_often_is_refused(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "bounces": "2/m/ip"}
    assert [send([]) for _ in range(3)] == [200, 200, 429]
