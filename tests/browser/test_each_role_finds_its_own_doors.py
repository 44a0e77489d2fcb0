"""A writer can submit and not publish, an editor can publish, a reader can't enter."""

import pytest
from playwright.sync_api import expect

from tests.browser import desk
from tests.browser.conftest import Visit
from tests.browser.members import join, settle
from tests.browser.visiting import PHONE, SCHEMES

SCREENS = ["/cms/board/", "/cms/calendar/", "/cms/reports/readership/"]


@pytest.mark.parametrize(("who", "publishes"), [(desk.WRITER, False), (desk.EDITOR, True)])
def test_the_buttons_of_a_new_article(visit: Visit, served: str, who: str, publishes: bool) -> None:
    person = desk.enter(visit, served, who)
    page = person.page
    page.goto(f"{served}/cms/")
    show = desk.page_key(person, "for-all-mankind")
    page.goto(f"{served}/cms/pages/add/articles/article/{show}/?blank=1")
    expect(page.locator("[name=action-submit]")).to_have_count(1)
    expect(page.locator("[name=action-submit]")).to_contain_text("Submit to Review")
    expect(page.locator("[name=action-publish]")).to_have_count(int(publishes))


def test_a_writer_is_sent_away_from_what_is_not_theirs(visit: Visit, served: str) -> None:
    writer = desk.enter(visit, served, desk.WRITER)
    page = writer.page
    page.goto(f"{served}/cms/")
    key = desk.page_key(writer, "season-4-ending-explained")
    page.goto(f"{served}/cms/pages/{key}/edit/")
    assert page.url == f"{served}/cms/"
    expect(page.get_by_text("do not have permission").first).to_be_visible()


def test_a_reader_stands_before_a_closed_door(visit: Visit, desk: str) -> None:
    reader = settle(visit())
    join(reader, desk)
    reader.watch.expected_statuses.add(403)
    for screen in SCREENS:
        answer = reader.page.goto(reader.site + screen)
        assert answer is not None
        assert answer.status == 403


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("screen", SCREENS)
def test_the_screens_fit_a_phone(visit: Visit, served: str, screen: str, scheme: str) -> None:
    editor = desk.enter(visit, served, desk.EDITOR, width=PHONE, scheme=scheme)
    editor.page.goto(served + screen)
    assert editor.page.evaluate("document.documentElement.scrollWidth") <= PHONE
