"""Forgot password for every kind of account, and where reCAPTCHA can't do its work."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import desk as newsroom
from tests.browser import members
from tests.browser.account_walks import HOME, LINK, NEW, at, press
from tests.browser.account_walks_further import add_app
from tests.browser.conftest import Visit
from tests.browser.visiting import DESKTOP, PHONE, Visitor

FORGOT = "/accounts/password/reset/"
STANDINS = "127.0.0.1"
ADMIN = "admin@fanmankind.example"


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def stranger(request: pytest.FixtureRequest, visit: Visit) -> Visitor:
    """A visitor from a network of their own, who may meet the stand-ins."""
    return members.settle(visit(width=request.param))


def _come(visitor: Visitor, provider: str, address: str) -> Page:
    page = visitor.go("/accounts/login/")
    press(page, f"Continue with {provider}")
    page.wait_for_url(re.compile(STANDINS))
    members.choose(page, address)
    return page


def _joined_with(visitor: Visitor, desk: str, kind: str) -> str:
    """An account of a kind, signed out; its address."""
    if kind == "unverified":  # Google does not speak for this address, and nobody enters the code
        address = members.new_address()
        at(_come(visitor, "Google", address), "Confirm your address")
        visitor.page.context.clear_cookies()
        return address
    if kind in {"Google", "Apple"}:
        address = f"{members.new_address().partition('@')[0]}@gmail.com"
        _come(visitor, kind, address).wait_for_url(HOME)
    else:
        address = members.join(visitor, desk)
    if kind == "an app":
        add_app(visitor)
        visitor.page.get_by_label("I have saved my recovery codes").check()
    members.sign_out(visitor)
    return address


def _ask(visitor: Visitor, address: str) -> None:
    page = visitor.go("/accounts/login/")
    page.get_by_role("link", name="Forgot your password?").click()
    at(page, "Forgot password")
    _send(page, address)


def _send(page: Page, address: str) -> None:
    """Ask, and once more where the page says "Try again", as a person would.

    On a machine that stands still for four seconds the verifier's answer is given up.
    """
    sent, trouble = (
        page.get_by_role("status"),
        page.get_by_role("alert").filter(has_text="Try again"),
    )
    for _ in range(2):
        page.get_by_label("Email").fill(address)
        press(page, "Send instructions")
        expect(sent.or_(trouble)).to_be_visible()
        if not trouble.is_visible():
            break
    expect(sent).to_contain_text("Reset password instructions sent.")


def _in_mails(desk: str, address: str, words: re.Pattern[str], least: int = 1) -> list[str]:
    """What the mails to an address have of a kind, the newest first, once there is as much."""
    mails = 1
    while True:
        come = members.mails_to(desk, address, mails)
        found = [match[0].strip() for mail in come if (match := words.search(mail["text"]))]
        if len(found) >= least:
            return found
        mails = len(come) + 1


@pytest.mark.parametrize("kind", ["email", "Google", "Apple", "an app", "unverified"])
def test_it_leads_to_a_new_password(stranger: Visitor, desk: str, kind: str) -> None:
    address = _joined_with(stranger, desk, kind)
    page = stranger.page
    _ask(stranger, address)
    page.goto(_in_mails(desk, address, LINK)[0])
    assert page.url.endswith("set-password/")
    page.get_by_label("New password", exact=True).fill(NEW)
    press(page, "Set this password")
    at(page, "Your password is set")
    page.get_by_role("link", name="Sign in").last.click()
    members.sign_in(stranger, address, NEW)
    if kind == "an app":  # a second factor stays in force
        at(page, "Your second factor")
        assert not members.is_in(page)
    elif kind == "unverified":  # and a proof of the address is still owed
        at(page, "Confirm your address")
        # The second code: the first one was mailed when the account was opened.
        page.get_by_label("Code").fill(_in_mails(desk, address, members.CODE, 2)[0])
        press(page, "Go on")
    if kind != "an app":
        page.wait_for_url(HOME)
        assert members.is_in(page)


def test_whoever_is_shut_out_stays_so(visit: Visit, served: str, desk: str) -> None:
    stranger = members.settle(visit(width=PHONE))
    address = _joined_with(stranger, desk, "email")
    office = newsroom.enter(visit, served, ADMIN)
    office.page.goto(f"{served}/cms/users/?q={address}")
    office.page.get_by_role("link", name=address).first.click()
    office.page.get_by_label("Active").uncheck()
    press(office.page, "Save")
    expect(office.page.get_by_text("updated").first).to_be_visible()
    _ask(stranger, address)
    mail = members.mail_to(desk, address, 2)
    assert not LINK.search(mail["text"])


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def width(request: pytest.FixtureRequest) -> int:
    """A phone's, and a desk's."""
    return int(request.param)


def _is_refused(page: Page, address: str) -> None:
    page.get_by_label("Email").fill(address)
    press(page, "Send instructions")
    trouble = page.get_by_role("alert")
    expect(trouble).to_contain_text("Something went wrong. Try again or contact support")
    expect(trouble.get_by_role("link", name="contact support")).to_be_visible()
    expect(page.get_by_label("Email")).to_have_value(address)


def test_without_scripts_it_says_why_and_sends_nothing(visit: Visit, desk: str, width: int) -> None:
    address = _joined_with(members.settle(visit()), desk, "email")
    visitor = members.settle(visit(width=width, java_script_enabled=False))
    page = visitor.go(FORGOT)
    why = page.get_by_text("This form needs JavaScript")
    expect(why).to_be_visible()
    _is_refused(page, address)
    expect(why).to_be_visible()
    expect(page.get_by_role("button", name="Continue with Apple")).to_be_visible()
    # The way on: the same with scripts, which is then the first mail that comes.
    _ask(members.settle(visit(width=width)), address)
    assert len(_in_mails(desk, address, LINK)) == 1


def test_with_recaptcha_out_of_reach_it_says_why_and_sends_nothing(
    visit: Visit, desk: str, width: int
) -> None:
    visitor = members.settle(visit(width=width))
    address = _joined_with(visitor, desk, "email")
    host = f"http://{STANDINS}:*/recaptcha/**"
    visitor.page.route(host, lambda route: route.abort())
    page = visitor.go(FORGOT)
    expect(page.get_by_text("reCAPTCHA could not be loaded.")).to_be_visible()
    _is_refused(page, address)
    expect(page.get_by_text("Allow google.com and gstatic.com")).to_be_visible()
    page.unroute(host)
    _send(visitor.go(FORGOT), address)
    assert len(_in_mails(desk, address, LINK)) == 1
