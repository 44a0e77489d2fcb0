"""Fresh proof at Google, a first password, and an address taken back: walked, and fit for all."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import members
from tests.browser.account_walks import prove
from tests.browser.conftest import Visit
from tests.browser.members import PASSWORD
from tests.browser.visiting import PHONE

STANDINS = re.compile(r"127\.0\.0\.1")
SITE = re.compile(r"localhost:\d+/$")


def test_somebody_with_only_google_sets_a_password(visit: Visit) -> None:
    visitor = members.settle(visit(width=PHONE))
    address = f"{members.new_address().partition('@')[0]}@gmail.com"
    page = visitor.go("/accounts/login/")
    page.get_by_role("button", name="Continue with Google").click()
    page.wait_for_url(STANDINS)
    members.choose(page, address)
    page.wait_for_url(SITE)
    page = visitor.go("/accounts/password/set/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Show that it is you")
    page.get_by_role("button", name="Continue with Google").click()
    page.wait_for_url(STANDINS)
    members.choose(page, address)
    page.wait_for_url(re.compile(r"/accounts/password/set/$"))
    page.get_by_label("Password", exact=True).first.fill(PASSWORD)
    page.locator("form:has(input[name=password1]) button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/password/set/" not in url)
    members.sign_out(visitor)
    visitor.go("/accounts/login/")
    members.sign_in(visitor, address)
    page.wait_for_url(SITE)


def test_a_changed_address_is_taken_back_from_the_old_mailbox(visit: Visit, desk: str) -> None:
    visitor = members.settle(visit(width=PHONE))
    old, new = members.join(visitor, desk), members.new_address()
    page = visitor.go("/accounts/email/")
    page.locator("form input[name=email]").first.fill(new)
    page.locator("form:has(input[name=email]) button[name=action_add]").first.click()
    prove(page)
    page.get_by_label("Code").fill(members.code_in(members.mail_to(desk, new)))
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(lambda url: "confirm-email" not in url)
    link = re.search(r"https?://\S+/accounts/email/undo/\S+", members.mail_to(desk, old, 2)["text"])
    assert link
    there = members.settle(visit(width=PHONE)).page
    there.goto(link[0])
    there.locator("main form button[type=submit]").first.click()
    expect(there.get_by_role("heading", level=1)).to_have_text("Your address is back")
    assert not members.is_in(page)
