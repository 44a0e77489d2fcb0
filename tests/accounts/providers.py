"""Signing in over the stand-ins for Google and Apple, with Django's client as the browser."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import requests
from django.test import Client

from standins.running import Running


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "input" and found.get("name"):
            self.fields[str(found["name"])] = found.get("value") or ""


def path_of(url: str) -> str:
    """An address without its host, as Django's client takes it."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def begin(client: Client, provider: str, **query: str) -> str:
    """Press the button; where the provider's page is."""
    start = client.post(f"/accounts/{provider}/login/", query_params=query)
    assert start.status_code == 302, start.content
    return str(start["Location"])


def with_google(
    client: Client, person: str = "ada", *, process: str = "login", place: str = "/", **form: str
) -> Any:
    """Continue with Google as one of its people; the site's answer to the return."""
    page = begin(client, "google", process=process, next=place)
    choice = {"person": person, **form}
    chosen = requests.post(page, data=choice, allow_redirects=False, timeout=60)
    assert chosen.status_code == 303, chosen.text
    return client.get(path_of(chosen.headers["Location"]))


def with_apple(
    client: Client, person: str = "ada", *, process: str = "login", place: str = "/", **form: str
) -> Any:
    """Continue with Apple as one of its people; the site's answer to the return."""
    page = begin(client, "apple", process=process, next=place)
    back = client.post("/accounts/apple/login/callback/", chosen_fields(page, person, **form))
    assert back.status_code == 302, back.content
    return client.get(path_of(back["Location"]))


def chosen_fields(page: str, person: str, **form: str) -> dict[str, str]:
    """Choose one of Apple's people; what Apple's page then posts to the site."""
    chosen = requests.post(page, data={"person": person, **form}, timeout=60)
    assert chosen.ok, chosen.text
    posted = _Fields()
    posted.feed(chosen.text)
    return posted.fields


def records(desk: Running) -> dict[str, Any]:
    """What the stand-ins were asked."""
    found: dict[str, Any] = requests.get(f"{desk.url}/records.json", timeout=60).json()
    return found


def is_in(client: Client) -> bool:
    """Whether somebody is signed in."""
    return bool(client.get("/reading/me.json").json()["signed_in"])
