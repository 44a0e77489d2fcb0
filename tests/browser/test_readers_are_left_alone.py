"""A visit to every page: no cookie, nothing asked of others, nothing kept but the choice made."""

from tests.browser.conftest import Visit
from tests.browser.pages import KINDS, open_kind, scroll_through
from tests.browser.visiting import PHONE


def test_every_page_leaves_no_cookie_and_asks_nobody_else(visit: Visit) -> None:
    visitor = visit(width=PHONE)
    for path in KINDS.values():
        open_kind(visitor, path)
        scroll_through(visitor)
    assert visitor.page.context.cookies() == []
    assert visitor.watch.foreign == []
    stored = "[Object.keys(localStorage), Object.keys(sessionStorage)]"
    assert visitor.page.evaluate(stored) == [[], []]


def test_the_watch_notices_a_call_to_another_host(visit: Visit) -> None:
    visitor = visit(bypass_csp=True)
    visitor.go("/")
    visitor.page.evaluate("fetch('https://elsewhere.example/').catch(() => 0)")
    assert visitor.watch.foreign == ["https://elsewhere.example/"]
    visitor.watch.foreign.clear()
    visitor.watch.errors.clear()
