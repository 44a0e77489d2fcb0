"""Somebody who lost every factor walks the way back without JavaScript."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import members
from tests.browser.account_walks_further import add_app
from tests.browser.conftest import Visit
from tests.browser.members import PASSWORD
from tests.browser.visiting import PHONE, Visitor


def _with_app(visitor: Visitor, desk: str) -> str:
    """Join and add an authenticator app; the address."""
    address = members.join(visitor, desk)
    add_app(visitor)
    visitor.page.get_by_label("I have saved my recovery codes").check()
    members.sign_out(visitor)
    return address


def _first_step(visitor: Visitor, address: str) -> None:
    page = visitor.go("/accounts/login/")
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(re.compile("2fa/authenticate"))


def test_it_is_walked_without_javascript(visit: Visit, desk: str) -> None:
    address = _with_app(members.settle(visit()), desk)
    visitor = members.settle(visit(width=PHONE, java_script_enabled=False))
    _first_step(visitor, address)
    page = visitor.page
    page.get_by_role("link", name="I have lost all of my factors").click()
    page.get_by_role("button", name="Email me a code").click()
    mail = members.mail_to(desk, address, 3)
    page.get_by_label("Code").fill(members.code_in(mail))
    page.get_by_role("button", name="Remove my factors").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your factors will be removed")
