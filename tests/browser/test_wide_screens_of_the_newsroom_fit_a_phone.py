"""What is wider than a phone in the newsroom fits it, or is moved sideways by itself."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser import desk
from tests.browser.conftest import Visit
from tests.browser.visiting import PHONE

ADMINISTRATOR = "admin@fanmankind.example"


def test_the_form_of_an_archive_is_not_cut_off(visit: Visit, served: str) -> None:
    visitor = desk.enter(visit, served, ADMINISTRATOR, width=PHONE)
    visitor.page.goto(f"{served}/cms/import/")
    box = visitor.page.get_by_label("The archive’s time zone").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= PHONE


def test_a_wide_table_is_moved_by_keyboard(visit: Visit, served: str) -> None:
    visitor = desk.enter(visit, served, ADMINISTRATOR, width=PHONE)
    visitor.page.goto(f"{served}/cms/reports/readership/")
    region = visitor.page.get_by_role("region", name="Readership")
    last = region.locator("th").last
    region.focus()
    for _ in range(20):
        visitor.page.keyboard.press("ArrowRight")
    expect(last).to_be_in_viewport(ratio=0.5)
