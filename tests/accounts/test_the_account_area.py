"""Profile, activity and sessions: one's own, and nobody else's."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts import places, profile
from accounts.devices import words_for
from accounts.models import OutboxMail, SecurityEvent, User
from tests.accounts.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db

PAGES = ["profile", "email", "password/change", "3rdparty", "2fa", "sessions", "activity", "data",
         "delete"]  # fmt: skip
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def _in(user: User, **headers: str) -> Client:
    client = Client(headers=headers)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there_and_never_stored(page: str) -> None:
    client = _in(make_person(name="Ana Bell"))
    answer = client.get(f"/accounts/{page}/")
    assert answer.status_code == 200, page
    assert "no-store" in answer["Cache-Control"]
    assert 'aria-label="Your account"' in answer.content.decode()
    assert 'aria-current="page"' in answer.content.decode()
    assert Client().get(f"/accounts/{page}/").status_code == 302


def _picture(kind: str = "JPEG", size: tuple[int, int] = (400, 300)) -> bytes:
    data = BytesIO()
    Image.new("RGB", size, (200, 80, 20)).save(data, kind)
    return data.getvalue()


def _flat(size: tuple[int, int]) -> bytes:
    data = BytesIO()
    Image.new("1", size).save(data, "PNG")
    return data.getvalue()


def test_two_portraits_are_read_at_once_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "WAIT", 0)
    client = _in(make_person())
    upload = SimpleUploadedFile("me.jpg", _picture("JPEG", (3_000, 3_000)))
    with monkeypatch.context() as full:
        full.setattr(profile, "_at_once", places.Places(0))
        answer = client.post("/accounts/profile/", {"name": "Ana", "portrait": upload})
        assert answer.context["form"].errors["portrait"] == [profile.BUSY]
    for _ in range(3):  # places are given back, also by what was no picture
        client.post("/accounts/profile/", {"portrait": SimpleUploadedFile("a.jpg", b"none")})
    upload.seek(0)
    answer = client.post("/accounts/profile/", {"name": "Ana", "portrait": upload})
    assert answer.status_code == 302


def test_a_portrait_becomes_a_small_square_without_what_else_it_said() -> None:
    user = make_person()
    client = _in(user)
    upload = SimpleUploadedFile("../../me.jpg", _picture())
    client.post("/accounts/profile/", {"name": "Ana", "portrait": upload})
    user.refresh_from_db()
    with Image.open(user.portrait) as kept:
        assert (kept.size, kept.format) == ((256, 256), "WEBP")
    assert "me" not in user.portrait.name.removeprefix("portraits/").split(".")[0][:2]
    first = user.portrait.name
    client.post("/accounts/profile/", {"name": "Ana", "remove_portrait": "on"})
    user.refresh_from_db()
    assert not user.portrait
    assert not user._meta.get_field("portrait").storage.exists(first)


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", _picture()[:200],
     _picture("PNG")[:60], b"\x00" * 1000,
     _picture() + b"\xff\xda" * 60,  # each would be read over the whole picture
     _picture("PNG", (1, 10_001)), _flat((5_001, 5_000))],
)  # fmt: skip
def test_a_bad_portrait_is_explained_at_the_field(content: bytes) -> None:
    user = make_person()
    answer = _in(user).post(
        "/accounts/profile/", {"name": "Ana", "portrait": SimpleUploadedFile("me.jpg", content)}
    )
    assert answer.status_code == 200
    assert answer.context["form"].errors["portrait"]
    user.refresh_from_db()
    assert not user.portrait


def test_who_sends_picture_after_picture_is_asked_to_wait() -> None:
    client, other = _in(make_person()), _in(make_person())

    def send(client: Client, name: str, content: bytes) -> Any:
        upload = SimpleUploadedFile("me.jpg", content)
        return client.post("/accounts/profile/", {"name": name, "portrait": upload})

    for _ in range(20):
        send(client, "Ana", b"none")
    limited = send(client, "Ana Bell", _picture())
    assert "Try again in an hour." in limited.content.decode()
    assert 'value="Ana Bell"' in limited.content.decode()
    assert client.post("/accounts/profile/", {"name": "Ana Bell"}).status_code == 302
    assert send(other, "Ben", _picture()).status_code == 302


def test_ones_own_events_are_listed_and_nobody_elses() -> None:
    user, other = make_person(), make_person()
    SecurityEvent.objects.create(user=other, kind="signed-in", device="Somebody else")
    page = _in(user, **{"user-agent": FIREFOX}).get("/accounts/activity/?page=999")
    assert "Firefox on Windows" in page.content.decode()
    assert "Somebody else" not in page.content.decode()


def test_one_session_is_ended_and_then_dead() -> None:
    user = make_person()
    here, there = _in(user), _in(user, **{"user-agent": FIREFOX})
    there.get("/reading/me.json")
    page = here.get("/accounts/sessions/")
    [other] = [s for s in page.context["sessions"] if "Firefox" in s.user_agent]
    stranger = _in(make_person())
    assert stranger.post(f"/accounts/sessions/{other.pk}/end/").status_code == 404
    assert here.get(f"/accounts/sessions/{other.pk}/end/")["Location"] == "/accounts/sessions/"
    assert there.get("/reading/me.json").json()["signed_in"]
    here.post(f"/accounts/sessions/{other.pk}/end/")
    assert not there.get("/reading/me.json").json()["signed_in"]
    assert here.get("/reading/me.json").json()["signed_in"]


def test_all_the_others_are_ended_at_once() -> None:
    user = make_person()
    here, others = _in(user), [_in(user) for _ in range(2)]
    here.post("/accounts/sessions/")
    assert here.get("/reading/me.json").json()["signed_in"]
    assert not any(browser.get("/reading/me.json").json()["signed_in"] for browser in others)


def test_a_new_browser_is_told_by_mail_and_a_known_one_is_not() -> None:
    user = make_person()
    first = _in(user)
    first.post("/accounts/logout/")
    first.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert not OutboxMail.objects.filter(purpose="new_device").exists()
    second = _in(user, **{"user-agent": FIREFOX})
    mail = OutboxMail.objects.get(purpose="new_device", to=user.email)
    assert "Firefox on Windows" in mail.text
    cookie: Any = second.cookies["known_device"]
    assert cookie["httponly"]
    assert cookie["path"] == "/accounts/"


IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
    " Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
MAC = f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {KIT} Chrome/140.0.0.0 Safari/537.36"
EDGE = f"Mozilla/5.0 (Windows NT 10.0) {KIT} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
SAMSUNG = f"Mozilla/5.0 (Linux; Android 15) {KIT} SamsungBrowser/27.0 Chrome/125.0 Mobile"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on iPhone"),
        (MAC, "Chrome on Mac"),
        (EDGE, "Edge on Windows"),
        (SAMSUNG, "Samsung Internet on Android"),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) CriOS/130.0", "Chrome on iPad"),
        ("curl/8.5.0", "curl"),
        ("", "Unknown browser"),
        ("<script>alert(1)</script>", "Unknown browser"),
    ],
)
def test_a_browser_is_named_in_words(user_agent: str, words: str) -> None:
    assert words_for(user_agent) == words


@pytest.mark.parametrize(("path", "mark"), [("2fa/", "page"), ("2fa/webauthn/", "true")])
def test_the_places_show_where_one_is(path: str, mark: str) -> None:
    page = _in(make_person()).get(f"/accounts/{path}").content.decode()
    assert re.findall(r'href="(\S+)" aria-current="(\w+)"', page) == [("/accounts/2fa/", mark)]
