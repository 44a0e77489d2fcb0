"""A phone's browser at the stand-ins: choosing, cancelling, coming back, reading mail."""

from urllib.parse import parse_qs, urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.standins.browsing import Browse, Site
from tests.standins.flows import Desk

pytestmark = pytest.mark.browser


def _google(desk: Desk, site: Site) -> str:
    asked = desk.google_request(redirect_uri=f"{site.url}/back")
    return f"{desk.running.url}/google/authorize?{urlencode(asked)}"


def _apple(desk: Desk, site: Site) -> str:
    asked = desk.apple_request(redirect_uri=f"{site.url}/back")
    return f"{desk.running.url}/apple/auth/authorize?{urlencode(asked)}"


def test_google_with_somebody_from_the_list(desk: Desk, site: Site, browse: Browse) -> None:
    def steps(page: Page) -> None:
        page.goto(_google(desk, site))
        assert page.get_by_role("banner").inner_text() == "A stand-in for Google, for development"
        page.get_by_label("Bo Marsh").check()
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url(f"{site.url}/back?*")
        assert "code=" in page.url

    browse(steps)


def test_google_cancelled(desk: Desk, site: Site, browse: Browse) -> None:
    def steps(page: Page) -> None:
        page.goto(_google(desk, site))
        page.get_by_role("button", name="Cancel").click()
        page.wait_for_url(f"{site.url}/back?*")
        assert "error=access_denied" in page.url

    browse(steps)


@pytest.mark.parametrize("javascript", [True, False])
def test_apple_posts_back(desk: Desk, site: Site, browse: Browse, javascript: bool) -> None:
    def steps(page: Page) -> None:
        page.goto(_apple(desk, site))
        page.get_by_label("Eve Stone").check()
        page.get_by_label("Hide my email").check()
        page.get_by_role("button", name="Continue").click()
        if not javascript:
            page.get_by_role("heading", name="Back to fanmankind").wait_for()
            page.get_by_role("button", name="Continue").click()
        page.get_by_role("heading", name="Posted").wait_for()

    browse(steps, javascript=javascript)
    (posted,) = site.posted
    assert set(parse_qs(posted)) == {"code", "id_token", "state", "user"}
    assert "privaterelay.appleid.com" in posted


def test_links_in_mail_lead_to_the_site(desk: Desk, site: Site, browse: Browse) -> None:
    link = f"{site.url}/reset/key/"
    desk.send("a@x.example", "Reset", f"Go to {link}", f'<p><a href="{link}?html">Reset it</a></p>')

    def steps(page: Page) -> None:
        page.goto(f"{desk.running.url}/mail/")
        page.get_by_role("link", name="Reset").click()
        page.frame_locator("iframe").get_by_role("link", name="Reset it").click()
        page.wait_for_url(f"{link}?html")
        page.go_back()
        page.get_by_role("link", name=link).first.click()
        page.wait_for_url(link)

    browse(steps)


def test_every_page_is_fit_for_everybody_and_a_phone(
    desk: Desk, site: Site, browse: Browse
) -> None:
    desk.send("a@x.example", "Long", f"http://localhost/{'x' * 300}", "<p>Hello</p>")
    mail = desk.mails()[0]["url"]
    base = desk.running.url
    addresses = [f"{base}/", f"{base}/mail/", mail, f"{base}/apple/notify"]
    addresses += [_google(desk, site), _apple(desk, site)]

    def steps(page: Page) -> None:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for address in addresses:
                page.goto(address)
                width = page.evaluate("document.documentElement.scrollWidth")
                assert width <= 390, address
                page.evaluate("document.fonts.ready")
                found = Axe().run(page, options={"iframes": False})
                assert found.violations_count == 0, found.generate_report()

    browse(steps)
