"""The mail that has arrived, and the SMTP side that it arrives through."""

from __future__ import annotations

import asyncio
import email
import email.policy
import itertools
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from standins.faults import Faults

REFUSALS = {
    "421": "421 4.3.2 Service not available",
    "451": "451 4.3.0 Try again later",
    "550": "550 5.1.1 No such mailbox",
}


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it arrived; ``sender`` and ``recipients`` are the envelope's."""

    number: int
    received: datetime
    sender: str
    recipients: tuple[str, ...]
    subject: str
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str
    attachments: tuple[str, ...]

    def is_to(self, address: str) -> bool:
        """Whether it went to this address; the case of letters does not matter."""
        return address.lower() in {recipient.lower() for recipient in self.recipients}


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()).replace("\r\n", "\n") if part else ""


def read_mail(number: int, content: bytes, sender: str, recipients: list[str]) -> Mail:
    """A mail from its bytes."""
    message = email.message_from_bytes(content, EmailMessage, policy=email.policy.default)
    return Mail(
        number=number,
        received=datetime.now(UTC),
        sender=sender,
        recipients=tuple(recipients),
        subject=str(message.get("Subject", "")),
        headers=tuple((name, str(value)) for name, value in message.items()),
        text=_part(message, "plain"),
        html=_part(message, "html"),
        attachments=tuple(part.get_filename() or "" for part in message.iter_attachments()),
    )


class PostOffice:
    """Every mail since the start or the last clearing."""

    def __init__(self) -> None:
        self._mails: dict[int, Mail] = {}
        self._numbers = itertools.count(1)
        self._arrival = threading.Condition()

    def receive(self, content: bytes, sender: str, recipients: list[str]) -> None:
        """Keep a mail, and wake up whoever waits for one."""
        mail = read_mail(next(self._numbers), content, sender, recipients)
        with self._arrival:
            self._mails[mail.number] = mail
            self._arrival.notify_all()

    def clear(self) -> None:
        """Throw all mail away. Numbers go on, so an old address never shows a new mail."""
        with self._arrival:
            self._mails = {}

    def find(self, number: int) -> Mail | None:
        """The mail with this number, if it is there."""
        return self._mails.get(number)

    def mails(self, to: str = "") -> list[Mail]:
        """The mails to this address, or all of them, newest first."""
        newest_first = sorted(self._mails.values(), key=lambda mail: mail.number, reverse=True)
        return [mail for mail in newest_first if not to or mail.is_to(to)]

    def wait_for(self, to: str, least: int, seconds: float) -> list[Mail]:
        """The same, once there are at least so many, or when the seconds have passed."""
        with self._arrival:
            self._arrival.wait_for(lambda: len(self.mails(to)) >= least, timeout=seconds)
            return self.mails(to)


class Postman:
    """What aiosmtpd asks at each step of a delivery."""

    def __init__(self, post: PostOffice, faults: Faults) -> None:
        self.post = post
        self.faults = faults

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name and arguments
        self, server: SMTP, session: Session, envelope: Envelope, host: str, answers: list[str]
    ) -> list[str]:
        """Greet, or be closed today."""
        session.host_name = host
        refusal = self.faults.choice("mail_answer")
        return [REFUSALS["421"]] if refusal == "421" else answers

    async def handle_HELO(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, host: str
    ) -> str:
        """The old greeting, which clients fall back to."""
        session.host_name = host
        refusal = self.faults.choice("mail_answer")
        return REFUSALS["421"] if refusal == "421" else f"250 {server.hostname}"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name and arguments
        self, server: SMTP, session: Session, envelope: Envelope, to: str, options: list[str]
    ) -> str:
        """Take or refuse a recipient."""
        refusal = REFUSALS.get(self.faults.choice("mail_answer"))
        if refusal:
            return refusal
        envelope.rcpt_tos.append(to)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take the mail, as slowly as was asked for."""
        await asyncio.sleep(self.faults.number("mail_delay_ms") / 1000)
        content = envelope.content or b""
        raw = content.encode() if isinstance(content, str) else content
        self.post.receive(raw, envelope.mail_from or "", envelope.rcpt_tos)
        return "250 2.0.0 OK"


def open_post(post: PostOffice, faults: Faults, host: str, port: int) -> Callable[[], None]:
    """Accept mail on this port from now on; what comes back ends it. Raises OSError."""
    with socket.socket() as probe:  # aiosmtpd notices a taken port after five seconds only
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
    # A name of its own: looking up this machine's takes seconds without a network.
    postman = Postman(post, faults)
    controller = Controller(postman, hostname=host, port=port, server_hostname="localhost")
    controller.start()

    def close() -> None:
        controller.stop()

    return close
