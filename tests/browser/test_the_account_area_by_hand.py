"""The account area as its owner uses it: an authenticator app, sessions, a copy, deletion."""

from __future__ import annotations

import re
import zipfile

import pytest
from playwright.sync_api import expect

from tests.browser import members
from tests.browser.account_walks import HOME, code_of, next_code, prove
from tests.browser.conftest import Visit
from tests.browser.visiting import DESKTOP, PHONE, Visitor


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def member(request: pytest.FixtureRequest, visit: Visit, desk: str) -> Visitor:
    """Somebody who has just joined; ``address`` is theirs."""
    visitor = members.settle(visit(width=request.param))
    visitor.address = members.join(visitor, desk)
    return visitor


def test_an_authenticator_app_is_added_and_asked_for(member: Visitor) -> None:
    page = member.go("/accounts/2fa/totp/activate/")
    prove(page)
    secret = page.locator("#authenticator_secret, [name=secret]").first.input_value()
    used = code_of(secret)
    page.get_by_label("Code").fill(used)
    page.locator(".manage__page form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/totp/activate/" not in url)
    members.sign_out(member)
    member.go("/accounts/login/")
    members.sign_in(member, member.address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your second factor")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_label("Code").fill(next_code(page, secret, used))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Your second factor")
    if not members.is_in(page):  # whether to trust this browser
        page.get_by_role("button", name=re.compile("Don.t trust", re.IGNORECASE)).click()
        page.wait_for_url(HOME)
    assert members.is_in(page)


def test_another_session_is_seen_and_ended(member: Visitor, visit: Visit) -> None:
    other = members.settle(visit())
    other.go("/accounts/login/")
    members.sign_in(other, member.address)
    other.page.wait_for_url(HOME)
    page = member.go("/accounts/sessions/")
    expect(page.get_by_text("This one")).to_be_visible()
    page.get_by_role("button", name=re.compile("End this session")).click()
    prove(page)
    expect(page.get_by_role("button", name=re.compile("End this session"))).to_have_count(0)
    assert not members.is_in(other.page)
    assert members.is_in(page)


def test_a_copy_is_asked_for_mailed_and_downloaded(member: Visitor, desk: str) -> None:
    page = member.go("/accounts/data/")
    prove(page)
    page.get_by_role("button", name="Ask for a copy").click()
    prove(page)
    mail = members.mail_to(desk, member.address, 2)
    assert "/accounts/data/" in mail["text"]
    page = member.go("/accounts/data/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download it").click()
    with zipfile.ZipFile(waiting.value.path()) as archive:
        assert {"data.json", "index.html"} <= set(archive.namelist())


def test_deletion_is_asked_for_and_taken_back_by_signing_in(member: Visitor, desk: str) -> None:
    page = member.go("/accounts/delete/")
    prove(page)
    page.get_by_role("button", name="Delete my account").click()
    prove(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account will be deleted")
    assert not members.is_in(page)
    mail = members.mail_to(desk, member.address, 2)
    assert "sign in" in mail["text"].lower()
    member.go("/accounts/login/")
    members.sign_in(member, member.address)
    page.wait_for_url(HOME)
    expect(member.go("/accounts/activity/").get_by_text("Kept the account")).to_be_visible()
    assert members.is_in(page)
