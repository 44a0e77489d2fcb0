"""A mail server that says at the door that nobody lives there is believed as a bounce is."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core.mail.backends.locmem import EmailBackend

from accounts import outbox
from accounts.models import OutboxMail
from reading.models import Undeliverable
from tests.accounts.people import make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "is_noted"), [(b"5.1.1 No such user", True), (b"5.7.1 Relay access denied", False)]
)
def test_only_where_it_says_so(
    monkeypatch: pytest.MonkeyPatch, words: bytes, is_noted: bool
) -> None:
    person = make_person("ana@reader.example")

    def refuse(*_: Any) -> int:
        raise SMTPRecipientsRefused({person.email: (550, words)})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    OutboxMail.objects.create(to="Ana@reader.example", subject="Hello", text="Hello")
    assert outbox.deliver_one()
    assert OutboxMail.objects.filter(ended_at=None).exists() is not is_noted
    noted = Undeliverable.objects.filter(reason=Undeliverable.Reason.BOUNCED)
    assert list(noted.values_list("email", flat=True)) == ["ana@reader.example"] * is_noted
