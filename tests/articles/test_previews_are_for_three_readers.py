"""A draft is previewed as somebody behind, at its boundary, and caught up; and kept by nobody."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from articles.models import Article
from articles.newsroom.previews import MODES
from tests.articles import newsroom
from tests.factories import episode_of, make_article, make_draft, make_show

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    show = make_show(seasons=2)
    return make_article(
        show,
        boundary=episode_of(show, 1, 3),
        title="A safe headline",
        revealing_headline="Everybody leaves",
    )


def _preview(client: Client, article: Article, mode: str = "") -> BeautifulSoup:
    address = reverse("wagtailadmin_pages:view_draft", args=[article.pk])
    answer = client.get(address, {"mode": mode} if mode else {})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def _device(soup: BeautifulSoup) -> Any:
    """The script that gives the page its device."""
    found = soup.select_one("script[data-memory]")
    assert found is not None
    return found


def _said(soup: BeautifulSoup, article: Article) -> Any:
    """How far the device says that its reader has watched the show."""
    memory = json.loads(_device(soup)["data-memory"])
    return memory["progress"][str(article.get_parent().pk)]


@pytest.mark.parametrize(
    ("mode", "at"),
    [("behind-light", (1, 2)), ("at-light", (1, 3)), ("caught-up-light", (2, 3))],
)
def test_each_reader_stands_somewhere_else(
    client: Client, article: Article, mode: str, at: tuple[int, int]
) -> None:
    newsroom.sign_in(client)
    episode = episode_of(article.get_parent().specific, *at)
    assert _said(_preview(client, article, mode), article) == [*at, episode.pk, 0]


def test_before_the_first_episode_nothing_is_watched(client: Client) -> None:
    show = make_show()
    article = make_article(show, boundary=episode_of(show, 1, 1))
    newsroom.sign_in(client)
    assert _said(_preview(client, article, "behind-dark"), article) == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("mode", "headline"),
    [
        ("behind-light", "A safe headline"),
        ("at-light", "Everybody leaves"),
        ("caught-up-dark", "Everybody leaves"),
    ],
)
def test_lists_show_each_reader_their_form(
    client: Client, article: Article, mode: str, headline: str
) -> None:
    newsroom.sign_in(client)
    card = _preview(client, article, mode).select_one(".previewing__lists [data-headline]")
    assert card is not None
    assert card.get_text() == headline


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_is_the_modes(client: Client, article: Article, theme: str) -> None:
    newsroom.sign_in(client)
    assert _device(_preview(client, article, f"at-{theme}"))["data-theme"] == theme


def test_the_device_is_there_before_the_pages_own_script(client: Client, article: Article) -> None:
    newsroom.sign_in(client)
    scripts = [script.get("src", "") for script in _preview(client, article).select("head script")]
    assert "newsroom/preview" in scripts[0]
    assert "js/head" in scripts[1]


def test_it_is_the_pages_own_text(client: Client, article: Article) -> None:
    newsroom.sign_in(client)
    soup = _preview(client, article)
    page = BeautifulSoup(client.get(article.url).content, "html.parser")
    assert str(soup.select_one("[data-shielded]")) == str(page.select_one("[data-shielded]"))


def test_an_unknown_mode_is_the_default_one(client: Client, article: Article) -> None:
    newsroom.sign_in(client)
    assert _said(_preview(client, article, "no-such"), article)[:2] == [1, 3]
    assert MODES[0][0] == "at-light"


def test_a_draft_without_a_boundary_says_what_is_missing(client: Client) -> None:
    newsroom.sign_in(client)
    soup = _preview(client, make_draft(), "behind-light")
    assert _device(soup)["data-memory"] == "{}"
    assert "Choose the article’s boundary" in soup.get_text()


def test_the_panel_offers_every_reader_and_a_phone_and_a_desktop(
    client: Client, article: Article
) -> None:
    newsroom.sign_in(client)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    soup = BeautifulSoup(page.content, "html.parser")
    modes = [option["value"] for option in soup.select("#id_preview_mode option")]
    assert modes == [mode for mode, _ in MODES]
    widths = {tag["data-device-width"] for tag in soup.select("[name=preview-size]")}
    assert {"390", "1440"} <= widths


@pytest.mark.parametrize("mode", [mode for mode, _ in MODES])
def test_no_cache_keeps_a_preview(client: Client, article: Article, mode: str) -> None:
    newsroom.sign_in(client)
    for address in (
        reverse("wagtailadmin_pages:view_draft", args=[article.pk]),
        reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk]),
    ):
        answer = client.get(address, {"mode": mode})
        kept = {part.strip() for part in answer["Cache-Control"].split(",")}
        assert {"private", "no-store"} <= kept
        assert not [part for part in kept if part.startswith(("public", "s-maxage"))]
        assert not {"CDN-Cache-Control", "ETag"} & set(answer.headers)


def test_the_newsroom_may_frame_it_and_its_policy_is_the_pages(
    client: Client, article: Article
) -> None:
    newsroom.sign_in(client)
    address = reverse("wagtailadmin_pages:view_draft", args=[article.pk])
    policy = client.get(address)["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "'unsafe-inline'" not in policy


def test_the_page_itself_still_forbids_frames(client: Client, article: Article) -> None:
    assert "frame-ancestors 'none'" in client.get(article.url)["Content-Security-Policy"]
    assert "public" in client.get(article.url)["Cache-Control"]
