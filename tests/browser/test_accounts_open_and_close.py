"""Joining, signing in and getting back in, as a stranger does it, on a phone and at a desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser import members
from tests.browser.account_walks import at, press, prove
from tests.browser.account_walks_further import authenticator
from tests.browser.conftest import Visit
from tests.browser.members import PASSWORD
from tests.browser.visiting import DESKTOP, PHONE, Visitor
from tests.edge.demonstration import ARTICLES

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


def _leave(stranger: Visitor) -> float:
    """Go from the middle of an article to signing in; how far below the top its paragraph was."""
    page = stranger.go(ARTICLES[0])
    page.get_by_role("link", name="Sign in").wait_for()
    paragraph = page.locator("#main p").nth(12)
    paragraph.evaluate("node => scrollTo(0, node.getBoundingClientRect().top + scrollY)")
    before: float = paragraph.evaluate("node => node.getBoundingClientRect().top")
    page.locator("[data-sign-in]").evaluate("link => link.click()")
    page.wait_for_url(re.compile("/accounts/login/"))
    return before


def _is_where_it_was(stranger: Visitor, before: float) -> None:
    paragraph = stranger.page.locator("#main p").nth(12)
    expect(paragraph).to_be_in_viewport()
    assert abs(paragraph.evaluate("node => node.getBoundingClientRect().top") - before) < 40


def test_signing_in_from_an_article_leads_back_to_the_paragraph(
    stranger: Visitor, desk: str
) -> None:
    address = members.join(stranger, desk)
    members.sign_out(stranger)
    before = _leave(stranger)
    members.sign_in(stranger, address)
    stranger.page.wait_for_url(re.compile(re.escape(ARTICLES[0])))
    _is_where_it_was(stranger, before)


def test_the_paragraph_is_found_though_the_shield_comes_last(stranger: Visitor, desk: str) -> None:
    address = members.join(stranger, desk)
    members.sign_out(stranger)
    before = _leave(stranger)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    stranger.page.route("**/veil*.js", hold)
    with stranger.page.expect_request("**/veil*.js"):
        members.sign_in(stranger, address)
    # Whoever is signed in and gets no answer is asked; by then the place would be lost.
    expect(stranger.page.get_by_text("Show it anyway").first).to_be_visible()
    held[0].continue_()
    _is_where_it_was(stranger, before)


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
    authenticator(page)
    stranger.go("/accounts/2fa/webauthn/add/")
    prove(page)
    page.get_by_label("Name").fill("My key")
    press(page, "Add it")
    at(page, "Recovery codes")
    page.get_by_label("I have saved my recovery codes").check()
    members.sign_out(stranger)
    stranger.go("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(re.compile(r"localhost:\d+/$"))
    assert members.is_in(page)
