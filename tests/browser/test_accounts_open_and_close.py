"""Joining, signing in and getting back in, as a stranger does it, on a phone and at a desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import members
from tests.browser.conftest import Visit
from tests.browser.members import PASSWORD
from tests.browser.visiting import DESKTOP, PHONE, Visitor
from tests.edge.demonstration import ARTICLES

NEW = "marble-kettle-ferry-cloud"
STANDINS = "127.0.0.1"


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def stranger(request: pytest.FixtureRequest, visit: Visit) -> Visitor:
    """A visitor from a network of their own, who may meet the stand-ins."""
    return members.settle(visit(width=request.param))


def test_joining_by_email_and_signing_in_again(stranger: Visitor, desk: str) -> None:
    address = members.join(stranger, desk)
    members.sign_out(stranger)
    assert not members.is_in(stranger.page)
    stranger.go("/accounts/login/")
    members.sign_in(stranger, address)
    stranger.page.wait_for_url(re.compile(r"/$"))
    assert members.is_in(stranger.page)


def test_signing_in_from_an_article_leads_back_to_the_paragraph(
    stranger: Visitor, desk: str
) -> None:
    address = members.join(stranger, desk)
    members.sign_out(stranger)
    page = stranger.go(ARTICLES[0])
    page.get_by_role("link", name="Sign in").wait_for()
    paragraph = page.locator("#main p").nth(12)
    paragraph.evaluate("node => scrollTo(0, node.getBoundingClientRect().top + scrollY)")
    before = paragraph.evaluate("node => Math.round(node.getBoundingClientRect().top)")
    page.locator("[data-sign-in]").evaluate("link => link.click()")
    page.wait_for_url(re.compile("/accounts/login/"))
    members.sign_in(stranger, address)
    page.wait_for_url(re.compile(re.escape(ARTICLES[0])))
    after = page.locator("#main p").nth(12)
    expect(after).to_be_in_viewport()
    assert abs(after.evaluate("node => node.getBoundingClientRect().top") - before) < 40


@pytest.mark.parametrize("provider", ["Google", "Apple"])
def test_continuing_with_a_provider_the_first_time_and_again(
    stranger: Visitor, provider: str
) -> None:
    address = f"someone-{members.new_address().partition('@')[0]}@gmail.com"
    for _ in range(2):
        page = stranger.go("/accounts/login/")
        page.get_by_role("button", name=f"Continue with {provider}").click()
        page.wait_for_url(re.compile(STANDINS))
        members.choose(page, address)
        page.wait_for_url(re.compile(r"localhost:\d+/$"))
        assert members.is_in(page)
        members.sign_out(stranger)


@pytest.mark.parametrize("provider", ["Google", "Apple"])
def test_a_cancel_at_a_provider_is_a_friendly_page(stranger: Visitor, provider: str) -> None:
    page = stranger.go("/accounts/login/")
    page.get_by_role("button", name=f"Continue with {provider}").click()
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_url(re.compile(r"localhost:\d+/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert not members.is_in(page)


@pytest.mark.parametrize("kind", ["email", "Google", "Apple"])
def test_forgot_password_leads_to_a_new_one(stranger: Visitor, desk: str, kind: str) -> None:
    page = stranger.page
    if kind == "email":
        address, mails = members.join(stranger, desk), 1
    else:
        address, mails = f"{members.new_address().partition('@')[0]}@gmail.com", 0
        stranger.go("/accounts/login/")
        page.get_by_role("button", name=f"Continue with {kind}").click()
        members.choose(page, address)
        page.wait_for_url(re.compile(r"localhost:\d+/$"))
    members.sign_out(stranger)
    stranger.go("/accounts/login/")
    page.get_by_role("link", name="Forgot your password?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Forgot password")
    page.get_by_label("Email").fill(address)
    page.get_by_role("button", name="Send instructions").click()
    expect(page.get_by_role("status")).to_contain_text("Reset password instructions sent.")
    mail = members.mail_to(desk, address, mails + 1)
    link = re.search(r"https?://\S+/password/reset/key/\S+", mail["text"])
    assert link
    page.goto(link[0])
    assert page.url.endswith("set-password/")
    page.get_by_label("New Password", exact=True).fill(NEW)
    page.get_by_role("button", name="Set this password").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your password is set")
    page.get_by_role("link", name="Sign in").last.click()
    members.sign_in(stranger, address, NEW)
    page.wait_for_url(re.compile(r"/$"))
    assert members.is_in(page)


def test_forgot_password_without_scripts_says_why_and_sends_nothing(
    visit: Visit, desk: str
) -> None:
    visitor = members.settle(visit(java_script_enabled=False))
    page = visitor.go("/accounts/password/reset/")
    expect(page.get_by_text("This form needs JavaScript")).to_be_visible()
    page.get_by_label("Email").fill("ana@reader.example")
    page.get_by_role("button", name="Send instructions").click()
    expect(page.get_by_role("alert")).to_contain_text("Something went wrong. Try again or")
    expect(page.get_by_label("Email")).to_have_value("ana@reader.example")
    expect(page.get_by_role("link", name="contact support").first).to_be_visible()


def test_forgot_password_with_recaptcha_out_of_reach_says_why(visit: Visit) -> None:
    visitor = members.settle(visit())
    visitor.page.route(f"http://{STANDINS}:*/recaptcha/**", lambda route: route.abort())
    page = visitor.go("/accounts/password/reset/")
    expect(page.get_by_text("reCAPTCHA could not be loaded.")).to_be_visible()
    page.get_by_label("Email").fill("ana@reader.example")
    page.get_by_role("button", name="Send instructions").click()
    expect(page.get_by_role("alert")).to_contain_text("Something went wrong. Try again or")
    expect(page.get_by_label("Email")).to_have_value("ana@reader.example")


def test_a_password_can_be_shown_without_a_jump(stranger: Visitor) -> None:
    page = stranger.go("/accounts/login/")
    field = page.get_by_label("Password", exact=True)
    field.fill(PASSWORD)
    box = field.bounding_box()
    page.get_by_role("button", name="Show the password").click()
    expect(field).to_have_attribute("type", "text")
    assert field.bounding_box() == box
    page.get_by_role("button", name="Hide the password").click()
    expect(field).to_have_attribute("type", "password")


def test_an_error_is_announced_and_focused(stranger: Visitor) -> None:
    page = stranger.go("/accounts/login/")
    members.sign_in(stranger, "nobody@reader.example", "not the right one")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("not correct")


def test_a_passkey_is_added_and_signs_in(stranger: Visitor, desk: str) -> None:
    members.join(stranger, desk)
    page = stranger.page
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    stranger.go("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("form button[type=submit]").last.click()
    page.wait_for_url(re.compile("/webauthn/add/"))
    page.get_by_label("Name").fill("My key")
    if page.get_by_label(re.compile("Passwordless")).count():
        page.get_by_label(re.compile("Passwordless")).check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile("/2fa/(?!webauthn/add)"))
    members.sign_out(stranger)
    stranger.go("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(re.compile(r"localhost:\d+/$"))
    assert members.is_in(page)
