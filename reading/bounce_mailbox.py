"""The mailbox that mail comes back to: read over IMAP or from a file, each mail once."""

from __future__ import annotations

import imaplib
import mailbox
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from reading.delivery_reports import LARGEST

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
TIMEOUT = 30.0  # seconds


class MailboxWrong(Exception):
    """The address of the mailbox makes no sense, or it is not there. The words say why."""


def unread_mails(url: str) -> Iterator[bytes]:
    """Each mail that was not read yet; it is marked as read once the next one is asked for.

    So a mail at which the reader dies is read again. ``url`` is
    ``imaps://user:password@host/INBOX`` (``imap://`` on this machine alone), ``mbox:///path`` or
    ``maildir:///path``. Raises MailboxWrong.
    """
    parts = urlsplit(url)
    if parts.scheme in {"mbox", "maildir"}:
        return _from_files(parts.scheme, Path(unquote(parts.path)))
    if parts.scheme == "imaps" or (parts.scheme == "imap" and parts.hostname in LOOPBACK):
        return _from_server(url)
    raise MailboxWrong("It must begin with imaps://, mbox:/// or maildir:///.")


def _from_files(kind: str, path: Path) -> Iterator[bytes]:
    if not (path.is_file() if kind == "mbox" else (path / "new").is_dir()):
        raise MailboxWrong(f"There is no {kind} at {path}.")
    box: mailbox.mbox | mailbox.Maildir
    box = mailbox.mbox(path) if kind == "mbox" else mailbox.Maildir(path)
    flag = "R" if kind == "mbox" else "S"
    box.lock()
    try:
        for key in box.keys():  # noqa: SIM118 - iterating a mailbox gives its mails, not keys
            mail = box[key]
            if flag in mail.get_flags():
                continue
            yield mail.as_bytes()
            mail.add_flag(flag)
            if isinstance(mail, mailbox.MaildirMessage):
                mail.set_subdir("cur")
            box[key] = mail
        box.flush()
    finally:
        box.unlock()
        box.close()


def _from_server(url: str) -> Iterator[bytes]:
    folder = unquote(urlsplit(url).path.strip("/")) or "INBOX"
    with _signed_in(url) as server:
        if server.select(f'"{folder}"')[0] != "OK":
            raise MailboxWrong(f"There is no folder {folder}.")
        _, [found] = server.uid("SEARCH", "UNSEEN")
        for uid in (found or b"").split():
            _, answer = server.uid("FETCH", uid.decode(), f"(BODY.PEEK[]<0.{LARGEST}>)")
            for part in answer:
                if isinstance(part, tuple):
                    yield part[1]
            server.uid("STORE", uid.decode(), "+FLAGS", r"(\Seen)")


@contextmanager
def _signed_in(url: str) -> Iterator[imaplib.IMAP4]:
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        server: imaplib.IMAP4
        if parts.scheme == "imaps":
            secure = ssl.create_default_context()
            server = imaplib.IMAP4_SSL(host, parts.port or 993, ssl_context=secure, timeout=TIMEOUT)
        else:
            server = imaplib.IMAP4(host, parts.port or 143, timeout=TIMEOUT)
        server.login(unquote(parts.username or ""), unquote(parts.password or ""))
    except (OSError, imaplib.IMAP4.error) as error:
        # Not the error's own words: a server's answer may repeat the password.
        raise MailboxWrong(f"{host} did not let us in ({type(error).__name__}).") from error
    try:
        yield server
    finally:
        server.logout()
