"""Whichever way somebody takes through joining and signing in, they come back.

Never to another site.
"""

from __future__ import annotations

import re
import time
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.db import transaction
from django.test import Client

from tests.accounts.people import PASSWORD, mails_to, make_person
from tests.accounts.providers import begin, path_of, with_apple, with_google

pytestmark = pytest.mark.django_db

PLACE = "/for-all-mankind/?a=1&b=2#the-end"
QUERY = urlencode({"next": PLACE})
ELSEWHERE = "https://evil.example/"
NEW = "marble-kettle-ferry-cloud"


def _link(answer: Any, path: str) -> str:
    """The link to a path in a page's main part, with its query."""
    main = answer.content.decode().partition("<main")[2].partition("</main")[0]
    found = re.findall(r'href="([^"]*)"', main)
    return next(unescape(href) for href in found if href.split("?")[0] == path)


def _next_of(url: str) -> str:
    return parse_qs(urlsplit(url).query).get("next", [""])[0]


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.mark.parametrize(
    ("start", "path"),
    [
        ("login/", "/accounts/password/reset/"),
        ("login/", "/accounts/signup/"),
        ("login/", "/accounts/login/code/"),
        ("login/code/", "/accounts/login/"),
        ("signup/", "/accounts/login/"),
        ("password/reset/", "/accounts/login/"),
        ("password/reset/done/", "/accounts/login/"),
        ("password/reset/key/done/", "/accounts/login/"),
        ("password/reset/key/1-wrong/", "/accounts/password/reset/"),
    ],
)
def test_links_between_the_pages_take_it_along(start: str, path: str) -> None:
    assert _next_of(_link(Client().get(f"/accounts/{start}?{QUERY}"), path)) == PLACE
    away = Client().get(f"/accounts/{start}", {"next": ELSEWHERE})
    assert _next_of(_link(away, path)) == ""


def test_joining(client: Client) -> None:
    fields = {"email": "new@reader.example", "password1": PASSWORD, "next": PLACE}
    client.post("/accounts/signup/", fields)
    code = mails_to("new@reader.example")[-1].subject.split()[0]
    assert client.post("/accounts/confirm-email/", {"code": code})["Location"] == PLACE


def test_a_mailed_code(client: Client) -> None:
    user = make_person()
    asked = client.post("/accounts/login/code/", {"email": user.email, "next": PLACE})
    assert _next_of(asked["Location"]) == PLACE
    assert "a=1&amp;b=2" in client.get(asked["Location"]).content.decode()
    code = mails_to(user.email)[-1].subject.split()[0]
    answer = client.post("/accounts/login/code/confirm/", {"code": code, "next": PLACE})
    assert answer["Location"] == PLACE


def test_too_many_wrong_codes(client: Client) -> None:
    user = make_person()
    client.post("/accounts/login/code/", {"email": user.email, "next": PLACE})
    for _ in range(5):
        answer = client.post("/accounts/login/code/confirm/", {"code": "WRONG1", "next": PLACE})
        if answer.status_code == 302:
            break
    assert _next_of(answer["Location"]) == PLACE


def test_giving_a_code_up(client: Client) -> None:
    user = make_person()
    client.post("/accounts/login/code/", {"email": user.email, "next": PLACE})
    page = client.get(f"/accounts/login/code/confirm/?{QUERY}").content.decode()
    form = page.partition('id="logout-from-stage"')[2]
    back = unescape(re.search(r'name="next" value="([^"]*)"', form)[1])
    answer = client.post("/accounts/logout/", {"next": back})
    assert answer["Location"].startswith("/accounts/login/")
    assert _next_of(answer["Location"]) == PLACE


def test_a_refused_passkey(client: Client) -> None:
    fields = {"credential": "{}", "next": PLACE}
    answer = client.post("/accounts/2fa/webauthn/login/", fields)
    assert _next_of(answer["Location"]) == PLACE


def test_a_second_factor(client: Client) -> None:
    user, secret = make_person(), generate_totp_secret()
    TOTP.activate(user, secret)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD, "next": PLACE})
    client.post("/accounts/2fa/authenticate/", {"code": _code(secret)})
    answer = client.post("/accounts/2fa/trust/", {"action": "untrust"})
    assert answer["Location"] == PLACE


def test_giving_up_at_the_second_factor(client: Client) -> None:
    user = make_person()
    TOTP.activate(user, generate_totp_secret())
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD, "next": PLACE})
    page = client.get("/accounts/2fa/authenticate/").content.decode()
    back = unescape(re.search(r'name="next" value="([^"]*)"', page)[1])
    assert _next_of(client.post("/accounts/logout/", {"next": back})["Location"]) == PLACE


@pytest.mark.usefixtures("providers")
@pytest.mark.parametrize(("place", "kept"), [(PLACE, PLACE), (ELSEWHERE, "")])
def test_turning_back_at_google(client: Client, place: str, kept: str) -> None:
    page = begin(client, "google", next=place)
    back = requests.post(page, data={"cancel": "1"}, allow_redirects=False, timeout=60)
    answer = client.get(path_of(back.headers["Location"]), follow=True)
    assert _next_of(_link(answer, "/accounts/login/")) == kept


@pytest.mark.usefixtures("providers")
def test_turning_back_at_apple(client: Client) -> None:
    page = begin(client, "apple", next=PLACE)
    chosen = requests.post(page, data={"cancel": "1"}, timeout=60).text
    state = chosen.partition('name="state" value="')[2].partition('"')[0]
    fields = {"error": "user_cancelled_authorize", "state": state}
    answer = client.post("/accounts/apple/login/callback/", fields, follow=True)
    assert _next_of(_link(answer, "/accounts/login/")) == PLACE


@pytest.mark.usefixtures("providers")
@pytest.mark.parametrize("enter", [with_google, with_apple])
def test_google_and_apple(client: Client, enter: Any) -> None:
    name = enter.__name__.removeprefix("with_")
    page = client.get(f"/accounts/login/?{QUERY}").content.decode()
    action = unescape(re.search(rf'action="(/accounts/{name}/login/[^"]*)"', page)[1])
    assert _next_of(action) == PLACE
    assert enter(client, place=PLACE)["Location"] == PLACE
    assert enter(Client(), place=ELSEWHERE)["Location"] == "/"


def test_a_new_password(client: Client) -> None:
    user = make_person()
    fields = {"email": user.email, "next": PLACE}
    sent = client.post("/accounts/password/reset/", fields)
    assert sent["Location"].startswith("/accounts/password/reset/done/?")
    assert _next_of(sent["Location"]) == PLACE
    link = next(line for line in mails_to(user.email)[-1].text.splitlines() if "/key/" in line)
    chosen = client.get(urlsplit(link).path, follow=True)
    done = client.post(chosen.request["PATH_INFO"], {"password1": NEW})
    assert done["Location"].startswith("/accounts/password/reset/key/done/?")
    login = _link(client.get(done["Location"]), "/accounts/login/")
    answer = client.post(login, {"login": user.email, "password": NEW, "next": _next_of(login)})
    assert answer["Location"] == PLACE


def test_a_new_password_never_leads_elsewhere(client: Client) -> None:
    user = make_person()
    sent = client.post("/accounts/password/reset/", {"email": user.email, "next": ELSEWHERE})
    assert sent["Location"] == "/accounts/password/reset/done/"
    link = next(line for line in mails_to(user.email)[-1].text.splitlines() if "/key/" in line)
    chosen = client.get(urlsplit(link).path, {"next": ELSEWHERE}, follow=True)
    done = client.post(chosen.request["PATH_INFO"], {"password1": NEW, "next": ELSEWHERE})
    assert done["Location"] == "/accounts/password/reset/key/done/"


def test_the_newsrooms_factor_leads_on_to_the_newsroom(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.NEWSROOM_FACTOR_WAIVED = False
    user = make_person(is_superuser=True)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    sent = client.get("/cms/pages/?ordering=title")
    assert _next_of(sent["Location"]) == "/cms/pages/?ordering=title"
    client.get(sent["Location"])
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = str(client.get("/accounts/2fa/totp/activate/").context["form"].secret)
    # Inside a test's own transaction nothing commits; on the site it does before the answer.
    monkeypatch.setattr(transaction, "on_commit", lambda work, **_: work())
    done = client.post("/accounts/2fa/totp/activate/", {"code": _code(secret)})
    assert _link(client.get(done["Location"]), "/cms/pages/") == "/cms/pages/?ordering=title"
    assert client.get("/cms/pages/?ordering=title").status_code != 403
