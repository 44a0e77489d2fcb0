"""An editor sets a moment; the calendar and the board show it; the workers publish it by then."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser import desk
from tests.browser.conftest import Visit
from tests.browser.visiting import Visitor

TITLE = "What the radio said"


@pytest.fixture
def article(visit: Visit, served: str) -> Iterator[tuple[Visitor, int, str]]:
    """A complete draft, a copy of an article, that is gone afterwards."""
    editor = desk.enter(visit, served, desk.EDITOR)
    editor.page.goto(f"{served}/cms/")
    source = desk.page_key(editor, "season-4-ending-explained")
    slug = f"radio-{uuid4().hex[:8]}"
    key = desk.act(editor, source, "copy", slug=slug, title=TITLE, keep_live=False)["id"]
    yield editor, key, f"/for-all-mankind/{slug}/"
    editor.page.goto(f"{served}/cms/")
    desk.act(editor, key, "delete")


def test_it_is_seen_beforehand_and_is_there_in_time(article: tuple[Visitor, int, str]) -> None:
    editor, key, address = article
    page = editor.page
    moment = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=1)
    if moment - datetime.now(UTC) < timedelta(seconds=20):  # enough to fill the form in
        moment += timedelta(minutes=1)
    # Saving by itself goes on while the schedule is set and while it is published; whatever comes
    # second by then is out of date and refused.
    editor.watch.expected_statuses.add(400)
    page.goto(f"{editor.site}/cms/pages/{key}/edit/")
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    page.get_by_label("Go live date/time").fill(f"{moment:%Y-%m-%d %H:%M}")
    picker = page.locator(".xdsoft_datetimepicker:visible")
    picker.wait_for()  # it opens a moment after the field has the focus, over what comes next
    page.get_by_role("heading", name="Set publishing schedule").click()
    picker.wait_for(state="hidden")
    page.get_by_role("dialog").get_by_role("button", name="Save schedule").click()
    expect(page.get_by_role("button", name="Edit schedule")).to_be_attached()
    page.get_by_role("button", name="More actions").click()
    page.locator("[name=action-publish]").click()
    expect(page.get_by_text("has been scheduled for publishing").first).to_be_visible()

    page.goto(f"{editor.site}/cms/calendar/{moment.year}/{moment.month}/")
    mark = page.locator(".event--scheduled").filter(has_text=TITLE)
    expect(mark).to_contain_text(f"{moment:%H:%M}")
    expect(mark.get_by_role("link")).to_have_attribute("href", f"/cms/pages/{key}/edit/")
    page.goto(f"{editor.site}/cms/board/")
    expect(page.get_by_role("region", name="Scheduled")).to_contain_text(TITLE)

    left = (moment - datetime.now(UTC)).total_seconds()
    assert desk.until_status(editor, address, 200, max(left, 0) + 60), "it did not go out in time"
    assert datetime.now(UTC) >= moment
    page.goto(f"{editor.site}/cms/board/")
    expect(page.get_by_role("region", name="Scheduled")).not_to_contain_text(TITLE)
