"""While the database is gone, each kind of the mail worker's work says so and rests for a while."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from accounts import reset_requests
from accounts.management.commands.deliver_mail import WORK
from accounts.models import ResetRequest

pytestmark = pytest.mark.django_db


def _gone(*_: Any, **__: Any) -> Any:
    raise OperationalError("the database is gone")


@pytest.mark.parametrize("step", WORK, ids=lambda step: step.__name__)
def test_the_worker_hears_of_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, step: Callable[[], bool]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "cursor", _gone)
        with pytest.raises(OperationalError):
            step()
    assert not caplog.records


def test_a_request_that_fails_by_itself_goes_behind_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    request = ResetRequest.objects.create(email="ana@reader.example")
    monkeypatch.setattr(reset_requests, "_mail", _gone)
    assert not reset_requests.answer_next()
    request.refresh_from_db()
    assert (request.tries, request.answered_at) == (1, None)
    assert "could not be answered" in caplog.text
