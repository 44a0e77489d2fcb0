"""The script in a real browser, on a page that allows no inline script or style."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page

from standins import places
from tests.standins.browsing import Browse, Site
from tests.standins.flows import Desk

pytestmark = pytest.mark.browser

SCORE = """
grecaptcha.ready(async () => {
  const token = await grecaptcha.execute("KEY", { action: "forgot" });
  document.querySelector("output").textContent = token;
});
"""
CHECKBOX = """
window.begin = () => grecaptcha.render(document.querySelector("#here"), {
  sitekey: "KEY",
  callback: (token) => { document.querySelector("output").textContent = token; },
});
"""
ANSWERED = "output:not(:empty)"
PAGE = '<!doctype html><title>x</title><form method="post"><div id="here"></div><button>Go</button>'


def _page(*scripts: str) -> str:
    tags = "".join(f'<script src="{address}"></script>' for address in scripts)
    return f"{PAGE}</form><output></output>{tags}"


def test_a_score(desk: Desk, site: Site, browse: Browse) -> None:
    key = places.RECAPTCHA_SITE_KEY
    script = f"{desk.running.url}/recaptcha/api.js?render={key}"
    site.pages = {"/": _page(script, "/own.js"), "/own.js": SCORE.replace("KEY", key)}
    tokens: list[str] = []

    def steps(page: Page) -> None:
        page.goto(site.url)
        tokens.append(page.locator(ANSWERED).inner_text())
        assert page.locator(".grecaptcha-badge").count() == 1

    browse(steps)
    answer = desk.verify(tokens[0]).json()
    assert (answer["success"], answer["action"], answer["hostname"]) == (
        True,
        "forgot",
        "localhost",
    )


def test_a_checkbox(desk: Desk, site: Site, browse: Browse) -> None:
    own = CHECKBOX.replace("KEY", places.RECAPTCHA_CHECKBOX_SITE_KEY)
    script = f"{desk.running.url}/recaptcha/api.js?render=explicit&onload=begin"
    site.pages = {"/": _page("/own.js", script), "/own.js": own}

    def steps(page: Page) -> None:
        page.goto(site.url)
        page.get_by_label("I’m not a robot").check()
        page.locator(ANSWERED).wait_for()
        assert page.get_by_label("I’m not a robot").bounding_box()["width"] == 28
        page.get_by_role("button", name="Go").click()
        page.get_by_role("heading", name="Posted").wait_for()

    browse(steps)
    (posted,) = site.posted
    (token,) = parse_qs(posted)["g-recaptcha-response"]
    assert desk.verify(token, checkbox=True).json()["success"] is True
