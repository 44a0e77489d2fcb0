"""Every page is HTML without an error or a warning, by the Nu checker."""

from pathlib import Path

from tests.edge import nu
from tests.edge.asking import ask
from tests.edge.demonstration import MISSING, PAGES, SEARCH, VEILED, passage_of


def test_every_page_is_valid_html(served: str, nu_checker: Path, tmp_path: Path) -> None:
    paths = [
        *PAGES,
        *SEARCH,
        "/search/?q=xylophone",
        MISSING,
        *(passage_of(served, article) for article in VEILED),
    ]
    found = nu.complaints(nu_checker, {path: ask(served, path).body for path in paths}, tmp_path)
    assert found == []


def test_the_style_guide_is_valid_html(
    served: str, editor: str, nu_checker: Path, tmp_path: Path
) -> None:
    page = ask(served, "/styleguide/", headers={"Cookie": editor})
    assert nu.complaints(nu_checker, {"/styleguide/": page.content}, tmp_path) == []


def test_the_checker_notices_a_mistake(nu_checker: Path, tmp_path: Path) -> None:
    mistake = {"mistake": b"<!doctype html><title>A</title><p><img src=a.png></p><ul><p></ul>"}
    assert len(nu.complaints(nu_checker, mistake, tmp_path)) >= 2
