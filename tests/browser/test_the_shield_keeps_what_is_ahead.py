"""An article opens with a veil for a reader who is behind, and for nobody else."""

from __future__ import annotations

import io
import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser import readers
from tests.browser.conftest import Visit
from tests.browser.readers import S3, S4, SHOW, expect_state, remember, state
from tests.browser.test_nobody_is_shut_out import violations
from tests.browser.visiting import DESKTOP, PHONE, Visitor
from tests.edge.asking import ask
from tests.edge.demonstration import VEILED, passage_of

FILM = "/2001-a-space-odyssey/"


def hidden_words(site: str, path: str = S4) -> list[str]:
    """The takeaways of an article: each gives it away."""
    found = re.search(r'<ol class="thirty__list">(.*?)</ol>', ask(site, path).text, re.DOTALL)
    assert found
    return [
        text.replace("&#x27;", "'") for text in re.findall(r"<li>([^<]+)</li>", found[1])
    ]  # fmt: skip


@pytest.fixture
def behind(visit: Visit, served: str) -> Visitor:
    """A reader at S3E4."""
    visitor = visit(width=PHONE)
    remember(visitor, readers.episode(served, 3, 4))
    return visitor


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (None, "open"),
        ((3, 4), "veil"),
        ((4, 9), "veil"),
        ((4, 10), "open"),
        ("not started", "veil"),
        ("spoil me", "open"),
    ],
)
def test_who_gets_it(visit: Visit, served: str, said: Any, wanted: str) -> None:
    visitor = visit()
    known = {"not started": [0, 0, 0, 0], "spoil me": [0, 0, 0, 1]}
    if said is not None:
        remember(visitor, known.get(said) or readers.episode(served, *said))
    page = visitor.go(S4)
    assert state(page) == wanted
    assert page.locator("[data-shielded]").is_visible() is (wanted == "open")
    assert page.locator("[data-shield-panel]").is_visible() is (wanted == "veil")


def test_it_says_what_is_spoiled_and_where_one_is(behind: Visitor) -> None:
    panel = behind.go(S4).locator("[data-shield-panel]")
    expect(panel).to_contain_text("Ahead of you: through S4E10, “Perestroika”")
    expect(panel).to_contain_text("You are at S3E4.")


def test_the_hidden_words_are_nowhere(behind: Visitor, served: str) -> None:
    page = behind.go(S4)
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+C")
    surfaces = {
        "text": page.evaluate("document.body.innerText"),
        "accessibility": page.locator("html").aria_snapshot(),
        "selection": page.evaluate("String(getSelection())"),
    }
    for words in hidden_words(served):
        assert [name for name, text in surfaces.items() if words in text] == []
        assert page.evaluate("words => window.find(words)", words) is False
        assert words not in readers.spoken(page)
    assert page.locator("[data-shielded]").get_attribute("hidden") is not None
    assert (
        page.title()
        == "For All Mankind Season 4’s ending, explained: what Mars is for · fanmankind"
    )


def test_a_link_to_words_of_it_does_not_lift_it(behind: Visitor, served: str) -> None:
    words = " ".join(hidden_words(served)[0].split()[:6])
    page = behind.go(f"{S4}#:~:text={quote(words)}")
    assert state(page) == "veil"
    assert words not in page.evaluate("document.body.innerText")


def test_no_headline_from_ahead_is_on_a_page_nor_sent_to_it(visit: Visit, served: str) -> None:
    visitor = visit(width=DESKTOP)
    remember(visitor, readers.episode(served, 3, 10))
    asked: set[str] = set()
    visitor.page.on("request", lambda request: asked.add(request.url.removeprefix(served)))
    forms = {
        season: json.loads(ask(served, f"{SHOW}seasons/{season}.json").text)["articles"].values()
        for season in range(1, 5)
    }
    ahead, told = [form["headline"] for form in forms[4]], []
    for path in (
        "/",
        SHOW,
        "/search/?q=ending",
        S3,
        "/shows/",
        f"{SHOW}who/?through=s3",  # without a place the page would go on to one by itself
        f"{SHOW}catch-up/?through=s3",
    ):
        page = visitor.go(path)
        page.wait_for_load_state("networkidle")
        if path == SHOW:  # a slow page may be quiet for a moment before it is done
            for form in (*forms[1], *forms[2], *forms[3]):
                expect(page.locator("main")).to_contain_text(form["headline"])
        shown = page.evaluate("document.documentElement.outerHTML")
        assert [words for words in ahead if words in shown] == [], path
        told += [form for form in forms[3] if form["headline"] in shown]
    assert told
    seasons = {address for address in asked if "/seasons/" in address and SHOW in address}
    assert seasons == {f"{SHOW}seasons/{part}.json" for part in ("1", "2", "3/10")}


def test_nothing_behind_it_can_be_reached_by_tab(behind: Visitor) -> None:
    page = behind.go(S4)
    for _ in range(60):
        page.keyboard.press("Tab")
        inside = "document.activeElement.closest('[data-shielded]') !== null"
        assert page.evaluate(inside) is False


def test_paper_has_none_of_it_and_says_so(behind: Visitor, served: str) -> None:
    page = behind.go(S4)
    reader = PdfReader(io.BytesIO(page.pdf()))
    text = " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())
    assert "The text is left out until you ask for it." in text
    assert "Season 4" in text
    assert [words for words in hidden_words(served) if words[:40] in text] == []


def test_shown_anyway_focus_moves_in_and_it_can_be_hidden_again(behind: Visitor) -> None:
    page = behind.go(S4)
    page.get_by_role("button", name="Show it anyway").press("Enter")
    expect(page.locator("[data-shielded]")).to_be_focused()
    assert page.locator("[data-shielded]").is_visible()
    page.get_by_role("button", name="Hide it again").press("Enter")
    expect(page.locator("[data-shield-panel]")).to_be_focused()
    assert not page.locator("[data-shielded]").is_visible()
    assert state(behind.again()) == "veil"


def test_having_watched_it_lifts_it_for_good_and_can_be_undone(behind: Visitor) -> None:
    page = behind.go(S4)
    page.get_by_role("button", name="I have watched this").click()
    expect(page.locator("[data-shielded]")).to_be_focused()
    assert state(page) == "open"
    expect(page.get_by_role("status").last).to_contain_text("You are at S4E10.")
    page.get_by_role("button", name="Undo").click()
    assert state(page) == "veil"


def test_a_reminder_waits_on_the_shelf_until_one_is_there(behind: Visitor, served: str) -> None:
    page = behind.go(S4)
    page.get_by_role("button", name="Remind me when I get there").click()
    page = behind.go("/reading/shelf/")
    row = page.locator("[data-guest-shelf] li")
    expect(row).to_contain_text("waiting for you")
    progress = readers.memory(page)["progress"]
    [show] = progress
    said = readers.episode(served, 4, 10)
    page.evaluate(
        "([show, said]) => { const m = JSON.parse(localStorage.reading);"
        " m.progress[show] = said; localStorage.reading = JSON.stringify(m); }",
        [show, said],
    )
    page = behind.go("/reading/shelf/")
    expect(page.locator("[data-guest-shelf] li")).to_contain_text("it is yours to read")


def test_finished_with_one_tap_at_the_end(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go(S4)
    button = page.get_by_role("button", name="I have just finished Season 4")
    button.click()
    expect(button).to_be_hidden()
    [said] = readers.memory(page)["progress"].values()
    assert said[:2] == [4, 10]


def test_a_film_is_seen_or_not(visit: Visit) -> None:
    visitor = visit()
    remember(visitor, [0, 0, 0, 0], FILM)
    page = visitor.go(f"{FILM}ending-explained/")
    panel = page.locator("[data-shield-panel]")
    expect(panel).to_contain_text("Ahead of you: the whole film")
    expect(panel).to_contain_text("You have not seen it.")
    panel.get_by_role("button", name="I have seen it").click()
    assert state(page) == "open"


def test_a_passage_opens_for_who_has_watched_that_far(visit: Visit, served: str) -> None:
    article = next(path for path in VEILED if "season-1" in path)
    visitor = visit()
    remember(visitor, readers.episode(served, 4, 10))
    page = visitor.go(article)
    expect(page.get_by_role("button", name="Hide this passage")).to_be_visible()
    page.get_by_role("button", name="Hide this passage").click()
    expect(page.locator(".veil__text")).to_have_count(0)


def test_a_passages_own_page_has_the_veil_too(behind: Visitor, served: str) -> None:
    article = next(path for path in VEILED if "season-3" in path)
    page = behind.go(passage_of(served, article))
    assert state(page) == "veil"
    assert not page.locator("[data-shielded]").is_visible()


def test_in_another_tab_too(behind: Visitor) -> None:
    page = behind.go(S4)
    other = behind.another_tab(S4)
    other.get_by_role("button", name="I have watched this").click()
    expect_state(page, "open")


def test_without_javascript_the_article_is_readable(visit: Visit) -> None:
    page = visit(java_script_enabled=False).go(S4)
    assert page.locator("[data-shielded]").is_visible()
    assert not page.locator("[data-shield-panel]").is_visible()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_it_shuts_nobody_out(visit: Visit, served: str, width: int) -> None:
    visitor = visit(width=width)
    remember(visitor, readers.episode(served, 3, 4))
    assert violations(visitor.go(S4)) == []


def test_strange_memories_are_no_trouble(visit: Visit) -> None:
    for strange in ("null", "[]", "7", '{"progress": 3}', '{"progress": {"1": "x"}}', "{"):
        visitor = visit()
        visitor.page.add_init_script(f"localStorage.setItem('reading', '{strange}')")
        assert state(visitor.go(S4)) in {"open", "veil"}
