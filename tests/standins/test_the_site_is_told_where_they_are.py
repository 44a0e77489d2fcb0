"""The environment for the site, and the keys that both sides share."""

import stat
from pathlib import Path

from standins.places import environment
from tests.standins.flows import Desk

NAMES = {
    "SITE_URL", "EMAIL_URL", "GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET", "GOOGLE_STANDIN_URL",
    "APPLE_CLIENT_ID", "APPLE_TEAM_ID", "APPLE_KEY_ID", "APPLE_PRIVATE_KEY", "APPLE_STANDIN_URL",
    "RECAPTCHA_SITE_KEY", "RECAPTCHA_SECRET_KEY", "RECAPTCHA_CHECKBOX_SITE_KEY",
    "RECAPTCHA_CHECKBOX_SECRET_KEY", "RECAPTCHA_STANDIN_URL",
}  # fmt: skip


def test_every_variable_is_set(desk: Desk) -> None:
    given = desk.running.environment
    assert set(given) == NAMES
    assert all(given.values())
    assert given["EMAIL_URL"] == f"smtp://127.0.0.1:{desk.running.smtp_port}"
    assert given["GOOGLE_STANDIN_URL"] == f"{desk.running.url}/google"
    assert given["APPLE_STANDIN_URL"] == f"{desk.running.url}/apple"
    assert given["RECAPTCHA_STANDIN_URL"] == f"{desk.running.url}/recaptcha"


def test_the_key_is_made_once_and_is_nobody_elses(tmp_path: Path) -> None:
    first = environment(1, 2, "http://localhost:8000", tmp_path)["APPLE_PRIVATE_KEY"]
    assert first.startswith("-----BEGIN PRIVATE KEY-----")
    assert environment(1, 2, "http://localhost:8000", tmp_path)["APPLE_PRIVATE_KEY"] == first
    (path,) = (tmp_path / "standins").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
