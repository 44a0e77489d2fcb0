"""Two workers that answer for one address at the same moment do not mail it a fourth time."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone

from accounts import reset_requests
from accounts.reset_requests import ResetRequest, answer_next

EMAIL = "wanted@reader.example"


def _work() -> None:
    try:
        answer_next()
    finally:
        close_old_connections()
        connection.close()


@pytest.mark.django_db(transaction=True)  # rows that other connections see
def test_the_fourth_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = timezone.now() - timedelta(minutes=5)
    for _ in range(2):
        ResetRequest.objects.create(email=EMAIL, mailed=True, answered_at=earlier)
    for _ in range(2):
        ResetRequest.objects.create(email=EMAIL)
    meeting = threading.Barrier(2)

    def mail(email: str) -> None:
        """Two that were both let through meet here."""
        try:
            meeting.wait(1.0)
        except threading.BrokenBarrierError:
            return

    monkeypatch.setattr(reset_requests, "_mail", mail)
    if connection.vendor == "postgresql":
        workers = [threading.Thread(target=_work) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(30)
    else:  # SQLite lets one transaction write at a time, so they take turns
        answer_next()
        answer_next()
    assert ResetRequest.objects.filter(email=EMAIL, mailed=True).count() == 3
    assert not ResetRequest.objects.filter(answered_at=None).exists()
