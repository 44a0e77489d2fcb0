"""Reports in the mailbox: permanent failures are noted, once; nothing else is believed."""

import mailbox
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reading.delivery_reports import failed_addresses
from reading.models import Undeliverable
from tests.accounts.people import make_person
from tests.reading.imap import imap_server
from tests.reading.reports import delivery_report

pytestmark = pytest.mark.django_db


def failed(text: str) -> set[str]:
    return failed_addresses(text.encode())


def test_a_permanent_failure_names_its_address() -> None:
    assert failed(delivery_report("Reader@Mail.example")) == {"reader@mail.example"}


@pytest.mark.parametrize(
    ("action", "status"),
    [("delayed", "4.4.1"), ("failed", "4.2.2"), ("delivered", "2.0.0"), ("delayed", "5.1.1"),
     ("relayed", "5.0.0"), ("failed", ""), ("failed", "5"), ("", "5.1.1"), ("failed", "55.1.1")],
)  # fmt: skip
def test_what_is_not_permanent_names_none(action: str, status: str) -> None:
    assert failed(delivery_report("a@b.example", action, status)) == set()


def test_several_recipients_are_told_apart() -> None:
    one = "Final-Recipient: rfc822; one@b.example\nAction: failed\nStatus: 5.1.1\n"
    two = "Final-Recipient: rfc822; two@b.example\nAction: delayed\nStatus: 4.0.0\n"
    three = (
        "Original-Recipient: rfc822; three@b.example\nFinal-Recipient: rfc822; <moved@b.example>\n"
        "Action: failed\nStatus: 5.7.1 (refused)\n"
    )
    plain = delivery_report("zero@b.example")
    text = plain.replace(
        "\n--b\nContent-Type: text/rfc822",
        f"\n{one}\n{two}\n{three}\n--b\nContent-Type: text/rfc822",
    )
    found = {"zero@b.example", "one@b.example", "three@b.example", "moved@b.example"}
    assert failed(text) == found


def test_a_report_about_mail_that_is_not_ours_is_not_believed() -> None:
    assert failed(delivery_report("a@b.example", domain="spam.example")) == set()
    assert failed(delivery_report("a@b.example", domain="evil-fanmankind.example")) == set()


@pytest.mark.parametrize(
    "text",
    ["", "\x00\xff", "Subject: Hello\n\nStatus: 5.1.1",
     delivery_report("a@b.example").replace("report-type=delivery-status;", ""),
     delivery_report("a@b.example").replace("rfc822; a@b.example", "x400; a"),
     delivery_report("a@b.example").replace("rfc822; a@b.example", "rfc822; no address"),
     ("Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n"
     "Content-Type: message/delivery-status\n\n\n--b--")],
)  # fmt: skip
def test_other_mail_says_nothing_and_never_breaks(text: str) -> None:
    assert failed(text) == set()


def test_a_mailbox_file_is_read_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reader, slow = make_person(), make_person()
    box = mailbox.mbox(tmp_path / "bounces")
    box.add(delivery_report(reader.email))
    box.add(delivery_report(slow.email, "delayed", "4.4.1"))
    box.add("From: a@b.example\nSubject: Out of office\n\nBack on Monday.")
    box.close()
    call_command("read_bounces", f"mbox://{tmp_path / 'bounces'}")
    assert "3 read, 1 noted." in capsys.readouterr().out
    assert [row.email for row in Undeliverable.objects.all()] == [reader.email]
    Undeliverable.objects.all().delete()
    call_command("read_bounces", f"mbox://{tmp_path / 'bounces'}")
    assert "0 read" in capsys.readouterr().out
    assert not Undeliverable.objects.exists()


def test_a_maildir_is_read_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reader = make_person()
    mailbox.Maildir(tmp_path / "box").add(delivery_report(reader.email))
    for expected in ("1 read, 1 noted.", "0 read, 0 noted."):
        call_command("read_bounces", f"maildir://{tmp_path / 'box'}")
        assert expected in capsys.readouterr().out


def test_a_server_is_read_once(capsys: pytest.CaptureFixture[str]) -> None:
    reader = make_person()
    with imap_server([delivery_report(reader.email)]) as port:
        for expected in ("1 read, 1 noted.", "0 read, 0 noted."):
            call_command("read_bounces", f"imap://us:a%20secret@127.0.0.1:{port}/Bounces")
            assert expected in capsys.readouterr().out
        with pytest.raises(CommandError, match="did not let us in") as refused:
            call_command("read_bounces", f"imap://us:wrong-word@127.0.0.1:{port}/Bounces")
        assert "wrong-word" not in str(refused.value)


@pytest.mark.parametrize("url", ["", "pop3://x", "imap://mail.example/INBOX", "mbox:///nowhere"])
def test_a_mailbox_that_is_not_there_is_a_clear_error(url: str) -> None:
    with pytest.raises(CommandError):
        call_command("read_bounces", url)
