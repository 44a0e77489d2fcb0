"""In the newsroom: write, check, preview, submit, approve, publish, correct, and take down."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.newsroom import (
    PATIENCE,
    WRITER,
    choose_author,
    enter,
    fill_all,
    fill_and_be_saved,
    forgiving,
    number_of,
    open_panel,
    open_tab,
    press_action,
    write_into,
    write_texts,
)  # fmt: skip
from tests.browser.test_nobody_is_shut_out import violations
from tests.browser.visiting import Visitor
from tests.edge.asking import ask

SHOW = "/for-all-mankind/"


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    """A form is saved, sent to the preview and checked: more than a page does."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=20_000)


def begin(page: Page, site: str) -> tuple[int, str]:
    """From the dashboard to a draft of the second season's ending; return its key and path."""
    page.goto(f"{site}/cms/")
    page.locator("main").get_by_role("link", name="New ending explained").click()
    page.locator("main").get_by_role("link", name="For All Mankind").click()
    page.get_by_role("button", name="Begin another: Season 2").click()
    expect(page.locator("[name=title]")).to_have_value(
        "For All Mankind Season 2’s ending, explained"
    )
    return number_of(page), f"{SHOW}{page.locator('[name=slug]').input_value()}/"


def write(page: Page) -> None:
    """Fill in what is left to its writer."""
    page.locator("[name=safe_dek]").fill("Two powers live armed on one Moon, and it may not hold.")
    page.locator("[name=revealing_headline]").fill("A handshake in orbit ends the standoff")
    page.locator("[name=dek]").fill("Nobody fires, and somebody pays for it.")
    choose_author(page, "The fanmankind desk")
    fill_all(page, '[name^="takeaways-"][name$="-value"]', "A sentence that stands alone, number")
    write_texts(page, "Text")
    fill_all(page, '[name^="body-"]:is(input, textarea):not([type=hidden])', "Words")
    open_tab(page, "Fates and links")
    fill_all(page, '[name^="fates-"][name$="-line"]', "Stands somewhere, number")
    open_tab(page, "Article")
    fill_and_be_saved(page, "end_mark", "1995")


def test_from_writing_to_leaving(visit: Visit, served: str, editor: Visitor) -> None:
    writer = enter(visit, served, WRITER)
    editor.page.set_default_timeout(PATIENCE)
    writer.watch.expected_statuses.add(400)  # a row waits for its author: it is saved after that
    with forgiving(writer), forgiving(editor):
        key, path = begin(writer.page, served)
        checks_lead_to_their_fields(writer.page)
        write(writer.page)
        what_was_typed_is_kept(writer.page)
        checks_point_out_a_spoiler(writer.page)
        assert ask(served, path).status == 404
        submit(writer.page)
        assert ask(served, path).status == 404
        approve(editor.page, served, key)
        assert ask(served, path).status == 200
        correct(editor.page, served, key)
        a_reader_finds_the_note(visit, path)
        take_down(editor, served, key, "Say that it is gone")
        a_reader_is_told_that_it_is_gone(visit, path)
        publish_again(editor.page, served, key)
        assert ask(served, path).status == 200
        take_down(editor, served, key, "Lead readers on to its show")
        left = ask(served, path)
        assert (left.status, left.header("Location")) == (301, SHOW)
        delete(editor.page, served, key)


def checks_lead_to_their_fields(page: Page) -> None:
    """Before a word is written: what is missing is listed, and each line leads there."""
    panel = open_panel(page, "checks")
    expect(panel).to_contain_text("Not ready yet.", timeout=PATIENCE)
    panel.locator('[data-finding="dek"]').click()
    expect(page.locator("[name=dek]")).to_be_focused()
    panel.locator('[data-finding="fates"]').first.click()
    expect(page.locator('[name="fates-0-character"]')).to_be_focused()
    panel.locator('[data-finding="takeaways"]').click()
    expect(page.locator('[name="takeaways-0-value"]')).to_be_focused()
    panel.locator('[data-finding^="body."]').first.click()
    inside = "document.activeElement.closest('[data-contentpath=\"body\"]') !== null"
    assert page.evaluate(inside)
    counter = page.locator('[data-side-panel-toggle="checks"] [data-side-panel-toggle-counter]')
    expect(counter).to_have_text(re.compile(r"[1-9]"))


def what_was_typed_is_kept(page: Page) -> None:
    """Nobody pressed Save; the draft is there again all the same."""
    page.reload()
    expect(page.locator("[name=revealing_headline]")).to_have_value(
        "A handshake in orbit ends the standoff"
    )
    panel = open_panel(page, "checks")
    expect(panel).to_contain_text("Nothing blocks it.", timeout=PATIENCE)


def checks_point_out_a_spoiler(page: Page) -> None:
    """A takeaway's word in the safe dek is named while it stands there."""
    panel = open_panel(page, "checks")
    dek = page.locator("[name=safe_dek]")
    before = dek.input_value()
    write_into(page, "takeaways-0-value", "The zeppelin is stolen at dawn.")
    write_into(
        page, "safe_dek",
        "Who wants the zeppelin, and why so many people look for it in vain tonight.",
    )  # fmt: skip
    expect(panel).to_contain_text("says “zeppelin”", timeout=PATIENCE)
    expect(panel).to_contain_text("Nothing blocks it.")
    fill_and_be_saved(page, "safe_dek", before)
    expect(panel).not_to_contain_text("zeppelin", timeout=PATIENCE)


def submit(page: Page) -> None:
    """Hand it to the editors; a writer can't publish."""
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    press_action(page, "Submit to")
    expect(page.locator(".messages")).to_contain_text("submitted")


def approve(page: Page, site: str, key: int) -> None:
    """Look it over and let it go out."""
    page.goto(f"{site}/cms/pages/{key}/edit/")
    press_action(page, "^\\s*Approve and Publish")
    expect(page.locator(".messages")).to_contain_text("has been updated")


def correct(page: Page, site: str, key: int) -> None:
    """Note at the foot that something was wrong, and publish."""
    page.goto(f"{site}/cms/pages/{key}/edit/")
    page.locator("#id_corrections-ADD").click()
    page.locator('[name="corrections-0-text"]').fill("The flight was in June, not in July.")
    press_action(page, "^\\s*Publish")
    expect(page.locator(".messages")).to_contain_text("published")


def a_reader_finds_the_note(visit: Visit, path: str) -> None:
    """On a phone: the note is in the text, and the line at the top leads to it."""
    page = visit().go(path)
    page.locator(".byline a[href='#notes']").click()
    expect(page.locator("#notes")).to_be_in_viewport()
    expect(page.locator(".notes")).to_contain_text("The flight was in June, not in July.")
    page.close()  # or it would count itself as read once the article is gone


def a_reader_is_told_that_it_is_gone(visit: Visit, path: str) -> None:
    """The page that says so shuts nobody out."""
    visitor = visit()
    visitor.watch.expected_statuses.add(410)
    page = visitor.go(path)
    expect(page.locator(".error__code")).to_have_text("410")
    assert violations(page) == []


def take_down(editor: Visitor, site: str, key: int, choice: str) -> None:
    """Unpublish, and say what readers find."""
    editor.page.goto(f"{site}/cms/pages/{key}/unpublish/")
    editor.page.get_by_label(choice).check()
    editor.page.get_by_role("button", name="Yes, unpublish it").click()
    expect(editor.page.locator(".messages")).to_contain_text("unpublished")


def publish_again(page: Page, site: str, key: int) -> None:
    """Bring it back as it was."""
    page.goto(f"{site}/cms/pages/{key}/edit/")
    press_action(page, "^\\s*Publish")
    expect(page.locator(".messages")).to_contain_text("published")


def delete(page: Page, site: str, key: int) -> None:
    """Leave the demonstration as it was."""
    page.goto(f"{site}/cms/pages/{key}/delete/")
    page.get_by_role("button", name=re.compile("Yes, delete")).click()
    expect(page.locator(".messages")).to_contain_text("deleted")
