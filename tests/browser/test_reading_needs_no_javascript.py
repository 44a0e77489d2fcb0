"""With JavaScript off: all of the text, a way past the veil, and no dead button."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.pages import FILMED_ARTICLE, KINDS, VEILED_ARTICLE, open_kind
from tests.browser.visiting import PHONE, Visitor
from tests.edge.demonstration import ARTICLES, MISSING


@pytest.fixture
def plain(visit: Visit) -> Visitor:
    """A reader whose browser runs no scripts."""
    return visit(width=PHONE, java_script_enabled=False)


@pytest.mark.parametrize("article", ARTICLES)
def test_an_article_is_all_there(plain: Visitor, article: str) -> None:
    page = plain.go(article)
    for part in ("h1", ".notice", ".thirty li", ".end-card__headline", ".prose p", ".fates td"):
        pieces = page.locator(part).all()
        assert pieces, part
        for piece in pieces:
            expect(piece).to_be_visible()
            expect(piece).not_to_be_empty()


def test_the_veil_is_a_link_to_the_passages_own_page(plain: Visitor) -> None:
    page = plain.go(VEILED_ARTICLE)
    page.get_by_role("link", name="Show this passage").click()
    expect(page.locator("main .prose p").first).to_be_visible()
    expect(page.locator('meta[name="robots"]')).to_have_attribute("content", "noindex")
    page.get_by_role("link", name="Back to").click()
    expect(page).to_have_url(plain.site + VEILED_ARTICLE)


def test_a_video_is_a_link_to_its_host(plain: Visitor) -> None:
    page = plain.go(FILMED_ARTICLE)
    link = page.locator("a.video__play").first
    expect(link).to_be_visible()
    href = link.get_attribute("href") or ""
    assert href.startswith(("https://www.youtube.com/watch?v=", "https://vimeo.com/"))


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_no_button_is_dead(plain: Visitor, path: str) -> None:
    open_kind(plain, path)
    dead = "all => all.filter(b => !(b.type === 'submit' && b.form)).map(b => b.outerHTML)"
    assert plain.page.get_by_role("button").evaluate_all(dead) == []
    expect(plain.page.locator("[data-theme-control]")).to_be_hidden()


def test_every_page_can_be_reached_from_the_front(plain: Visitor) -> None:
    page = plain.go("/")
    page.get_by_role("link", name="Shows", exact=True).click()
    page.get_by_role("link", name="For All Mankind").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("For All Mankind")
    plain.watch.expected_statuses.add(404)
    plain.go(MISSING)
    page.get_by_role("link", name="To the front page").click()
    expect(page).to_have_url(f"{plain.site}/")
