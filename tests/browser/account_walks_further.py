"""Walks past the pages of accounts that come further in: passkeys, an app, leaving."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import members
from tests.browser.account_walks import HOME, Look, at, code_of, press, prove, refused
from tests.browser.visiting import Visitor

Walk = Callable[[Visitor, str, Look], None]
FORGED = "000000"  # a code that no app shows, but once in a million


def authenticator(page: Page) -> None:
    """Give the browser a device that hands over passkeys unasked."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def add_app(visitor: Visitor) -> str:
    """Add an authenticator app; its key."""
    page = visitor.go("/accounts/2fa/totp/activate/")
    prove(page)
    secret = page.get_by_label("Key").input_value()
    page.get_by_label("Authenticator code").fill(code_of(secret))
    press(page, "Add it")
    page.wait_for_url(lambda url: "/activate/" not in url)
    return secret


def keys(visitor: Visitor, desk: str, look: Look) -> None:
    """A passkey is refused, added, renamed, used as proof, and removed."""
    members.join(visitor, desk)
    authenticator(visitor.page)
    page = visitor.go("/accounts/2fa/webauthn/add/")
    prove(page)
    look("add a passkey")
    page.get_by_label("Name").fill("My phone")
    page.get_by_label("Name").press("Enter")
    at(page, "Recovery codes")
    page.get_by_label("I have saved my recovery codes").check()
    visitor.go("/accounts/2fa/webauthn/add/")
    refused(page, "Add it")
    expect(page.get_by_role("alert")).to_contain_text("has a passkey for your account already")
    look("add a passkey twice", refused=True)
    visitor.go("/accounts/2fa/")
    look("2fa with a passkey")
    visitor.go("/accounts/2fa/webauthn/")
    look("passkeys")
    page.get_by_role("link", name="Rename My phone").click()
    look("rename a passkey")
    page.get_by_label("Name").fill("")
    refused(page, "Save")
    look("rename a passkey, refused", refused=True)
    visitor.go("/accounts/2fa/webauthn/")
    page.get_by_role("link", name="Remove My phone").click()
    look("remove a passkey")
    visitor.go("/accounts/2fa/webauthn/reauthenticate/")
    at(page, "Show that it is you")
    look("proof by passkey")
    visitor.go("/accounts/2fa/webauthn/")
    page.get_by_role("link", name="Remove My phone").click()
    press(page, "Remove it")
    at(page, "Passkeys and security keys")
    look("no passkeys")


def an_app(visitor: Visitor, desk: str, look: Look) -> None:
    """An authenticator app is added, shown as lost, asked for at the door, and kept."""
    address = members.join(visitor, desk)
    page = visitor.go("/accounts/2fa/totp/activate/")
    prove(page)
    look("add an app")
    page.get_by_label("Authenticator code").fill(FORGED)
    refused(page, "Add it")
    look("add an app, refused", refused=True)
    add_app(visitor)
    at(page, "Recovery codes")
    look("recovery codes")
    recovery = page.get_by_label("Your codes").input_value().split()[0]
    page.get_by_label("I have saved my recovery codes").check()
    for path in ("2fa", "2fa/recovery-codes/generate", "2fa/totp/deactivate", "2fa/reauthenticate"):
        visitor.go(f"/accounts/{path}/")
        look(f"{path}, with an app")
    page.get_by_label("Code").fill(FORGED)
    refused(page, "Confirm")
    look("proof by app, refused", refused=True)
    members.sign_out(visitor)
    visitor.go("/accounts/login/")
    members.sign_in(visitor, address)
    at(page, "Your second factor")
    look("second factor")
    page.get_by_label("Code").fill(FORGED)
    refused(page, "Sign in")
    look("second factor, refused", refused=True)
    _lose_all(page, desk, address, look)
    visitor.go("/accounts/login/")
    members.sign_in(visitor, address)
    page.get_by_label("Code").fill(recovery)
    press(page, "Sign in")
    at(page, "Trust this browser?")
    look("trust this browser")


def _lose_all(page: Page, desk: str, address: str, look: Look) -> None:
    page.get_by_role("link", name="I have lost all of my factors").click()
    look("lost factors")
    press(page, "Email me a code")
    look("lost factors, the code")
    page.get_by_label("Code").fill("WRON-GONE")
    refused(page, "Remove my factors in 7 days")
    look("lost factors, refused", refused=True)
    page.get_by_label("Code").fill(members.code_in(members.mail_to(desk, address, 3)))
    press(page, "Remove my factors in 7 days")
    at(page, "Your factors will be removed")
    look("lost factors, asked")


def leaving(visitor: Visitor, desk: str, look: Look) -> None:
    """A copy is asked for, the account is deleted, and kept after all."""
    address = members.join(visitor, desk)
    page = visitor.go("/accounts/data/")
    press(page, "Ask for a copy")
    prove(page)
    page.wait_for_url(re.compile("/data/$"))
    look("a copy is asked for")
    members.mail_to(desk, address, 2)
    visitor.go("/accounts/data/")
    look("a copy is ready")
    visitor.go("/accounts/delete/")
    press(page, "Delete my account")
    prove(page)
    at(page, "Your account will be deleted")
    look("the account will be deleted")
    visitor.go("/accounts/login/?next=/accounts/profile/")
    members.sign_in(visitor, address)
    at(page, "Profile")
    look("the account is kept")
    members.sign_out(visitor)
    page.wait_for_url(HOME)
