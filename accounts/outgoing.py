"""A mail as it goes over the wire, with the addresses in its headers whole."""

from __future__ import annotations

import email.policy
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage as PythonMail
from email.policy import EmailPolicy
from typing import Any

from django.core.mail import EmailMultiAlternatives


class WholeHeader(UnstructuredHeader):
    """A header that is neither folded nor encoded.

    Python encodes a word that is longer than a line, and no mailbox looks for an address behind
    such an encoding. A line may have 998 characters (RFC 5322, 2.1.1).
    """

    def fold(self, *, policy: EmailPolicy) -> str:
        """The header on one line."""
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]


HEADERS = HeaderRegistry(base_class=BaseHeader)
HEADERS.map_to_type("list-unsubscribe", WholeHeader)  # type: ignore[arg-type]


class OutgoingMail(EmailMultiAlternatives):
    """Django's mail, whose List-Unsubscribe arrives as it was written."""

    def message(self, *, policy: Any = email.policy.default) -> PythonMail:
        """The mail for a mail server."""
        found: PythonMail = super().message(policy=policy.clone(header_factory=HEADERS))
        return found
