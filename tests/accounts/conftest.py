"""The local stand-ins, for the tests of accounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import requests
from django.conf import settings as django_settings

from standins import running


@pytest.fixture(scope="session")
def _standins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[running.Running]:
    folder = tmp_path_factory.mktemp("standins")
    with running.start(django_settings.SITE_URL, folder) as found:
        yield found


@pytest.fixture
def standins(_standins: running.Running) -> running.Running:
    """The stand-ins, without a fault and without a memory."""
    requests.post(f"{_standins.url}/reset", timeout=60)
    return _standins


@pytest.fixture
def recaptcha(standins: running.Running, settings: Any) -> running.Running:
    """The stand-in for reCAPTCHA, with both kinds of keys."""
    keys = standins.environment
    settings.RECAPTCHA = replace(
        settings.RECAPTCHA,
        site_key=keys["RECAPTCHA_SITE_KEY"],
        secret_key=keys["RECAPTCHA_SECRET_KEY"],
        checkbox_site_key=keys["RECAPTCHA_CHECKBOX_SITE_KEY"],
        checkbox_secret_key=keys["RECAPTCHA_CHECKBOX_SECRET_KEY"],
        script_url=keys["RECAPTCHA_STANDIN_URL"] + "/api.js",
        verify_url=keys["RECAPTCHA_STANDIN_URL"] + "/api/siteverify",
        sources=(standins.url,),
    )
    return standins


def _apps(keys: dict[str, str], known: dict[str, Any]) -> dict[str, Any]:
    google = {"client_id": keys["GOOGLE_CLIENT_ID"], "secret": keys["GOOGLE_CLIENT_SECRET"]}
    apple = {
        "client_id": keys["APPLE_CLIENT_ID"],
        "secret": keys["APPLE_KEY_ID"],
        "key": keys["APPLE_TEAM_ID"],
        "settings": {"certificate_key": keys["APPLE_PRIVATE_KEY"]},
    }
    return {
        "google": {**known["google"], "APPS": [google]},
        "apple": {**known["apple"], "APPS": [apple]},
    }


@pytest.fixture
def providers(
    standins: running.Running, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[running.Running]:
    """Google and Apple at the stand-ins."""
    from allauth.socialaccount.providers.google import views

    from accounts import apple

    keys = standins.environment
    settings.SOCIALACCOUNT_PROVIDERS = _apps(keys, settings.SOCIALACCOUNT_PROVIDERS)
    base = keys["GOOGLE_STANDIN_URL"]
    for name, value in (
        ("authorize_url", f"{base}/authorize"),
        ("access_token_url", f"{base}/token"),
        ("identity_url", f"{base}/userinfo"),
        ("id_token_issuer", base),
    ):
        monkeypatch.setattr(views.GoogleOAuth2Adapter, name, value)
    monkeypatch.setattr(views, "ID_TOKEN_ISSUER", base)
    before = settings.APPLE_URLS
    own = f"{keys['APPLE_STANDIN_URL']}/auth"
    settings.APPLE_URLS = {name: f"{own}/{name}" for name in before}
    apple.prepare()
    yield standins
    settings.APPLE_URLS = before
    apple.prepare()
