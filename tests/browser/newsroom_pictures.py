"""The pictures of README.md and docs/editing.md, taken of a demonstration that is being served.

``python -m tests.browser.newsroom_pictures http://localhost:8000`` begins one draft and deletes it,
leaves a note in the draft of a live article, which nobody publishes, and tries an import.
"""

from __future__ import annotations

import os
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.articles.importing.exports import author, category, comment, item, write_export
from tests.chromium import ARGUMENTS, find_chromium

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
WIDTH, HEIGHT = 1280, 800  # CSS pixels
ENDING = "/for-all-mankind/season-4-ending-explained/"
PATIENCE = 60_000  # milliseconds


def keep(page: Page, name: str, quality: int = 72) -> None:
    """Write what the window shows as a small WebP."""
    image = Image.open(BytesIO(page.screenshot()))
    image.convert("RGB").save(PICTURES / f"{name}.webp", quality=quality, method=6)


def take(page: Page, site: str) -> None:
    """Walk through the newsroom, and keep what each step looks like."""
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page.goto(f"{site}/cms/new-ending/")
    page.locator("main").get_by_role("link", name="For All Mankind").click()
    begin = page.get_by_role("button", name="Begin another: Season 2")
    expect(begin).to_be_visible()
    page.wait_for_load_state("networkidle")
    keep(page, "new-ending")
    begin.click()
    page.wait_for_url("**/edit/")
    edit = page.url
    page.goto(edit)
    page.locator('[data-side-panel-toggle="checks"]').click()
    expect(page.locator("[data-article-checks-list]")).to_contain_text("Has to be mended")
    keep(page, "checks")
    live = page.locator("main")
    page.goto(f"{site}/cms/pages/{key_of(page, site)}/edit/")
    page.locator('[data-side-panel-toggle="preview"]').click()
    frame = page.frame_locator("#w-preview-iframe")
    expect(frame.locator("script[data-memory]")).to_have_count(1)
    page.locator("#id_preview_mode").select_option("behind-dark")
    expect(frame.locator('html[data-theme="dark"][data-shield="veil"]')).to_have_count(1)
    keep(page, "preview-behind")
    page.locator("#id_corrections-ADD").click()
    page.locator('[name="corrections-0-text"]').fill("The flight was in June, not in July.")
    page.locator('[name="corrections-0-text"]').scroll_into_view_if_needed()
    keep(page, "correction")
    page.goto(f"{site}/cms/pages/{key_of(page, site)}/unpublish/")
    expect(live).to_contain_text("What readers find")
    keep(page, "unpublish")
    page.goto(edit.replace("/edit/", "/delete/"))
    page.get_by_role("button", name="Yes, delete").click()


def key_of(page: Page, site: str) -> str:
    """The key of an article that is live."""
    answer = page.request.get(f"{site}{ENDING}")
    return answer.text().partition('data-article="')[2].partition('"')[0]


def take_import(page: Page, site: str) -> None:
    """Try a small archive, and keep its report."""
    page.set_default_timeout(PATIENCE)
    terms = [("category", "for-all-mankind", "For All Mankind")]
    bodies = ["It wasnâ€™t over.", "[contact-form id=3]", "<p>It ends on the Moon.</p>"]
    posts = [
        item(
            number, bodies[number % 3], title=f"For All Mankind, season {number}: the finale",
            terms=terms, comments=[comment(number)],
        )
        for number in range(1, 5)
    ]  # fmt: skip
    with TemporaryDirectory() as folder:
        parts = [author(), category("for-all-mankind", "For All Mankind"), *posts]
        export = write_export(Path(folder), *parts, name="old-site.xml")
        page.goto(f"{site}/cms/import/")
        page.get_by_label("Export").set_input_files(export)
        page.get_by_role("button", name="Upload and begin").click()
        expect(page.get_by_text("Nothing was changed.")).to_be_visible(timeout=PATIENCE)
    keep(page, "import", quality=80)


def take_article(page: Page, site: str) -> None:
    """The ending as somebody sees it who has watched it."""
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.goto(f"{site}{ENDING}")
    page.wait_for_load_state("networkidle")
    keep(page, "article", quality=80)


def sign_in_page(browser: Browser, site: str, email: str = "") -> Page:
    """A window of somebody, or of a reader."""
    from tests.edge.newsroom import sign_in

    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce"
    )
    if email:
        pairs = (pair.split("=", 1) for pair in sign_in(site, email).split("; "))
        context.add_cookies([{"name": n, "value": v, "url": site} for n, v in pairs])
        context.new_page().goto(f"{site}/cms/")  # where the greeting is
    return context.new_page()


def main(site: str) -> None:
    """Take them all."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fanmankind.settings")
    import django

    django.setup()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        take_article(sign_in_page(browser, site), site)
        take(sign_in_page(browser, site, "editor@fanmankind.example"), site)
        take_import(sign_in_page(browser, site, "admin@fanmankind.example"), site)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
