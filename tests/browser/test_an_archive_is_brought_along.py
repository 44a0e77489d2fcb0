"""Bringing an archive along in the newsroom: upload, the progress bar, the report, the queue."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.articles.importing.exports import HEAD, author, item
from tests.browser.conftest import Visit
from tests.browser.visiting import DESKTOP, Visitor
from tests.edge.newsroom import sign_in

POSTS = 40
WORKS = 120_000  # milliseconds for the worker


@pytest.fixture
def administrator(visit: Visit, served: str) -> Visitor:
    cookies = [
        pair.split("=", 1) for pair in sign_in(served, "admin@fanmankind.example").split("; ")
    ]
    made = visit(width=DESKTOP)
    made.page.context.add_cookies(
        [{"name": name, "value": value, "url": served} for name, value in cookies]
    )
    made.watch.expected_statuses = {422}
    return made


def _export(folder: Path, site: str) -> Path:
    path = folder / f"{site}.xml"
    head = HEAD.format(title=site, version="1.2", base="").replace("old.example", f"{site}.example")
    term = [("category", "for-all-mankind", "For All Mankind")]
    posts = [
        item(number, title=f"{site} number {number}: the season 4 finale", name=f"{site}-{number}",
             link=f"https://{site}.example/{site}-{number}/", terms=term)
        for number in range(1, POSTS + 1)
    ]  # fmt: skip
    path.write_text(head + author() + "".join(posts) + "</channel></rss>", encoding="utf-8")
    return path


def test_an_administrator_tries_and_then_brings_it_along(
    administrator: Visitor, tmp_path: Path
) -> None:
    site = f"site{uuid4().hex[:8]}"
    page = administrator.page
    page.goto(f"{administrator.site}/cms/import/")
    page.get_by_label("Export").set_input_files(_export(tmp_path, site))
    expect(page.get_by_label("Only try it")).to_be_checked()
    page.get_by_label("The archive’s time zone").select_option("Europe/Riga")
    page.get_by_role("button", name="Upload and begin").click()
    expect(page).to_have_url(re.compile(r"/cms/import/\d+/$"))
    expect(page.get_by_text("Nothing was changed.")).to_be_visible(timeout=WORKS)
    expect(page.get_by_role("row", name=f"posts {POSTS}", exact=True)).to_be_visible()
    page.get_by_role("button", name="Bring it along in earnest").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_text("It is brought along.")).to_be_visible(timeout=WORKS)
    page.get_by_role("link", name="make the articles safe").click()
    expect(page.get_by_role("link", name=re.compile(f"^{site} number")).first).to_be_visible()
    page.get_by_role("button", name=re.compile("Take the suggestion")).first.click()
    expect(page.get_by_text("has the suggested boundary and headline now")).to_be_visible()


def test_what_is_no_xml_is_refused_in_words(administrator: Visitor, tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_bytes(b"PK\x03\x04 this is an archive of another kind")
    page = administrator.page
    page.goto(f"{administrator.site}/cms/import/")
    page.get_by_label("Export").set_input_files(path)
    page.get_by_role("button", name="Upload and begin").click()
    expect(page.get_by_text("It is no XML.")).to_be_visible()


def test_an_editor_may_not(editor: Visitor) -> None:
    editor.watch.expected_statuses = {403}
    page = editor.page
    page.goto(f"{editor.site}/cms/import/")
    expect(
        page.get_by_text("Sorry, you do not have permission to access this area.")
    ).to_be_visible()
