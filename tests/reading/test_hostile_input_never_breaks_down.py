"""Numbers that no key can be, halves of characters and wrong kinds: refused, never a breakdown."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from reading.models import Bookmark, Follow, Progress, Reading, SpoilerReport, Undeliverable
from tests.accounts.people import make_person, sign_in

pytestmark = pytest.mark.django_db
SECRET = "a-long-secret-for-the-webhook"
HALF = r'"\ud800"'  # of a pair of surrogates


@pytest.fixture(autouse=True)
def _forget() -> None:
    cache.clear()


@pytest.mark.parametrize("noun", ["progress", "saved", "places", "follows"])
@pytest.mark.parametrize("method", ["put", "delete"])
@pytest.mark.parametrize("key", [2**63, 10**30])
def test_a_key_beyond_every_database(client: Client, noun: str, method: str, key: int) -> None:
    sign_in(client, make_person())
    ask = getattr(client, method)
    data = {"episode": 0, "part": 1, "percent": 1, "pace": "weekly"}
    answer = ask(f"/reading/{noun}/{key}/", data, content_type="application/json")
    assert (answer.status_code, bool(answer.json()["error"])) == (404, True)
    assert not any(m.objects.exists() for m in (Progress, Bookmark, Reading, Follow))


@pytest.mark.parametrize("name", ["line", "article", "seen_at", "place"])
def test_half_a_character_in_a_report(client: Client, name: str) -> None:
    body = f'{{"{name}": {HALF}}}'
    answer = client.post("/reading/reports/", body, content_type="application/json")
    assert (answer.status_code, bool(answer.json()["error"])) == (400, True)
    assert not SpoilerReport.objects.exists()


@pytest.mark.parametrize(
    "email", [HALF, r'"\ud800@example.com"', r'"a@\ud800.com"', "5", '["@"]', '{"@": 1}', "true",
              "null"],
)  # fmt: skip
def test_a_bounce_of_no_address(client: Client, settings: Any, email: str) -> None:
    settings.BOUNCE_SECRET = SECRET
    body = f'[{{"email": {email}, "type": "bounce", "permanent": true}}]'
    answer = client.post("/reading/bounces/", body, content_type="application/json",
                         headers={"Authorization": f"Bearer {SECRET}"})  # fmt: skip
    assert (answer.status_code, bool(answer.json()["error"])) == (400, True)
    assert not Undeliverable.objects.exists()
