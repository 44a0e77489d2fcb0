"""Mail is written down with the request, delivered once, and its words are wiped."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
import requests
import time_machine
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.utils import timezone

from accounts import outbox
from accounts.models import OutboxMail
from standins.running import Running

pytestmark = pytest.mark.django_db

TO = "ana@reader.example"


@pytest.fixture
def smtp(standins: Running, settings: Any) -> Running:
    """Real SMTP, to the stand-in."""
    settings.MAILERS = {
        "default": {
            "BACKEND": "accounts.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": standins.smtp_port, "timeout": 5},
        }
    }
    return standins


def _queue(**more: Any) -> OutboxMail:
    mail = EmailMultiAlternatives("Hello", "A secret word", to=[TO])
    mail.attach_alternative("<p>A secret word</p>", "text/html")
    [row] = outbox.queue(mail, purpose="test", **more)
    return row


def _delivered(desk: Running) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = requests.get(f"{desk.url}/mail.json?to={TO}", timeout=60).json()
    return found["mails"] if isinstance(found, dict) else found


def _fault(desk: Running, **faults: Any) -> None:
    assert requests.post(f"{desk.url}/faults", json=faults, timeout=60).ok


def test_it_arrives_in_text_and_html_and_its_words_are_wiped(smtp: Running) -> None:
    row = _queue()
    call_command("deliver_mail", "--once")
    [mail] = _delivered(smtp)
    assert "A secret word" in str(mail)
    row.refresh_from_db()
    assert row.delivered
    assert (row.subject, row.text, row.html) == ("", "", "")


@pytest.mark.parametrize("answer", ["421", "451"])
def test_a_server_that_refuses_is_asked_again_later(smtp: Running, answer: str) -> None:
    row = _queue()
    _fault(smtp, mail_answer=answer)
    assert outbox.deliver_one()
    row.refresh_from_db()
    assert row.ended_at is None
    assert row.due_at > timezone.now()
    assert "secret" not in row.trouble
    _fault(smtp, mail_answer="accept")
    with time_machine.travel(row.due_at + timedelta(seconds=1), tick=False):
        assert outbox.deliver_one()
    assert len(_delivered(smtp)) == 1


def test_a_mail_to_nobody_ends_at_once(smtp: Running) -> None:
    row = _queue()
    _fault(smtp, mail_answer="550")
    assert outbox.deliver_one()
    row.refresh_from_db()
    assert (row.attempts, row.delivered, row.text) == (1, False, "")
    assert row.trouble == "SMTPRecipientsRefused"


@pytest.mark.parametrize(
    ("code", "words", "is_nobodys"),
    [
        (550, b"5.1.1 No such user", True),
        (550, b"5.1.10 RESOLVER.ADR.RecipientNotFound", True),
        (550, b"5.2.1 The account is disabled", True),
        (452, b"4.2.2 The mailbox is full", False),
        (552, b"5.2.2 The mailbox is full", False),
        (554, b"5.7.1 Relay access denied", False),
        (550, b"5.1.8 The sender is unknown", False),
        (550, b"Blocked", False),
    ],
)
def test_what_may_be_our_own_fault_is_tried_again(
    code: int, words: bytes, is_nobodys: bool
) -> None:
    refused = SMTPRecipientsRefused({TO: (code, words)})
    assert outbox.is_nobodys(refused) is is_nobodys


def test_the_pauses_grow_and_end(settings: Any) -> None:
    settings.MAILERS = {
        "default": {
            "BACKEND": "accounts.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 1},
        }
    }
    row = _queue()
    pauses = []
    for _ in range(outbox.MOST_ATTEMPTS):
        with time_machine.travel(row.due_at + timedelta(seconds=1), tick=False):
            now = timezone.now()
            assert outbox.deliver_one()
            row.refresh_from_db()
            pauses.append(row.due_at - now)
    assert pauses[:-1] == sorted(pauses[:-1])
    assert max(pauses) <= outbox.LONGEST_DELAY
    assert row.ended_at is not None
    assert not row.delivered
    assert row.text == ""


def test_a_worker_that_dies_loses_nothing(smtp: Running) -> None:
    _queue()
    assert outbox.lease() is not None  # and the worker is killed here
    assert not outbox.deliver_one()
    with time_machine.travel(timezone.now() + outbox.LEASE + timedelta(seconds=1), tick=False):
        assert outbox.deliver_one()
    assert len(_delivered(smtp)) == 1


def test_two_workers_never_lease_the_same_mail() -> None:
    rows = {_queue().pk for _ in range(3)}
    leased = [outbox.lease() for _ in range(4)]
    assert {mail.pk for mail in leased if mail} == rows
    assert leased[-1] is None


def test_a_code_that_is_too_old_is_not_sent(smtp: Running) -> None:
    _queue(valid_for=timedelta(minutes=10))
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        assert outbox.deliver_one()
    assert _delivered(smtp) == []


def test_old_rows_are_forgotten() -> None:
    row = _queue()
    row.finish(delivered=True)
    with time_machine.travel(timezone.now() + outbox.KEPT + timedelta(days=1), tick=False):
        assert outbox.forget_old() == 1
