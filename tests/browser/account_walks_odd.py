"""Walks past the pages of accounts that few people meet: the checkbox, limits, other proofs."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.test import RequestFactory
from playwright.sync_api import Page, Route, expect

from accounts.forgot import apology
from articles.demo import logins
from tests.browser import members
from tests.browser.account_walks import HOME, Look, at, every_code, press, prove, refused
from tests.browser.account_walks_further import FORGED, add_app, authenticator
from tests.browser.members import PASSWORD
from tests.browser.visiting import Visitor

Walk = Callable[[Visitor, str, Look], None]
FORGOT, BY_CODE = "/accounts/password/reset/", "/accounts/login/code/"
UNDO = re.compile(r"https?://\S+/accounts/email/undo/\S+")
SEND_OFTEN = """
async times => {
  const form = document.querySelector("form:has([name=email])");
  for (let sent = 0; sent < times; sent++) {
    await fetch(form.action, { method: "POST", body: new FormData(form) });
  }
}
"""


def _tick(page: Page) -> None:
    box = page.get_by_role("checkbox", name="I’m not a robot")
    box.check()
    expect(page.locator("[name=g-recaptcha-response]")).not_to_have_value("")


def _offered(page: Page, button: str) -> None:
    """Send the form of somebody whom the score misjudges, and once without a tick."""
    press(page, button)
    expect(page.get_by_role("alert")).to_contain_text("tick the box")
    expect(page.get_by_role("checkbox", name="I’m not a robot")).to_be_visible()


def _not_ticked(page: Page, button: str) -> None:
    press(page, button)
    expect(page.get_by_role("alert")).to_contain_text("Tick the box")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("checkbox", name="I’m not a robot")).to_be_visible()


def _by_the_box(visitor: Visitor, look: Look, path: str, button: str, what: str) -> Page:
    """Send a form of one address: misjudged, not ticked, ticked."""
    page = visitor.go(path)
    page.get_by_label("Email").fill(members.new_address())
    _offered(page, button)
    look(f"{what}, the checkbox", refused=True)
    _not_ticked(page, button)
    look(f"{what}, not ticked", refused=True)
    _tick(page)
    press(page, button)
    return page


def a_low_score_at_forgot_password(visitor: Visitor, desk: str, look: Look) -> None:
    """The checkbox is offered, forgotten once, and leads through."""
    page = _by_the_box(visitor, look, FORGOT, "Send instructions", "forgot password")
    expect(page.get_by_role("status")).to_contain_text("Reset password instructions sent.")


def a_low_score_at_joining(visitor: Visitor, desk: str, look: Look) -> None:
    """The same where a password is typed, which has to be typed again."""
    page = visitor.go("/accounts/signup/")
    page.get_by_label("Email").fill(members.new_address())
    page.locator("[name=password1]").fill(PASSWORD)
    _offered(page, "Join")
    expect(page.get_by_role("alert")).to_contain_text("type your password again")
    look("join, the checkbox", refused=True)
    _tick(page)
    press(page, "Join")  # the password forgotten
    expect(page.get_by_role("alert")).to_contain_text("Tick the box again.")
    look("join, no password", refused=True)
    page.locator("[name=password1]").fill(PASSWORD)
    _tick(page)
    press(page, "Join")
    at(page, "Confirm your address")


def a_low_score_at_a_code(visitor: Visitor, desk: str, look: Look) -> None:
    """The same where a code is asked for."""
    page = _by_the_box(visitor, look, BY_CODE, "Email me a code", "sign in with a code")
    at(page, "Enter the code")


def a_breakdown_at_forgot_password(visitor: Visitor, desk: str, look: Look) -> None:
    """What is answered when the site itself breaks while somebody asks for instructions.

    Nothing breaks the served site at a wish, so its answer is drawn here and handed over.
    """
    page, address = visitor.go(FORGOT), members.new_address()
    broken = apology(RequestFactory().post(FORGOT, {"email": address}))

    def answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(content_type="text/html", body=broken.content)
        else:
            route.fallback()

    page.route(f"**{FORGOT}", answer)
    page.get_by_label("Email").fill(address)
    press(page, "Send instructions")
    expect(page.get_by_role("alert")).to_contain_text("Something went wrong.")
    expect(page.get_by_label("Email")).to_have_value(address)
    look("forgot password, broken", refused=True)


def too_often_from_a_network(visitor: Visitor, desk: str, look: Look) -> None:
    """A network sends a form more often than it may."""
    page = visitor.go("/accounts/signup/")
    page.evaluate(SEND_OFTEN, 20)
    visitor.watch.expected_statuses.add(429)
    press(page, "Join")
    at(page, "One moment")
    look("too often from a network")


def the_last_administrator(visitor: Visitor, desk: str, look: Look) -> None:
    """Whoever alone can run the newsroom is told why they can't leave."""
    visitor.go("/accounts/login/?next=/accounts/delete/")
    members.sign_in(visitor, "admin@fanmankind.example", logins.PASSWORD)
    at(visitor.page, "Delete account")
    expect(visitor.page.get_by_text("This account can't be deleted")).to_be_visible()
    look("delete, the last administrator")


def _changed_away(visitor: Visitor, desk: str) -> tuple[str, str]:
    """Join, and change the address; the old one, and the link that takes it back."""
    old, new = members.join(visitor, desk), members.new_address()
    page = visitor.go("/accounts/email/")
    page.get_by_label("Email").fill(new)
    press(page, "Change it")
    prove(page)
    at(page, "Confirm your address")
    page.get_by_label("Code").fill(members.code_in(members.mail_to(desk, new)))
    press(page, "Go on")
    expect(page.get_by_text(f"{new} is proven to be yours.")).to_be_visible()
    link = UNDO.search(members.mail_to(desk, old, 2)["text"])
    assert link
    return old, link[0]


def an_address_that_is_taken(visitor: Visitor, desk: str, look: Look) -> None:
    """Somebody has joined with the old address before it is taken back."""
    old, link = _changed_away(visitor, desk)
    members.sign_out(visitor)
    page = visitor.go("/accounts/signup/")
    page.get_by_label("Email").fill(old)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Join")
    at(page, "Confirm your address")
    page.get_by_label("Code").fill(members.code_in(members.mail_to(desk, old, 3)))
    press(page, "Go on")
    page.wait_for_url(HOME)
    visitor.watch.expected_statuses.add(409)
    page.goto(link)
    press(page, "It was not me: take it back")
    at(page, "This address is in use")
    look("an undo of what is taken")


def a_proof_by_mail(visitor: Visitor, desk: str, look: Look) -> None:
    """With neither password nor factor nor provider, say after an undo, a mailed code is proof."""
    address, link = _changed_away(visitor, desk)
    page = visitor.page
    page.goto(link)
    press(page, "It was not me: take it back")
    at(page, "Your address is back")
    members.mail_to(desk, address, 3)
    visitor.go(BY_CODE)
    page.get_by_label("Email").fill(address)
    press(page, "Email me a code")
    at(page, "Enter the code")
    page.get_by_label("Code").fill(members.code_in(members.mail_to(desk, address, 4)))
    press(page, "Go on")
    page.wait_for_url(HOME)
    visitor.go("/accounts/password/set/")
    at(page, "Show that it is you")
    look("proof by mail")
    press(page, "Email me a code")
    expect(page.get_by_text("We have mailed you a code.")).to_be_visible()
    look("proof by mail, sent")
    every_code(visitor, desk, address, look, "proof by mail", 5)
    at(page, "Set a password")


def a_key_and_an_app(visitor: Visitor, desk: str, look: Look) -> None:
    """The second factor and fresh proof by a passkey alone, then by either of two."""
    address = members.join(visitor, desk)
    page = visitor.page
    authenticator(page)
    visitor.go("/accounts/2fa/webauthn/add/")
    prove(page)
    page.wait_for_load_state()  # without its script the form knows no passkeys
    page.get_by_label("Name").fill("My phone")
    page.get_by_label("Name").press("Enter")
    at(page, "Recovery codes")
    _at_the_door(visitor, address, look, "a passkey")
    add_app(visitor)
    _at_the_door(visitor, address, look, "both")


def _at_the_door(visitor: Visitor, address: str, look: Look, factors: str) -> None:
    """Sign out and in by passkey, refused once by code; then give fresh proof by it."""
    page = visitor.page
    members.sign_out(visitor)
    visitor.go("/accounts/login/")
    members.sign_in(visitor, address)
    at(page, "Your second factor")
    look(f"second factor, {factors}")
    page.get_by_label("Code").fill(FORGED)
    refused(page, "Sign in")
    look(f"second factor, {factors}, refused", refused=True)
    press(page, "Use a passkey or security key")
    at(page, "Trust this browser?")
    press(page, "Don’t trust it")
    page.wait_for_url(HOME)
    for path in ("2fa/reauthenticate", "2fa/webauthn/reauthenticate"):
        visitor.go(f"/accounts/{path}/")
        at(page, "Show that it is you")
        look(f"{path}, {factors}")
    press(page, "Use a passkey or security key")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Show that it is you")
