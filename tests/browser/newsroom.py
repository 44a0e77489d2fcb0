"""Working in the newsroom with hands: what its screens need that a reader's pages do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Locator, Page, Response, expect

from tests.browser.visiting import DESKTOP, Visitor
from tests.edge.newsroom import sign_in

WRITER = "writer@fanmankind.example"
PATIENCE = 30_000  # milliseconds; a form is saved, sent to the preview and checked


@contextmanager
def forgiving(visitor: Visitor) -> Iterator[None]:
    """Wagtail writes what its checker finds on the console as errors; they are findings."""
    try:
        yield
    finally:
        errors = visitor.watch.errors
        errors[:] = [error for error in errors if not error.startswith("axe.run results")]


def enter(visit: Any, site: str, email: str) -> Visitor:
    """Somebody of the demonstration, signed in at a desk."""
    made: Visitor = visit(width=DESKTOP)
    pairs = (pair.split("=", 1) for pair in sign_in(site, email).split("; "))
    made.page.context.add_cookies(
        [{"name": name, "value": value, "url": site} for name, value in pairs]
    )
    made.page.set_default_timeout(PATIENCE)
    return made


def open_panel(page: Page, name: str) -> Locator:
    """Open a side panel by its name; return it."""
    panel = page.locator(f'[data-side-panel="{name}"]')
    if not panel.is_visible():
        page.locator(f'[data-side-panel-toggle="{name}"]').click()
    expect(panel).to_be_visible()
    return panel


def open_tab(page: Page, name: str) -> None:
    """Turn to a tab of the form."""
    page.get_by_role("tab", name=name).click()


def fill_all(page: Page, selector: str, text: str) -> int:
    """Write into every empty field that this finds; return how many there were."""
    fields = page.locator(selector)
    filled = 0
    for number in range(fields.count()):
        field = fields.nth(number)
        if field.is_visible() and not field.input_value():
            field.fill(f"{text} {number + 1}.")
            filled += 1
    return filled


def write_texts(page: Page, text: str) -> None:
    """Write into every structured text of the body that is empty."""
    editors = page.locator('[data-contentpath="body"] [role="textbox"][contenteditable="true"]')
    for number in range(editors.count()):
        editor = editors.nth(number)
        if not editor.inner_text().strip():
            editor.click()
            page.keyboard.type(f"{text} {number + 1}.")


TYPING = 3_000  # milliseconds: longer than the two seconds after which Wagtail looks at a form


def write_into(page: Page, name: str, text: str) -> None:
    """Write into a field as a person does, letter by letter.

    Wagtail notes what a form holds two seconds after it came, and takes whatever was changed until
    then for what was there; the next letter makes up for that.
    """
    field = page.locator(f'[name="{name}"]')
    field.fill("")
    field.press_sequentially(text, delay=TYPING / len(text))


def fill_and_be_saved(page: Page, name: str, text: str) -> None:
    """Write into a field, and wait until Wagtail has saved by itself a form that has this."""

    def has_it(answer: Response) -> bool:
        sent = answer.request.post_data if answer.request.method == "POST" else ""
        return answer.ok and f'name="{name}"\r\n\r\n{text}\r\n' in (sent or "")

    with page.expect_response(has_it, timeout=PATIENCE):
        write_into(page, name, text)
    words = page.locator("#w-autosave-indicator")
    expect(words).to_have_attribute("data-w-tooltip-content-value", "Changes have been autosaved.")


def choose_author(page: Page, name: str) -> None:
    """Add a byline, through Wagtail's chooser."""
    page.locator("#id_bylines-ADD").click()
    page.locator("#inline_child_bylines-0").get_by_role("button", name="Choose").first.click()
    page.locator(".modal-body").get_by_label("Search term").fill(name)
    page.locator(".modal-body").get_by_role("link", name=name).click()
    expect(page.locator("#inline_child_bylines-0")).to_contain_text(name)


def press_action(page: Page, name: str) -> None:
    """Press one of the buttons at the form's foot, also one that is folded away."""
    footer = page.locator("footer, .footer").last
    button = footer.get_by_role("button", name=re.compile(name))
    if not button.first.is_visible():
        footer.locator('[data-w-dropdown-target="toggle"]').click()
    button.first.click()


def number_of(page: Page) -> int:
    """The key of the page whose form is open."""
    found = re.search(r"/cms/pages/(\d+)/", page.url)
    assert found, page.url
    return int(found[1])
