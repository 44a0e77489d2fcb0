"""Readers with accounts: joining, signing in and reading their mail, as people do."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin
from uuid import uuid4

import requests
from playwright.sync_api import Page, Route, expect

from tests.browser.visiting import Visitor

PASSWORD = "gravel-lantern-otter-quilt"
CODE = re.compile(r"^\s*([A-Z0-9]{3,5}-?[A-Z0-9]{3,5})\s*$", re.MULTILINE)


def network() -> str:
    """An address that no other visitor has, so that limits are each visitor's own."""
    return f"2001:db8:{uuid4().hex[:4]}:{uuid4().hex[:4]}::1"


def settle(visitor: Visitor) -> Visitor:
    """Give a visitor a network of their own, as seen by the site (which trusts one proxy)."""
    address = network()

    def pass_on(route: Route) -> None:
        route.continue_(headers={**route.request.headers, "x-forwarded-for": address})

    visitor.page.context.route(f"{visitor.site}/**", pass_on)
    visitor.watch.expected_hosts.add("127.0.0.1")
    return visitor


def new_address() -> str:
    """An address that nobody has joined with."""
    return f"reader-{uuid4().hex[:12]}@reader.example"


def mail_to(desk: str, address: str, least: int = 1) -> dict[str, Any]:
    """The newest mail to an address, once there are so many."""
    return mails_to(desk, address, least)[0]


def mails_to(desk: str, address: str, least: int = 1) -> list[dict[str, Any]]:
    """Every mail to an address, the newest first, once there are so many."""
    query: dict[str, str | int] = {"to": address, "wait": 20, "least": least}
    for _ in range(3):  # a busy machine delivers late
        mails: list[dict[str, Any]] = requests.get(
            f"{desk}/mail.json", params=query, timeout=60
        ).json()["mails"]
        if len(mails) >= least:
            break
    assert len(mails) >= least, f"{len(mails)} mails to {address}"
    return mails


def code_in(mail: dict[str, Any]) -> str:
    """The code on a line of its own."""
    found = CODE.search(mail["text"])
    assert found, mail["text"]
    return found[1]


def join(visitor: Visitor, desk: str, address: str = "") -> str:
    """Join by email and prove the address; return it."""
    address = address or new_address()
    page = visitor.go("/accounts/signup/")
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm your address")
    page.get_by_label("Code").fill(code_in(mail_to(desk, address)))
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(re.compile(r"/$"))
    assert is_in(page)
    return address


def is_in(page: Page) -> bool:
    """Whether somebody is signed in, in this browser."""
    answer: dict[str, Any] = page.request.get(urljoin(page.url, "/reading/me.json")).json()
    return bool(answer["signed_in"])


def sign_in(visitor: Visitor, address: str, password: str = PASSWORD) -> None:
    """Sign in by email and password, on the page that is open."""
    page = visitor.page
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(visitor: Visitor) -> None:
    """Sign out from the account area."""
    page = visitor.go("/accounts/profile/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile(r"/$"))


def choose(page: Page, address: str, name: str = "Ada Lind", *, hd: str = "") -> None:
    """Choose somebody at a stand-in's consent page."""
    page.get_by_label("Somebody else, as typed below").check()
    page.get_by_label("Email", exact=True).fill(address)
    page.get_by_label("Name", exact=True).fill(name)
    if hd:
        page.get_by_label("Workspace domain (hd)").fill(hd)
    page.get_by_role("button", name="Continue").click()
