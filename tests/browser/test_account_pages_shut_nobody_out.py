"""Every page of accounts is fit for everybody, keeps still, and ties what is wrong to its field.

The walks meet each page on a phone in light and at a desk in dark.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from playwright.sync_api import Page, expect

from tests.browser import account_walks as walks
from tests.browser import account_walks_further as further
from tests.browser import account_walks_odd as odd
from tests.browser import members
from tests.browser.conftest import Visit
from tests.browser.test_nobody_is_shut_out import found_by_axe
from tests.browser.visiting import DESKTOP, PHONE, Visitor

MOST = 0.01  # of layout shift, a tenth of what Core Web Vitals call good
OBSERVE = """
window.moved = [];
new PerformanceObserver(list => window.moved.push(...list.getEntries()
  .filter(entry => !entry.hadRecentInput)
  .map(({ value, sources }) => [value, sources.map(s => s.node?.outerHTML?.slice(0, 80))])))
  .observe({ type: "layout-shift", buffered: true });
"""
MOVED = """
async () => {
  await document.fonts.ready;
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  await new Promise(done => setTimeout(done));
  return window.moved;
}
"""
LOOSE = """
() => {
  const words = id => document.getElementById(id)?.textContent.trim();
  const isTied = field => field.ariaInvalid === "true"
    && (field.getAttribute("aria-describedby") ?? "").split(" ")
      .some(id => id.endsWith("_error") && words(id));
  const wrong = [...document.querySelectorAll(".field--wrong :is(input, textarea, select)")]
    .filter(field => !isTied(field)).map(field => `not tied: ${field.name}`);
  const lost = [...document.querySelectorAll("[data-error-summary] a[href^='#']")]
    .filter(link => !document.querySelector(link.hash)).map(link => `leads nowhere: ${link.hash}`);
  return [...wrong, ...lost];
}
"""
WIDER = "document.documentElement.scrollWidth > innerWidth"


def faults(page: Page, *, refused: bool) -> list[str]:
    """What is wrong with the page as it is."""
    moved = page.evaluate(MOVED)
    found = [f"moved: {moved}"] if sum(value for value, _ in moved) >= MOST else []
    if page.evaluate(WIDER):
        found.append("scrolls sideways")
    if refused:
        expect(page.get_by_role("alert")).to_be_focused()
        expect(page.get_by_role("alert")).not_to_be_empty()
        found += page.evaluate(LOOSE)
    return found + found_by_axe(page)


class Looking:
    """Looks at each page that a walk passes, and keeps what it finds."""

    def __init__(self, page: Page) -> None:
        page.add_init_script(OBSERVE)
        self.page = page
        self.found: dict[str, list[str]] = {}

    def __call__(self, name: str, *, refused: bool = False) -> None:
        """Look at the page that is open now."""
        assert name not in self.found
        self.found[name] = faults(self.page, refused=refused)

    def wrong(self) -> dict[str, list[str]]:
        """The pages with faults; fails when there were no pages."""
        assert self.found
        return {name: found for name, found in self.found.items() if found}


@pytest.fixture(params=[(PHONE, "light"), (DESKTOP, "dark")], ids=["phone", "desktop"])
def walker(request: pytest.FixtureRequest, visit: Visit) -> Visitor:
    """Somebody who walks past the pages."""
    width, scheme = request.param
    return members.settle(visit(width=width, scheme=scheme))


def test_coming_in_by_email_and_forgetting_the_password(walker: Visitor, desk: str) -> None:
    look = Looking(walker.page)
    address = walks.by_email(walker, desk, look)
    walks.forgot_password(walker, desk, address, 3, look)
    walks.signing_in(walker, desk, address, look)
    assert look.wrong() == {}


def test_coming_by_google(walker: Visitor, desk: str) -> None:
    look = Looking(walker.page)
    walks.by_google(walker, desk, look)
    assert look.wrong() == {}


def test_the_account_area(walker: Visitor, desk: str) -> None:
    look = Looking(walker.page)
    address = members.join(walker, desk)
    walks.the_area(walker, desk, address, look)
    walks.a_change_of_address(walker, desk, address, look)
    assert look.wrong() == {}


@pytest.mark.parametrize("walk", [further.keys, further.an_app, further.leaving])
def test_further_in(walker: Visitor, desk: str, walk: further.Walk) -> None:
    look = Looking(walker.page)
    walk(walker, desk, look)
    assert look.wrong() == {}


@pytest.mark.parametrize(
    "walk",
    [
        odd.a_breakdown_at_forgot_password, odd.too_often_from_a_network,
        odd.the_last_administrator, odd.an_address_that_is_taken, odd.a_proof_by_mail,
        odd.a_key_and_an_app,
    ],
)  # fmt: skip
def test_what_few_people_meet(walker: Visitor, desk: str, walk: odd.Walk) -> None:
    look = Looking(walker.page)
    walk(walker, desk, look)
    assert look.wrong() == {}


@pytest.fixture
def low_score(desk: str) -> Iterator[None]:
    """reCAPTCHA takes everybody for a machine."""
    assert requests.post(f"{desk}/faults", json={"recaptcha_answer": "low_score"}, timeout=60).ok
    yield
    assert requests.post(f"{desk}/faults", json={"recaptcha_answer": "success"}, timeout=60).ok


@pytest.mark.usefixtures("low_score")
@pytest.mark.parametrize(
    "walk",
    [odd.a_low_score_at_forgot_password, odd.a_low_score_at_joining, odd.a_low_score_at_a_code],
)
def test_a_low_score_is_answered_by_a_tick(walker: Visitor, desk: str, walk: odd.Walk) -> None:
    look = Looking(walker.page)
    walk(walker, desk, look)
    assert look.wrong() == {}


def test_the_looking_notices_a_field_that_is_not_tied_and_a_jump(visit: Visit) -> None:
    visitor = members.settle(visit())
    look = Looking(visitor.page)
    page = visitor.go("/accounts/login/code/")
    walks.refused(page, "Email me a code")
    page.get_by_label("Email").evaluate("field => field.removeAttribute('aria-describedby')")
    page.evaluate("document.body.prepend(Object.assign(document.createElement('br')))")
    look("spoilt", refused=True)
    assert any("not tied: email" in fault for fault in look.found["spoilt"])
    assert any("moved" in fault for fault in look.found["spoilt"])
