"""What a page weighs on the wire, compressed as a browser asks for it."""

import re

import pytest
from bs4 import BeautifulSoup

from tests.edge.asking import CODINGS, ask
from tests.edge.demonstration import MISSING, PAGES, SEARCH

HTML = 14 * 1024  # bytes: what a server may send before the first acknowledgement
CSS = 12 * 1024
JAVASCRIPT = 8 * 1024
FONTS = 80 * 1024


def weight(site: str, paths: set[str]) -> int:
    """The bytes transferred for these files, each of which must exist."""
    answers = [ask(site, path, headers=CODINGS) for path in sorted(paths)]
    assert {answer.status for answer in answers} <= {200}
    return sum(len(answer.body) for answer in answers)


ONLY_WHERE = re.compile(r'find\("([^"]+)"\)\s*&&\s*import\("\./([^"]+)"\)')
# Asked for at a press, or at the one sign-in where a device joins its account; not by reading.
ONLY_AT_TIMES = ("due.", "report.", "joined.", "who.")


def scripts_of(site: str, page: str) -> set[str]:
    """The scripts of a page and whatever they import, whether at once or later.

    Left out is only what the page has nothing for.
    """
    soup = BeautifulSoup(ask(site, page).text, "html.parser")
    found: set[str] = set()
    waiting = {str(tag["src"]) for tag in soup.select("script[src]")}
    while waiting:
        path = waiting.pop()
        found.add(path)
        text = ask(site, path).text
        missing = {name for has, name in ONLY_WHERE.findall(text) if not soup.select(has)}
        imports = set(re.findall(r'(?:from|import)\s*\(?\s*"\./([^"]+)"', text)) - missing
        imports = {name for name in imports if not name.startswith(ONLY_AT_TIMES)}
        waiting |= {f"{path.rpartition('/')[0]}/{name}" for name in imports} - found
    return found


@pytest.mark.parametrize("path", [*PAGES, *SEARCH, MISSING])
def test_html_fits_in_one_round_trip(served: str, path: str) -> None:
    answer = ask(served, path, headers=CODINGS)
    assert answer.header("Content-Encoding") == "br"
    assert len(answer.body) <= HTML


@pytest.mark.parametrize("path", [*PAGES, *SEARCH, MISSING])
def test_styles_are_light(served: str, path: str) -> None:
    sheets = set(re.findall(r'<link rel="stylesheet" href="([^"]+)"', ask(served, path).text))
    assert sheets
    assert weight(served, sheets) <= CSS


@pytest.mark.parametrize("path", [*PAGES, *SEARCH])
def test_scripts_are_light_with_everything_they_import(served: str, path: str) -> None:
    scripts = scripts_of(served, path)
    assert any("/store." in script for script in scripts), "imports were not followed"
    assert weight(served, scripts) <= JAVASCRIPT


def test_all_faces_together_are_light(served: str) -> None:
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', ask(served, "/").text)
    faces: set[str] = set()
    for sheet in sheets:
        names = re.findall(r'url\("?([^")]+\.woff2)', ask(served, sheet).text)
        faces |= {f"/static/fonts/{name.rpartition('/')[2]}" for name in names}
    # Latin Extended waits behind its unicode-range; an English page does not load it.
    faces = {face for face in faces if "-extended." not in face}
    assert len(faces) >= 2
    assert weight(served, faces) <= FONTS
