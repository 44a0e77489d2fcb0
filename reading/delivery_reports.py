"""Delivery status notifications (RFC 3464): what a mail server says of mail that it gave up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr

from django.conf import settings

PERMANENT = re.compile(r"5\.\d{1,3}\.\d{1,3}")
LARGEST = 512 * 1024  # bytes that are looked at; a report stands before what it returns


def failed_addresses(raw: bytes) -> set[str]:
    """The addresses that a report says no mail will ever reach. Empty for any other mail.

    A report about mail that is not ours, as forged senders bring in, says nothing.
    """
    message = BytesParser(policy=policy.default).parsebytes(raw[:LARGEST])
    try:
        parts = list(message.walk())
        if not _is_report(message) or not _is_about_ours(parts):
            return set()
        blocks = [block for part in parts for block in _blocks(part)]
        return {address for block in blocks for address in _failed(block)}
    except (ValueError, LookupError, TypeError, AttributeError):  # what no mail server would write
        return set()


def _is_report(message: EmailMessage) -> bool:
    kind = str(message.get_param("report-type", "") or "").lower()
    return message.get_content_type() == "multipart/report" and kind == "delivery-status"


def _blocks(part: Message) -> Iterable[Message]:
    """A report's groups of fields: the first about the mail, then one for each recipient."""
    if part.get_content_type() != "message/delivery-status":
        return []
    payload = part.get_payload()
    return [block for block in payload if isinstance(block, Message)]


def _failed(block: Message) -> Iterator[str]:
    action = str(block.get("Action", "")).strip().lower()
    status = str(block.get("Status", "")).strip().partition(" ")[0]
    if action != "failed" or not PERMANENT.fullmatch(status):
        return
    # A forwarded mail fails at another address than the one that we wrote to.
    for name in ("Original-Recipient", "Final-Recipient"):
        kind, _, address = str(block.get(name, "")).partition(";")
        found = parseaddr(address.strip())[1]
        if kind.strip().lower() == "rfc822" and "@" in found:
            yield found.lower()


def _is_about_ours(parts: Sequence[Message]) -> bool:
    """Whether the returned mail, where there is one with a Message-ID, was sent by us."""
    ours = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2].lower()
    for identity in filter(None, map(_returned_id, parts)):
        return identity.rstrip("> ").lower().endswith(f"@{ours}")
    return True


def _returned_id(part: Message) -> str:
    if part.get_content_type() == "message/rfc822":
        payload = part.get_payload()
        inner = payload[0] if isinstance(payload, list) and payload else None
        return str(inner.get("Message-ID", "")) if isinstance(inner, Message) else ""
    if part.get_content_type() == "text/rfc822-headers":
        text = part.get_payload(decode=True)
        if isinstance(text, bytes):
            return str(BytesParser(policy=policy.default).parsebytes(text).get("Message-ID", ""))
    return ""
