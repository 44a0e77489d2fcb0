"""Somebody who lost every factor walks the way back, fit for everybody and without JavaScript."""

from __future__ import annotations

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.browser import members
from tests.browser.conftest import Visit
from tests.browser.members import PASSWORD
from tests.browser.test_nobody_is_shut_out import violations
from tests.browser.test_the_account_area_by_hand import prove
from tests.browser.visiting import PHONE, Visitor


def _code(secret: str) -> str:
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return code


def _with_app(visitor: Visitor, desk: str) -> str:
    """Join and add an authenticator app; the address."""
    address = members.join(visitor, desk)
    page = visitor.go("/accounts/2fa/totp/activate/")
    prove(page)
    secret = page.locator("input[readonly], input[disabled]").first.input_value()
    page.get_by_label("Code").fill(_code(secret))
    page.locator("form:has(input[name=code]) button[type=submit]").first.click()
    page.wait_for_url(re.compile("recovery-codes"))
    members.sign_out(visitor)
    return address


def _first_step(visitor: Visitor, address: str) -> None:
    page = visitor.go("/accounts/login/")
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(re.compile("2fa/authenticate"))


def test_the_way_is_fit_for_everybody(visit: Visit, desk: str) -> None:
    visitor = members.settle(visit(width=PHONE))
    address = _with_app(visitor, desk)
    _first_step(visitor, address)
    page = visitor.page
    assert violations(page) == []
    page.get_by_role("link", name="I have lost all of my factors").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lost all of your factors?")
    assert violations(page) == []
    page.get_by_role("button", name="Email me a code").click()
    page.get_by_label("Code").fill("WRON-GONE")
    page.get_by_role("button", name="Remove my factors").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("not right")
    assert violations(page) == []


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
