"""The page for a breakdown is designed, and needs no database to be drawn."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from articles import routing
from fanmankind import views


@pytest.mark.django_db
def test_the_page_asks_nothing_of_the_database() -> None:
    with CaptureQueriesContext(connection) as queries:
        answer = views.broken(RequestFactory().get("/anything/"))
    page = answer.content.decode()
    assert answer.status_code == 500
    assert len(queries) == 0
    assert "<h1" in page
    assert "stylesheet" in page


@pytest.mark.django_db
def test_a_view_that_breaks_down_leads_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(routing, "_find", fail)
    client = Client(raise_request_exception=False)
    answer = client.get("/shows/")
    assert answer.status_code == 500
    assert "<h1" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_told_as_a_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(routing, "_find", fail)
    answer = Client(raise_request_exception=False).get("/shows/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "Back in a moment" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
