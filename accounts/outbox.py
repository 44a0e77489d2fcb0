"""Mail on its way: written down with the request, delivered by a worker, wiped once it is sent.

A request only stores a row, so it takes the same time whatever the mail server does. A worker
leases a row for a while; when the worker dies, the lease runs out and another one takes the row.
So a mail arrives at least once; its Message-ID stays the same, for mailboxes that tell twins apart.
"""

from __future__ import annotations

import logging
import re
import smtplib
from collections.abc import Iterable
from datetime import timedelta
from email.utils import make_msgid, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, models, transaction
from django.db.models.functions import Upper
from django.utils import timezone

from accounts.outgoing import OutgoingMail
from accounts.signals import address_refused

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)  # twice what a delivery may take at most, see accounts/smtp.py
FIRST_DELAY = timedelta(seconds=10)
LONGEST_DELAY = timedelta(hours=1)
MOST_ATTEMPTS = 36  # with the delays above, a day and a quarter
KEPT = timedelta(days=30)
LONGEST_SUBJECT = 250  # characters
# No such mailbox, no proper address, moved away, takes no mail, switched off (RFC 3463, RFC 7505).
# Any other refusal may be meant for us, and for every address: until somebody has mended it.
NOBODYS = re.compile(rb"5\.(1\.(1|3|6|10)|2\.1)\b")


class OutboxMail(models.Model):
    """One mail to one address. Its words are wiped when it is delivered, given up or too old."""

    to = models.EmailField(max_length=254)
    purpose = models.CharField(max_length=60)
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    bulk = models.BooleanField(default=False)  # goes after what somebody is waiting for
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    delivered = models.BooleanField(default=False)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "outgoing mail"
        verbose_name_plural = "outgoing mail"
        # Each knows one half of the rows, so that no database takes the other for the next mail.
        indexes = [
            models.Index(
                fields=["bulk", "due_at", "id"],
                name="mail_waiting",
                condition=models.Q(ended_at__isnull=True),
            ),
            models.Index(
                fields=["ended_at"],
                name="mail_ended",
                condition=models.Q(ended_at__isnull=False),
            ),
            # What was sent to somebody goes with their account.
            models.Index(
                Upper("to"), name="mail_ended_to", condition=models.Q(ended_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} #{self.pk}"

    def message(self) -> EmailMessage:
        """The mail as it is sent, in text and, where there is one, HTML."""
        mail = OutgoingMail(
            subject=self.subject, body=self.text, to=[self.to], headers=self.headers
        )
        if self.html:
            mail.attach_alternative(self.html, "text/html")
        return mail

    def finish(self, *, delivered: bool, trouble: str = "") -> bool:
        """Mark the mail as done with and wipe its words: they may hold a link or a code.

        Returns whether the mail was still this worker's; a row that was removed is not made anew.
        """
        return self._note(
            subject="", text="", html="", headers={}, delivered=delivered,
            trouble=trouble[:200], ended_at=timezone.now(),
        )  # fmt: skip

    def postpone(self, delay: timedelta, trouble: str) -> bool:
        """Have the mail tried again after ``delay``; False when it is another worker's by now."""
        return self._note(due_at=timezone.now() + delay, trouble=trouble[:200])

    def _note(self, **changes: object) -> bool:
        # Each lease counts one attempt further, so the count tells whose turn it is.
        own = OutboxMail.objects.filter(pk=self.pk, ended_at=None, attempts=self.attempts)
        if not own.update(**changes):
            return False
        for name, value in changes.items():
            setattr(self, name, value)
        return True


def queue(
    message: EmailMessage, *, purpose: str, valid_for: timedelta | None = None
) -> list[OutboxMail]:
    """Write a mail down for delivery, a row for each address.

    A mail that is still waiting after ``valid_for`` is not sent any more.
    """
    expires_at = timezone.now() + valid_for if valid_for else None
    return OutboxMail.objects.bulk_create(_rows(message, purpose=purpose, expires_at=expires_at))


def queue_all(messages: Iterable[EmailMessage], *, purpose: str) -> list[OutboxMail]:
    """Write many mails down in one statement. They go when nothing more urgent waits."""
    rows = [row for message in messages for row in _rows(message, purpose=purpose, bulk=True)]
    return OutboxMail.objects.bulk_create(rows)


def _rows(message: EmailMessage, *, purpose: str, **more: Any) -> list[OutboxMail]:
    html = next(
        (str(part.content) for part in getattr(message, "alternatives", [])
         if part.mimetype == "text/html"),
        "",
    )  # fmt: skip
    return [
        OutboxMail(
            to=address, purpose=purpose[:60], html=html,
            subject=" ".join(str(message.subject).split())[:LONGEST_SUBJECT],
            text=str(message.body), headers=_headers(message), **more,
        )
        for address in message.to
    ]  # fmt: skip


def _headers(message: EmailMessage) -> dict[str, str]:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return {
        "Message-ID": make_msgid(domain=domain or "localhost"),
        "Auto-Submitted": "auto-generated",  # asks machines for no answer, RFC 3834
        **message.extra_headers,
    }


def lease() -> OutboxMail | None:
    """Take the mail that has waited longest, for LEASE; None when nothing is due.

    What goes out in bulk waits for all others.
    """
    now = timezone.now()
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        due = OutboxMail.objects.filter(ended_at=None, due_at__lte=now)
        due = due.order_by("bulk", "due_at", "pk")
        mail = due.select_for_update(skip_locked=skip).first()
        if mail is None:
            return None
        # Others don't see the row until the lease runs out. A worker that finds it taken between
        # the two statements, where the database locks no rows, changes nothing.
        mine = {"due_at": now + LEASE, "attempts": mail.attempts + 1}
        taken = OutboxMail.objects.filter(pk=mail.pk, attempts=mail.attempts, ended_at=None)
        if not taken.update(**mine):
            return None
    mail.due_at, mail.attempts = now + LEASE, mail.attempts + 1
    return mail


def deliver_one() -> bool:
    """Deliver the next mail that is due; return whether there was one."""
    mail = lease()
    if mail is None:
        return False
    if mail.expires_at and mail.expires_at <= timezone.now():
        mail.finish(delivered=False, trouble="It was too old when its turn came.")
        return True
    if mail.attempts > MOST_ATTEMPTS:  # its workers died, so that nobody gave it up
        mail.finish(delivered=False, trouble=mail.trouble or "Every attempt was cut short.")
        return True
    try:
        mail.message().send()
    except Exception as error:  # noqa: BLE001 - whatever a mail server does, the mail stays
        _postpone(mail, error)
    else:
        mail.finish(delivered=True)
    return True


def _postpone(mail: OutboxMail, error: Exception) -> None:
    # The error's class alone: a server's answer may repeat the address or the words.
    trouble = type(error).__name__
    log.warning("Mail %s (%s), attempt %d: %s.", mail.pk, mail.purpose, mail.attempts, trouble)
    if is_nobodys(error):
        if mail.finish(delivered=False, trouble=trouble):
            address_refused.send(sender=OutboxMail, email=mail.to)
        return
    if mail.attempts >= MOST_ATTEMPTS:
        log.error("Mail %s (%s) is given up.", mail.pk, mail.purpose)
        mail.finish(delivered=False, trouble=trouble)
        return
    mail.postpone(delay_after(mail.attempts), trouble)


def is_nobodys(error: Exception) -> bool:
    """Whether a mail server says of an address that no mail will ever arrive there."""
    return isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        500 <= code < 600 and NOBODYS.match(words) for code, words in error.recipients.values()
    )


def delay_after(attempts: int) -> timedelta:
    """How long a mail waits after so many attempts (at least one) have failed."""
    doublings = min(attempts - 1, 20)
    return min(FIRST_DELAY * int(2**doublings), LONGEST_DELAY)


def forget_old() -> int:
    """Remove what ended more than KEPT ago; return how many rows that were."""
    count, _ = OutboxMail.objects.filter(ended_at__lt=timezone.now() - KEPT).delete()
    return count
