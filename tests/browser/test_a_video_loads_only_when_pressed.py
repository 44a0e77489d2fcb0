"""A video: our own poster, and nothing from its host before somebody presses play."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit
from tests.browser.pages import FILMED_ARTICLE, scroll_through
from tests.browser.visiting import Visitor
from tests.edge.demonstration import FILMED

HOST = "www.youtube-nocookie.com"


@pytest.fixture
def asked(visitor: Visitor) -> list[str]:
    """What the video's host is asked for; a stand-in answers in its place."""
    found: list[str] = []

    def answer(route: Route) -> None:
        found.append(route.request.url)
        route.fulfill(content_type="text/html", body="<!doctype html><title>A video</title>")

    visitor.page.route("https://**/*", answer)
    return found


def play(page: Page) -> None:
    """Press play with the keyboard."""
    page.locator(".video__play").first.press("Enter")


@pytest.mark.parametrize("article", FILMED)
def test_nothing_is_asked_before(visitor: Visitor, asked: list[str], article: str) -> None:
    visitor.go(article)
    scroll_through(visitor)
    assert asked == []
    assert visitor.page.locator("iframe").count() == 0
    hints = "link[rel~=preconnect], link[rel~=dns-prefetch]"
    assert visitor.page.locator(hints).count() == 0


@pytest.mark.parametrize("article", FILMED)
def test_the_poster_is_ours(visitor: Visitor, article: str) -> None:
    page = visitor.go(article)
    for poster in page.locator(".video__play img").all():
        poster.scroll_into_view_if_needed()
        expect(poster).to_be_visible()
        assert poster.evaluate("image => image.currentSrc || image.src").startswith(visitor.site)


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_key_plays_it_in_a_named_frame_with_the_focus(
    visitor: Visitor, asked: list[str], key: str
) -> None:
    visitor.watch.expected_hosts.add(HOST)
    page = visitor.go(FILMED_ARTICLE)
    title = page.locator("[data-video]").first.get_attribute("data-title")
    button = page.locator(".video__play").first
    expect(button).to_have_role("button")
    with page.expect_request(lambda request: HOST in request.url):
        button.press(key)
    frame = page.locator("iframe")
    expect(frame).to_have_count(1)
    expect(frame).to_have_attribute("title", str(title))
    expect(frame).to_be_focused()
    assert (frame.get_attribute("src") or "").startswith(f"https://{HOST}/embed/")
    page.wait_for_load_state("load")
    assert len(asked) == 1


def test_a_finger_plays_it(visitor: Visitor, asked: list[str]) -> None:
    visitor.watch.expected_hosts.add(HOST)
    page = visitor.go(FILMED_ARTICLE)
    page.locator(".video__play").first.click()
    expect(page.locator("iframe")).to_be_visible()
    expect(page).to_have_url(visitor.site + FILMED_ARTICLE)


def test_the_frame_takes_the_posters_place(visitor: Visitor, asked: list[str]) -> None:
    visitor.watch.expected_hosts.add(HOST)
    page = visitor.go(FILMED_ARTICLE)
    before = page.locator(".video__play").first.bounding_box()
    play(page)
    after = page.locator("iframe").bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["width"] - before["width"]) <= 1
    assert abs(after["height"] - before["height"]) <= 1


def test_the_page_says_who_will_learn_of_it(visit: Visit) -> None:
    page = visit().go(FILMED_ARTICLE)
    expect(page.locator(".video__note").first).to_contain_text("Nothing is loaded from there")
