"""The style guide: everything in every state, and only for those who work here."""

import re
from pathlib import Path

from tests.edge.asking import ask, is_designed

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
MORE = {"opening", "lead", "end-card", "hub-head", "season", "row", "profile", "error", "empty"}


def components() -> set[str]:
    """The class with which each component's and each block's template begins, and larger parts."""
    found = set(MORE)
    for folder in ("components", "blocks"):
        for template in (TEMPLATES / folder).glob("*.html"):
            if first := re.search(r'class="([a-z][\w-]*)', template.read_text()):
                found.add(first[1])
    return found


def test_a_stranger_finds_nothing(served: str) -> None:
    answer = ask(served, "/styleguide/")
    assert answer.status == 404
    assert is_designed(answer)


def test_an_invented_session_finds_nothing(served: str) -> None:
    cookie = {"Cookie": "sessionid=0123456789abcdefghijklmnopqrstuv"}
    assert ask(served, "/styleguide/", headers=cookie).status == 404


def test_an_editor_sees_every_component(served: str, editor: str) -> None:
    page = ask(served, "/styleguide/", headers={"Cookie": editor})
    assert page.status == 200
    for name in components():
        assert re.search(rf'class="(?:[^"]* )?{name}[ "]', page.text), name


def test_it_is_kept_out_of_search_engines(served: str, editor: str) -> None:
    page = ask(served, "/styleguide/", headers={"Cookie": editor})
    assert '<meta name="robots" content="noindex">' in page.text
