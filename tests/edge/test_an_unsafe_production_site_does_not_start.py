"""The web server refuses every unsafe setting, whoever's check finds it, and names the variable."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fanmankind import checks, environment
from tests.prepared import ROOT

pytestmark = pytest.mark.processes

SAFE = {
    "SITE_URL": "https://fanmankind.test-host.org",
    "SECRET_KEY": "k" * 60,
    "EMAIL_URL": "smtp+tls://user:password@mail.test-host.org:587",
    "FROM_EMAIL": "fanmankind <hello@test-host.org>",
    "SUPPORT_EMAIL": "support@test-host.org",
    "RECAPTCHA_SITE_KEY": "site",
    "RECAPTCHA_SECRET_KEY": "secret",
    "BEHIND_TLS_PROXY": "on",
    "TRUSTED_PROXIES": "1",
}


PROGRAM = """
from fanmankind.wsgi import application
from django.conf import settings
print("ready", settings.SECURE_HSTS_SECONDS, settings.SESSION_COOKIE_NAME, settings.IS_LOCAL)
"""


def _start(folder: Path, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Import what granian serves, in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
    given = {**kept, **SAFE, "DATA_DIR": str(folder), **changes}
    environment = {name: value for name, value in given.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_a_safe_one_starts(tmp_path: Path) -> None:
    done = _start(tmp_path)
    assert done.stdout.split() == ["ready", "31536000", "__Host-sessionid", "False"], done.stderr


def test_one_that_waives_the_second_factor_does_not(tmp_path: Path) -> None:
    done = _start(tmp_path, NEWSROOM_FACTOR_WAIVED="on")
    assert done.returncode == 1
    assert "Unset NEWSROOM_FACTOR_WAIVED." in done.stderr
    assert "ready" not in done.stdout


def test_every_reason_is_given_at_once(tmp_path: Path) -> None:
    done = _start(tmp_path, DEBUG="on", EMAIL_URL=None, NEWSROOM_FACTOR_WAIVED="on")
    assert done.returncode == 1
    for name in ("DEBUG", "EMAIL_URL", "NEWSROOM_FACTOR_WAIVED"):
        assert name in done.stderr


def test_one_whose_mail_goes_nowhere_does_not(tmp_path: Path) -> None:
    done = _start(tmp_path, EMAIL_URL="console://")
    assert done.returncode == 1
    assert "EMAIL_URL names no mail server" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "nonsense"), ("DATABASE_URL", "postgres://u:s3cret@h:abc/x"),
        ("DATABASE_URL", "mysql://u:s3cret@h/x"), ("DATABASE_URL", ""), ("TRUSTED_PROXIES", "-1"),
        ("LOG_LEVEL", "chatty"), ("EMAIL_URL", "smtp://u:s3cret@h:abc"), ("TIME_ZONE", "Mars/Base"),
        ("TIME_ZONE", "../zone"), ("SITE_URL", "fanmankind.example"), ("SITE_URL", "http://[half"),
        ("SITE_URL", "https://h:abc"), ("SITE_URL", "https://h/blog"), ("SENTRY_DSN", "nonsense"),
        ("DATA_DIR", "/proc/none"),
    ],
)  # fmt: skip
def test_a_value_that_means_nothing_is_told_in_a_sentence(
    tmp_path: Path, name: str, value: str
) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "doctor"], capture_output=True, text=True, check=False,
        cwd=ROOT, env=os.environ | {"DATA_DIR": str(tmp_path), name: value},
    )  # fmt: skip
    assert done.returncode == 1
    assert name in done.stderr
    assert "s3cret" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.fixture
def site(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """This process's settings as a safe production site has them."""
    for name, value in SAFE.items():
        monkeypatch.setenv(name, value)
    settings.IS_LOCAL = settings.DEBUG = False
    settings.IS_HTTPS = True
    settings.MAILERS = {"default": environment.mailer(SAFE["EMAIL_URL"])}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.DEFAULT_FROM_EMAIL = SAFE["FROM_EMAIL"]
    settings.SUPPORT_EMAIL = SAFE["SUPPORT_EMAIL"]
    settings.ALLOWED_HOSTS = ["fanmankind.test-host.org"]
    return settings


def _named() -> str:
    return " ".join(f"{found.msg} {found.hint}" for found in checks.production_settings(None))


def test_a_safe_one_has_no_findings(site: Any) -> None:
    assert _named() == ""


def test_whether_a_proxy_speaks_https_must_be_said(
    site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BEHIND_TLS_PROXY")
    assert "Set BEHIND_TLS_PROXY" in _named()
    monkeypatch.setenv("BEHIND_TLS_PROXY", "off")
    assert _named() == ""


def test_behind_a_proxy_the_number_of_proxies_must_be_said(site: Any) -> None:
    site.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert "Set TRUSTED_PROXIES" in _named()


@pytest.mark.parametrize(
    "address",
    ["hello@fanmankind.example", "Us <a@b.example>", "x@example.org", "nobody", "", "@host.org"],
)
def test_addresses_that_nobody_owns_are_refused(site: Any, address: str) -> None:
    site.DEFAULT_FROM_EMAIL = site.SUPPORT_EMAIL = address
    assert "Set FROM_EMAIL" in _named()
    assert "Set SUPPORT_EMAIL" in _named()


def test_a_short_former_key_is_refused(site: Any) -> None:
    site.SECRET_KEY_FALLBACKS = ["f" * 60, "short"]
    assert "Set SECRET_KEY_FALLBACKS" in _named()
