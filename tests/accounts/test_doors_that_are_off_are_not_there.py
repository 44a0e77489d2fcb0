"""A provider that is not configured, and a way in that is not used, answer 404 and never 500."""

from __future__ import annotations

from typing import Any

import jwt
import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

DOORS = [
    "google/login/",
    "google/login/callback/",
    "google/login/token/",
    "apple/login/",
    "apple/login/callback/",
    "apple/login/callback/finish/",
]


def _assert_designed_404(answer: Any) -> None:
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "<h1" in page
    assert "stylesheet" in page


@pytest.fixture
def off(settings: Any) -> None:
    known = settings.SOCIALACCOUNT_PROVIDERS
    settings.SOCIALACCOUNT_PROVIDERS = {name: {**known[name], "APPS": []} for name in known}


@pytest.mark.usefixtures("off")
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("door", DOORS)
def test_a_provider_that_is_off(door: str, method: str) -> None:
    client = Client(raise_request_exception=False)
    for fields in ({}, {"code": "x", "state": "y"}, {"error": "access_denied"}):
        _assert_designed_404(getattr(client, method)(f"/accounts/{door}", fields))


@pytest.mark.usefixtures("providers")
@pytest.mark.parametrize("header", [{}, {"kid": "unknown"}])
def test_one_tap_whatever_is_posted(header: dict[str, str]) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.cookies["g_csrf_token"] = "same"
    token = jwt.encode({"sub": "1"}, "k" * 32, headers=header)
    fields = {"g_csrf_token": "same", "credential": token}
    _assert_designed_404(client.post("/accounts/google/login/token/", fields))


@pytest.mark.usefixtures("providers")
@pytest.mark.parametrize("door", ["google/login/", "apple/login/"])
def test_a_provider_that_is_on_is_there(client: Client, door: str) -> None:
    assert client.post(f"/accounts/{door}").status_code == 302
