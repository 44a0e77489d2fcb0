"""The faults of the mail server."""

import smtplib
import time

import pytest

from tests.standins.flows import Desk


def test_slow(desk: Desk) -> None:
    desk.switch(mail_delay_ms=300)
    start = time.monotonic()
    desk.send("a@x.example")
    assert 0.3 <= time.monotonic() - start < 5


@pytest.mark.parametrize("code", [451, 550])
def test_refused_recipients(desk: Desk, code: int) -> None:
    desk.switch(mail_answer=code)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        desk.send("a@x.example")
    assert refused.value.recipients["a@x.example"][0] == code
    assert desk.mails() == []


def test_closed(desk: Desk) -> None:
    desk.switch(mail_answer=421)
    with pytest.raises(smtplib.SMTPException):
        desk.send("a@x.example")
