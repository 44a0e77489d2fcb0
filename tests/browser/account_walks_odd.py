"""Walks past the pages of accounts that few people meet: the checkbox, limits, other proofs."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import members
from tests.browser.account_walks import Look, at, press
from tests.browser.members import PASSWORD
from tests.browser.visiting import Visitor

Walk = Callable[[Visitor, str, Look], None]


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


def a_low_score_at_forgot_password(visitor: Visitor, desk: str, look: Look) -> None:
    """The checkbox is offered, forgotten once, and leads through."""
    page = visitor.go("/accounts/password/reset/")
    page.get_by_label("Email").fill(members.new_address())
    _offered(page, "Send instructions")
    look("forgot password, the checkbox", refused=True)
    _not_ticked(page, "Send instructions")
    look("forgot password, not ticked", refused=True)
    _tick(page)
    press(page, "Send instructions")
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
    page = visitor.go("/accounts/login/code/")
    page.get_by_label("Email").fill(members.new_address())
    _offered(page, "Email me a code")
    look("sign in with a code, the checkbox", refused=True)
    _not_ticked(page, "Email me a code")
    look("sign in with a code, not ticked", refused=True)
    _tick(page)
    press(page, "Email me a code")
    at(page, "Enter the code")
