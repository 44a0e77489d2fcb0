"""Every notice says which browser it was in words that its owner recognizes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string

AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0"
NOTICES = (
    "account/email/password_changed", "account/email/password_set", "mfa/email/webauthn_added",
    "socialaccount/email/account_connected", "accounts/email/deletion_asked",
    "accounts/email/email_changed", "accounts/email/factors_reset_asked",
)  # fmt: skip


@pytest.mark.parametrize("notice", NOTICES)
def test_in_words(notice: str) -> None:
    now = datetime.now(UTC)
    words = {"user_agent": AGENT, "device": AGENT, "timestamp": now, "when": now, "due_at": now}
    text = render_to_string(f"{notice}_message.txt", words)
    assert "\nBrowser: Chrome on Linux\n" in text
    assert "Mozilla" not in text
    assert not text.startswith("\n")
