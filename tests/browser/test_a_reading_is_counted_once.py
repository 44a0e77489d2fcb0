"""Somebody reads an article to its end; the newsroom sees one more reading, and knows no more."""

from playwright.sync_api import Request, expect

from tests.browser import desk
from tests.browser.conftest import Visit
from tests.browser.pages import scroll_through
from tests.browser.visiting import DESKTOP, Visitor

SLUG = "season-1-ending-explained"
PATH = f"/for-all-mankind/{SLUG}/"
GLANCE, READING = 9_000, 30_000  # milliseconds


def _seen(editor: Visitor, key: int) -> tuple[int, int]:
    page = editor.page
    page.goto(f"{editor.site}/cms/reports/readership/")
    row = page.locator("tr").filter(has=page.locator(f"a[href='/cms/pages/{key}/edit/']"))
    reads, finishes = row.locator("td").nth(1), row.locator("td").nth(2)
    return int(reads.inner_text()), int(finishes.inner_text())


def _open(reader: Visitor) -> None:
    """Open the article under a clock of the test's own, and wait for its scripts."""
    reader.page.clock.install()
    reader.page.goto(reader.site + PATH)
    expect(reader.page.locator("[data-save]").first).to_be_visible()


def _reader(visit: Visit) -> tuple[Visitor, list[Request]]:
    reader = visit(width=DESKTOP)
    told: list[Request] = []
    reader.page.on(
        "request", lambda request: told.append(request) if "/readership/" in request.url else None
    )
    _open(reader)
    return reader, told


def test_read_and_finished(visit: Visit, served: str) -> None:
    editor = desk.enter(visit, served, desk.EDITOR)
    editor.page.goto(f"{served}/cms/")
    key = desk.page_key(editor, SLUG)
    before = _seen(editor, key)

    reader, told = _reader(visit)
    reader.page.clock.run_for(GLANCE)
    assert told == []  # open, and not scrolled
    with reader.page.expect_response("**/readership/*/") as answer:
        reader.page.evaluate("scrollTo(0, 900)")
        reader.page.clock.run_for(READING)
    assert answer.value.status == 204
    # The clock also goes on by itself: where scrolling takes its time, it may tell at once.
    with reader.page.expect_response("**/readership/*/") as answer:
        scroll_through(reader)
        reader.page.clock.run_for(READING)
    assert answer.value.status == 204
    reader.page.clock.run_for(READING)

    assert [request.post_data for request in told] == ["reads", "finishes"]
    assert all("cookie" not in request.all_headers() for request in told)
    assert _seen(editor, key) == (before[0] + 1, before[1] + 1)


def test_who_asks_not_to_be_counted_tells_nothing(visit: Visit, served: str) -> None:
    reader = visit(width=DESKTOP)
    told: list[str] = []
    reader.page.on("request", lambda request: told.append(request.url))
    reader.page.add_init_script(
        "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })"
    )
    _open(reader)
    scroll_through(reader)
    reader.page.clock.run_for(READING)
    assert not any("/readership/" in url for url in told)
