"""Walks past every page of accounts, in every state that a person meets it in.

Each walk is told how to ``look``: the tests look for faults. A page after a refused form is looked
at with ``refused``.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.browser import members
from tests.browser.members import PASSWORD
from tests.browser.visiting import Visitor

Look = Callable[..., None]
HOME = re.compile(r"localhost:\d+/$")
STANDINS = re.compile(r"127\.0\.0\.1")
NEW = "marble-kettle-ferry-cloud"
LINK = re.compile(r"https?://\S+/password/reset/key/\S+")


def at(page: Page, heading: str) -> None:
    """Wait until a page with this heading is open."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def press(page: Page, name: str) -> None:
    """Press the button of this name."""
    page.get_by_role("button", name=name, exact=True).click()


def refused(page: Page, button: str) -> None:
    """Press a button whose form is then refused."""
    press(page, button)
    expect(page.get_by_role("alert")).to_be_focused()


def prove(page: Page) -> None:
    """Give the password again where it is asked for."""
    if "/reauthenticate/" in page.url:
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        press(page, "Confirm")
        # What was asked for goes on at the same address.
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Show that it is you")


def code_of(secret: str) -> str:
    """What the app shows now."""
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return code


def every_code(
    visitor: Visitor, desk: str, address: str, look: Look, what: str, mailed: int
) -> None:
    """Enter a wrong code, ask for more than are mailed in an hour, and enter the newest.

    ``mailed`` is how many mails the address has got, the first code among them.
    """
    page = visitor.page
    page.get_by_label("Code").fill("WRON-GONE")
    refused(page, "Go on")
    look(f"{what}, refused", refused=True)
    for mails in (mailed + 1, mailed + 2):
        press(page, "Send another code")
        members.mail_to(desk, address, mails)
    visitor.watch.expected_statuses.add(429)
    press(page, "Send another code")
    at(page, "No more mails for now")
    look(f"{what}, no more for now")
    page.get_by_role("link", name="Enter the newest code").click()
    page.get_by_label("Code").fill(members.code_in(members.mail_to(desk, address)))
    press(page, "Go on")


def next_code(page: Page, secret: str, used: str) -> str:
    """The code after one that was used, once the app shows it."""
    while (code := code_of(secret)) == used:
        page.wait_for_timeout(250)
    return code


def by_email(visitor: Visitor, desk: str, look: Look) -> str:
    """Join by email, with three mails; look at every step and refusal; return the address."""
    page, address = visitor.go("/accounts/signup/"), members.new_address()
    look("join")
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password", exact=True).fill("passwordpassword")
    refused(page, "Join")
    look("join, refused", refused=True)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Join")
    at(page, "Confirm your address")
    look("confirm the address")
    every_code(visitor, desk, address, look, "confirm the address", 1)
    page.wait_for_url(HOME)
    members.sign_out(visitor)
    return address


def signing_in(visitor: Visitor, desk: str, address: str, look: Look) -> None:
    """Every way in from outside, with its refusals, for somebody with a password."""
    page = visitor.go("/accounts/login/")
    look("sign in")
    members.sign_in(visitor, members.new_address(), "not the right one")
    expect(page.get_by_role("alert")).to_be_focused()
    look("sign in, refused", refused=True)
    visitor.go("/accounts/login/code/")
    look("sign in with a code")
    refused(page, "Email me a code")
    look("sign in with a code, refused", refused=True)
    page.get_by_label("Email").fill(address)
    press(page, "Email me a code")
    at(page, "Enter the code")
    look("enter the code")
    page.get_by_label("Code").fill("WRON-GONE")
    refused(page, "Go on")
    look("enter the code, refused", refused=True)
    page.context.clear_cookies()
    visitor.watch.expected_statuses.add(403)
    press(page, "Go on")
    at(page, "This form was open for too long")
    look("a form that is too old")


def forgot_password(visitor: Visitor, desk: str, address: str, mails: int, look: Look) -> None:
    """From forgetting the password to the new one; ``mails`` came before."""
    page = visitor.go("/accounts/password/reset/")
    look("forgot password")
    refused(page, "Send instructions")
    look("forgot password, refused", refused=True)
    page.get_by_label("Email").fill(address)
    press(page, "Send instructions")
    expect(page.get_by_role("status")).to_contain_text("Reset password instructions sent.")
    look("forgot password, sent")
    link = LINK.search(members.mail_to(desk, address, mails + 1)["text"])
    assert link
    page.goto(link[0])
    look("choose a password")
    page.get_by_label("New password", exact=True).fill("fanmankind2026")
    refused(page, "Set this password")
    look("choose a password, refused", refused=True)
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    press(page, "Set this password")
    at(page, "Your password is set")
    look("the password is set")
    page.goto(link[0])
    look("a link that is used")


def through_google(visitor: Visitor, address: str) -> None:
    """Continue with Google as somebody, from the page that is open."""
    press(visitor.page, "Continue with Google")
    visitor.page.wait_for_url(STANDINS)
    members.choose(visitor.page, address)


def by_google(visitor: Visitor, desk: str, look: Look) -> None:
    """Cancel, a fault, then join with Google alone; the pages for people without a password."""
    page = visitor.page
    address = f"{members.new_address().partition('@')[0]}@gmail.com"
    visitor.go("/accounts/login/")
    press(page, "Continue with Google")
    press(page, "Cancel")
    page.wait_for_url(re.compile("cancelled|callback"))
    look("turned back at Google")
    visitor.watch.expected_statuses.add(401)
    visitor.go("/accounts/google/login/callback/?code=x&state=forged")
    look("an answer of Google's that fits nothing")
    visitor.go("/accounts/google/login/")
    look("continue with Google")
    through_google(visitor, address)
    page.wait_for_url(HOME)
    visitor.go("/accounts/password/set/")
    look("proof by Google")
    through_google(visitor, address)
    page.wait_for_url(re.compile("/password/set/$"))
    look("set a password")
    page.get_by_label("Password", exact=True).fill("passwordpassword")
    refused(page, "Set this password")
    look("set a password, refused", refused=True)
    visitor.go("/accounts/3rdparty/")
    look("connections")
    press(page, "Remove Google")
    expect(page.get_by_role("alert")).to_be_focused()
    look("connections, the last way in", refused=True)


def the_area(visitor: Visitor, desk: str, address: str, look: Look) -> None:
    """The account area of somebody who is signed in with a password and nothing else."""
    page = visitor.page
    visitor.go("/accounts/reauthenticate/")
    look("proof by password")
    page.get_by_label("Password", exact=True).fill("not the right one")
    refused(page, "Confirm")
    look("proof by password, refused", refused=True)
    for path in ("profile", "email", "password/change", "3rdparty", "2fa", "2fa/keep",
                 "sessions", "activity", "data", "delete", "logout", "inactive"):  # fmt: skip
        visitor.go(f"/accounts/{path}/")
        look(path)
    visitor.go("/accounts/profile/")
    page.get_by_label("Display name").evaluate("field => field.removeAttribute('maxlength')")
    page.get_by_label("Display name").fill("Ada " * 60)
    refused(page, "Save")
    look("profile, refused", refused=True)
    visitor.go("/accounts/email/")
    page.get_by_label("Email").fill("not an address")
    refused(page, "Change it")
    look("email, refused", refused=True)
    visitor.go("/accounts/password/change/")
    page.get_by_label("Current password").fill("not the right one")
    page.get_by_label("New password").fill("passwordpassword")
    refused(page, "Change it")
    look("password/change, refused", refused=True)
    visitor.watch.expected_statuses |= {403, 404, 410}
    visitor.go("/cms/")
    look("the newsroom's door")
    visitor.go("/accounts/data/made-up/")
    look("a copy that is gone")
    visitor.go("/accounts/email/undo/made-up/")
    look("an undo that is gone")


def a_change_of_address(visitor: Visitor, desk: str, address: str, look: Look) -> None:
    """The address is changed, and taken back from the old mailbox; everybody is signed out."""
    page, new = visitor.go("/accounts/email/"), members.new_address()
    page.get_by_label("Email").fill(new)
    press(page, "Change it")
    prove(page)
    at(page, "Confirm your address")
    look("confirm the new address")
    page.get_by_label("Code").fill(members.code_in(members.mail_to(desk, new)))
    press(page, "Go on")
    expect(page.get_by_text(f"{new} is proven to be yours.")).to_be_visible()
    look("the address is changed")
    mail = members.mail_to(desk, address, 2)
    link = re.search(r"https?://\S+/accounts/email/undo/\S+", mail["text"])
    assert link
    page.goto(link[0])
    look("take the address back")
    press(page, "It was not me: take it back")
    at(page, "Your address is back")
    look("the address is back")
