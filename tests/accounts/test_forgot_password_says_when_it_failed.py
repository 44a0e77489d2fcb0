"""Whatever breaks: the failure text with a link to support, never a 500, never "sent"."""

from typing import Any

import pytest
from allauth.core.internal import ratelimit
from django.contrib.sessions.backends.base import SessionBase
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from accounts.forgot import ForgotPasswordForm, ForgotPasswordView
from accounts.me import SignedInHint
from accounts.models import ResetRequest
from accounts.newsroom.doors import NewsroomDoor
from tests.accounts.people import ask_for_reset, make_person, sign_in

pytestmark = pytest.mark.django_db

WORDS = "Something went wrong. Try again or "


ANA = "ana@reader.example"


def _fail(*args: Any, **kwargs: Any) -> Any:
    raise RuntimeError("something that nobody foresaw")


def _gone(*args: Any, **kwargs: Any) -> Any:
    raise OperationalError("the database is gone")


def _ask(client: Client | None = None) -> str:
    """Ask for a new password, as a browser would that shows whatever it is answered."""
    client = client or Client()
    client.raise_request_exception = False
    answer = ask_for_reset(client, ANA)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert WORDS in page
    assert ">contact support</a>" in page
    assert "if the problem persists." in page
    assert "instructions sent" not in page
    assert f'value="{ANA}"' in page
    assert "no-store" in answer["Cache-Control"]
    return page


@pytest.mark.parametrize(
    ("where", "step"),
    [
        (ResetRequest.objects, "create"),
        (ForgotPasswordForm, "is_valid"),
        (ForgotPasswordForm, "clean_email"),
        (ForgotPasswordForm, "save"),
        (ForgotPasswordView, "get_success_url"),
        (ForgotPasswordView, "get_form"),
        (ratelimit, "consume"),
        (SessionBase, "is_empty"),
        (NewsroomDoor, "__call__"),
        (SignedInHint, "__call__"),
    ],
)
def test_whichever_step_fails(monkeypatch: pytest.MonkeyPatch, where: Any, step: str) -> None:
    monkeypatch.setattr(where, step, _fail)
    _ask()


@pytest.mark.parametrize("known", [True, False])
def test_a_database_that_is_gone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, known: bool
) -> None:
    client = Client()
    if known:  # the session can't be read either
        sign_in(client, make_person())
    with monkeypatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "cursor", _gone)
        _ask(client)
    assert "the database is gone" in caplog.text
    assert ANA not in caplog.text
    assert client.get("/reading/me.json").json()["signed_in"] is known
    assert ask_for_reset(client, ANA).status_code == 302


def test_another_page_that_fails_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SignedInHint, "__call__", _fail)
    answer = Client(raise_request_exception=False).get("/accounts/login/")
    assert answer.status_code == 500


@pytest.mark.parametrize(
    "address",
    ["", "no address", "a@b", "x" * 300 + "@reader.example", "\x00@reader.example", "é@é"],
)
def test_bad_input_is_explained_at_the_field(address: str) -> None:
    answer = ask_for_reset(Client(), address)
    assert answer.status_code == 200
    assert not ResetRequest.objects.exists()
    assert "aria-invalid" in answer.content.decode()
