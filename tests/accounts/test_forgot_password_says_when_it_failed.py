"""Whatever breaks: the failure text with a link to support, never a 500, never "sent"."""

from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from accounts.models import ResetRequest
from tests.accounts.people import ask_for_reset

pytestmark = pytest.mark.django_db

WORDS = "Something went wrong. Try again or "


@pytest.fixture
def broken_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError("the queue is not reachable")

    monkeypatch.setattr(ResetRequest.objects, "create", fail)


def test_a_queue_that_is_not_reachable(broken_queue: None) -> None:
    answer = ask_for_reset(Client(), "ana@reader.example")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert WORDS in page
    assert ">contact support</a>" in page
    assert "if the problem persists." in page
    assert "instructions sent" not in page


def test_the_typed_address_stays(broken_queue: None) -> None:
    page = ask_for_reset(Client(), "ana@reader.example").content.decode()
    assert 'value="ana@reader.example"' in page


@pytest.mark.parametrize(
    "address",
    ["", "no address", "a@b", "x" * 300 + "@reader.example", "\x00@reader.example", "é@é"],
)
def test_bad_input_is_explained_at_the_field(address: str) -> None:
    answer = ask_for_reset(Client(), address)
    assert answer.status_code == 200
    assert not ResetRequest.objects.exists()
    assert "aria-invalid" in answer.content.decode()
