"""The pictures of docs/editing.md, taken of a demonstration that is being served.

``python -m tests.browser.newsroom_pictures http://localhost:8000`` begins one draft and deletes it,
and leaves a note in the draft of a live article, which nobody publishes.
"""

from __future__ import annotations

import os
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from tests.chromium import ARGUMENTS, find_chromium

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
WIDTH, HEIGHT = 1280, 800  # CSS pixels
PATIENCE = 60_000  # milliseconds


def keep(page: Page, name: str) -> None:
    """Write what the window shows as a small WebP."""
    image = Image.open(BytesIO(page.screenshot()))
    image.convert("RGB").save(PICTURES / f"{name}.webp", quality=72, method=6)


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
    answer = page.request.get(f"{site}/for-all-mankind/season-4-ending-explained/")
    return answer.text().partition('data-article="')[2].partition('"')[0]


def main(site: str) -> None:
    """Take them all, signed in as the editor."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fanmankind.settings")
    import django

    django.setup()
    from tests.edge.newsroom import sign_in

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce"
        )
        pairs = (pair.split("=", 1) for pair in sign_in(site).split("; "))
        context.add_cookies([{"name": n, "value": v, "url": site} for n, v in pairs])
        take(context.new_page(), site)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
