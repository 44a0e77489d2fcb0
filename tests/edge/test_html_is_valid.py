"""Every page is HTML without an error or a warning, by the Nu checker."""

from pathlib import Path

from tests.edge import nu
from tests.edge.asking import ask
from tests.edge.demonstration import PAGES, SEARCH, VEILED, passage_of
from tests.edge.error_pages import error_pages


def test_every_page_is_valid_html(served: str, nu_checker: Path, tmp_path: Path) -> None:
    paths = [
        *PAGES,
        *SEARCH,
        "/search/?q=xylophone",
        *(passage_of(served, article) for article in VEILED),
    ]
    errors = error_pages(served)
    assert {status for status, _ in errors.values()} == {400, 403, 404, 405, 429, 500}
    pages = {path: ask(served, path).body for path in paths}
    pages |= {what: html for what, (_, html) in errors.items()}
    assert nu.complaints(nu_checker, pages, tmp_path) == []


def test_the_style_guide_is_valid_html(
    served: str, editor: str, nu_checker: Path, tmp_path: Path
) -> None:
    page = ask(served, "/styleguide/", headers={"Cookie": editor})
    assert nu.complaints(nu_checker, {"/styleguide/": page.content}, tmp_path) == []


def test_the_checker_notices_a_mistake(nu_checker: Path, tmp_path: Path) -> None:
    mistake = {"mistake": b"<!doctype html><title>A</title><p><img src=a.png></p><ul><p></ul>"}
    assert len(nu.complaints(nu_checker, mistake, tmp_path)) >= 2
