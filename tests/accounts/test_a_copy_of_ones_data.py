"""One archive with everything and no secret, for its owner alone, for a week."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from accounts import export, export_contents
from accounts.models import ExportRequest, OutboxMail, User
from accounts.signals import export_requested
from tests.accounts.people import PASSWORD, make_person, plain, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_person(name="<script>alert(1)</script>")


def _asked(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/data/")
    return client


def _address(user: User) -> str:
    return f"/accounts/data/{ExportRequest.objects.get(user=user).token}/"


def test_it_asks_for_fresh_proof(user: User) -> None:
    client = Client()
    sign_in(client, user)
    client.post("/accounts/data/")
    assert not ExportRequest.objects.exists()


def test_it_is_made_behind_the_page_and_mailed(user: User) -> None:
    client = _asked(user)
    assert client.get(_address(user)).status_code == 404
    assert export.make_waiting() == 1
    mail = OutboxMail.objects.get(to=user.email, purpose="export_ready")
    assert _address(user) in mail.text
    answer = client.get(_address(user))
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
        data = json.loads(archive.read("data.json"))
        page = archive.read("index.html").decode()
    assert data["profile"][0]["email"] == user.email
    assert {"email addresses", "connections", "sessions", "activity"} <= data.keys()
    assert "<script>" not in page
    assert user.password not in json.dumps(data)


def test_what_stands_on_accounts_adds_its_own(user: User) -> None:
    def more(sender: Any, user: User, **_: Any) -> dict[str, Any]:
        return {"shelf": [{"article": "An ending"}]}

    export_requested.connect(more)
    try:
        assert export_contents.data_of(user)["shelf"] == [{"article": "An ending"}]
    finally:
        export_requested.disconnect(more)


def test_it_is_its_owners_alone(user: User) -> None:
    _asked(user)
    export.make_waiting()
    stranger = Client()
    assert stranger.get(_address(user)).status_code == 302
    sign_in(stranger, make_person())
    assert stranger.get(_address(user)).status_code == 404
    assert stranger.post(_address(user)).status_code == 405


def test_after_a_week_it_is_gone(user: User) -> None:
    client = _asked(user)
    export.make_waiting()
    file = ExportRequest.objects.get().file
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        assert client.get(_address(user)).status_code in {302, 404}
        export.forget_expired()
    assert not export.files().exists(file)
    assert not ExportRequest.objects.exists()


def test_a_link_that_has_run_out_leads_to_a_new_copy_and_tells_nothing_of_others(
    user: User,
) -> None:
    client = _asked(user)
    export.make_waiting()
    stranger = Client()
    sign_in(stranger, make_person())
    stranger.get("/accounts/data/")  # the hint that somebody is signed in comes once
    others = stranger.get(_address(user))
    made_up = stranger.get("/accounts/data/made-up/")
    assert stranger.get("/accounts/data/a%00b/").status_code == 404
    assert plain(others, user.email) == plain(made_up, user.email)
    ExportRequest.objects.update(expires_at=timezone.now())
    answer = client.get(_address(user))
    assert answer.status_code == others.status_code == 404
    for page in (answer.content.decode(), others.content.decode()):
        assert "It has run out" in page
        assert '<a href="/accounts/data/">Ask for a new copy</a>' in page


def test_one_at_a_time_and_three_a_day(user: User) -> None:
    client = _asked(user)
    client.post("/accounts/data/")
    assert ExportRequest.objects.count() == 1
    for _ in range(4):
        export.make_waiting()
        client.post("/accounts/data/")
    assert ExportRequest.objects.count() == 3


def test_a_half_made_one_is_made_anew(user: User) -> None:
    _asked(user)
    wish = ExportRequest.objects.get()
    files = export.files()
    files.save(f"{wish.file}.1.part", ContentFile(b"half"))  # its worker died
    assert export.make_waiting() == 1
    export.forget_expired()
    assert sorted(files.listdir("")[1]) == [wish.file, f"{wish.file}.1.part"]
    with files.open(wish.file) as file:
        assert zipfile.is_zipfile(file)
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        export.forget_expired()
    assert files.listdir("")[1] == [wish.file]
