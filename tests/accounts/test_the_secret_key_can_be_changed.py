"""A new SECRET_KEY, the former one beside it, then the former one dropped: nobody is shut out."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.apple import AppleGrant
from accounts.models import User
from accounts.sealing import seal, unseal
from tests.accounts.people import PASSWORD, make_person, sign_in
from tests.prepared import ROOT

pytestmark = pytest.mark.django_db

NEW_KEY = "a new key that is long enough for production " * 2


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def _with_factors() -> tuple[User, str, str]:
    user, secret = make_person(), generate_totp_secret()
    TOTP.activate(user, secret)
    return user, secret, RecoveryCodes.activate(user).get_unused_codes()[0]


def _try(user: User, code: str) -> Any:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client.post("/accounts/2fa/authenticate/", {"code": code})


def test_former_keys_come_from_the_environment(tmp_path: Path) -> None:
    program = "from fanmankind import settings; print(settings.SECRET_KEY_FALLBACKS)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "DATA_DIR": str(tmp_path), "SECRET_KEY_FALLBACKS": "one, two"},
    )  # fmt: skip
    assert done.stdout.strip() == "['one', 'two']"


def test_with_the_former_key_beside_it_codes_and_sessions_hold(settings: Any) -> None:
    user, secret, _ = _with_factors()
    reader = Client()
    sign_in(reader, make_person())
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = NEW_KEY
    assert _try(user, _code(secret)).status_code == 302
    assert reader.get("/reading/me.json").json()["signed_in"]


@pytest.mark.parametrize("kind", ["totp", "recovery"])
def test_a_secret_that_no_key_opens_is_a_wrong_code(
    settings: Any, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    user, secret, recovery = _with_factors()
    settings.SECRET_KEY = NEW_KEY
    with caplog.at_level(logging.ERROR, "accounts.sealing"):
        answer = _try(user, _code(secret) if kind == "totp" else recovery)
    assert answer.status_code == 200
    assert "Incorrect code" in answer.content.decode()
    assert "key that is gone" in caplog.text


@pytest.mark.parametrize("place", ["", "recovery-codes/", "recovery-codes/generate/"])
def test_the_pages_about_factors_stay(client: Client, place: str) -> None:
    user, _, _ = _with_factors()
    sign_in(client, user)
    Authenticator.objects.filter(user=user).update(
        data={"secret": "x", "seed": "x", "used_mask": 0}
    )
    assert client.get(f"/accounts/2fa/{place}").status_code in {200, 302}


def test_once_sealed_anew_the_former_key_is_not_needed(settings: Any) -> None:
    user, secret, recovery = _with_factors()
    AppleGrant.objects.create(user=user, uid="one", sealed_token=seal("a token of Apple's"))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = NEW_KEY
    call_command("reseal_secrets")
    settings.SECRET_KEY_FALLBACKS = []
    assert unseal(AppleGrant.objects.get(user=user).sealed_token) == "a token of Apple's"
    assert _try(user, _code(secret)).status_code == 302
    assert _try(user, recovery).status_code == 302


def test_what_is_lost_is_counted_and_kept(settings: Any) -> None:
    user, _, _ = _with_factors()
    before = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data
    settings.SECRET_KEY = NEW_KEY
    with pytest.raises(CommandError, match="2 were sealed with a key that is gone"):
        call_command("reseal_secrets")
    assert Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data == before
