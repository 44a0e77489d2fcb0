"""A public page is the same for strangers, for editors, and for whoever sends odd cookies."""

import pytest

from tests.edge.asking import Answer, ask
from tests.edge.demonstration import MISSING, PAGES, PUBLIC, VEILED, passage_of

ODD = {
    "an invented session": "sessionid=0123456789abcdefghijklmnopqrstuv",
    "an invented token": "csrftoken=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; sessionid=x",
    "garbage": 'sessionid=; =; ;;csrftoken=<>"; messages=%00%ff; a' + "b" * 3000,
}


def sameness(answer: Answer) -> tuple[int, str, bytes]:
    """What must not differ between two people."""
    return answer.status, answer.header("ETag"), answer.body


@pytest.mark.parametrize("path", [*PUBLIC, MISSING])
def test_a_page_sets_no_cookie_and_varies_by_coding_alone(served: str, path: str) -> None:
    answer = ask(served, path)
    assert "Set-Cookie" not in answer.headers
    assert answer.header("Vary") == "Accept-Encoding"


def test_an_editor_gets_a_strangers_page(served: str, editor: str) -> None:
    paths = [*PUBLIC, MISSING, passage_of(served, VEILED[0])]
    differing = [
        path
        for path in paths
        if sameness(ask(served, path)) != sameness(ask(served, path, headers={"Cookie": editor}))
    ]
    assert differing == []


@pytest.mark.parametrize("cookie", ODD.values(), ids=ODD)
@pytest.mark.parametrize("path", ["/", PAGES[-1], "/feeds/rss.xml"])
def test_odd_cookies_change_nothing(served: str, path: str, cookie: str) -> None:
    answer = ask(served, path, headers={"Cookie": cookie})
    assert sameness(answer) == sameness(ask(served, path))
    assert "Set-Cookie" not in answer.headers


def test_the_language_and_the_browser_change_nothing(served: str) -> None:
    elsewhere = {"Accept-Language": "de, ar;q=0.5", "User-Agent": "Mozilla/5.0 (iPhone)"}
    assert sameness(ask(served, "/", headers=elsewhere)) == sameness(ask(served, "/"))
