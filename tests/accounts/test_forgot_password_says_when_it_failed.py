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
from fanmankind.edge.gate import TURNED_AWAY
from tests.accounts.people import ask_for_reset, make_person, sign_in
from tests.accounts.working import FORGOT, TOKEN

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


def _sent(client: Client, page: str, **environ: Any) -> Any:
    token = TOKEN.search(page)
    assert token
    fields = {"email": ANA, "csrfmiddlewaretoken": token[1]}
    return client.post(FORGOT, fields, **environ)


def test_who_was_turned_away_in_a_rush_sends_the_same_form_again() -> None:
    client = Client(enforce_csrf_checks=True)
    form = client.get(FORGOT).content.decode()
    again = _sent(client, form, **{TURNED_AWAY: True}).content.decode()
    assert WORDS in again
    assert _sent(client, again).status_code == 302
    assert ResetRequest.objects.filter(email=ANA).count() == 1


def test_who_only_opens_the_form_in_a_rush_has_asked_for_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = Client().get(FORGOT, **{TURNED_AWAY: True})
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert WORDS not in answer.content.decode()
    assert "could not be noted" not in caplog.text


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
