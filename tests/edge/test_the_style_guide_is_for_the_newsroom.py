"""The style guide: everything in every state, and only for those who work here."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.article import Fate
from articles.models import Article
from tests.articles.newsroom import sign_in
from tests.edge.asking import ask, is_designed
from tests.factories import episode_of, make_article, make_front, make_picture, make_show

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
FOLDERS = ("components", "blocks", "allauth/elements")
LARGER = {
    f"articles/{name}.html"
    for name in ("article_opening", "end_card", "lead", "hub_head", "season", "episodes",
                 "front_row", "profile", "search/found", "search/hit")
}  # fmt: skip
NOTHING_TO_SEE = {
    "components/head_meta.html",  # what search engines read
    "blocks/needs_a_look_preview.html",  # the newsroom's own
    "allauth/elements/h1.html",  # a page has one
}
STATES = {
    **{f"the fate {status}": f".fates .fate--{status}" for status in Fate.Status.values},
    **{f"a figure {width}": f".figure--{width}" for width in ("main", "wide", "full")},
    **{f"the veil: {s}": f"[data-shield={s}] > .shield" for s in ("wait", "ask", "veil", "shown")},
    "a ring not begun": ".patch--large > .ring:not(:has(.ring__fill))",
    "a ring on the way": ".patch--large > .ring > .ring__fill",
    "a passage left out": ".veil > template",
    "a passage lifted": ".veil > .veil__text",
    "a video playing": ".video > iframe",
    "a card without its picture": ".card__picture:not(:has(img))",
    "a list of nothing": ".empty",
    "a season without its ending": ".season__ending--none",
    "an episode watched": ".season-map > [aria-pressed=true]",
    "something kept": ".button[aria-pressed=true]",
    "a choice to make": ".through:has(> ol):not(:has([aria-current]))",
    "a choice made": ".through [aria-current]",
    "hits": ".hits > li > .hit",
    "no hits": "#found-not",
    "a field filled in wrongly": ".field--wrong > .field__errors",
    "a form's mistakes, summed up": ".error-summary li > a",
    "a field that is closed": ".field input:disabled",
    "a page of a list, between": ".pager:has([rel=prev]):has([rel=next])",
    "an error": ".error > .error__code",
}


@pytest.fixture
def article() -> Article:
    """One that has everything, of a show with a season that has no ending yet."""
    show = make_show()
    body = [{"type": "heading", "value": {"text": f"Part {n}"}} for n in range(3)]
    made = make_article(show, boundary=episode_of(show, 1, 3), body=body)
    made.videos.create(title="T", url="https://vimeo.com/1234567", poster=make_picture())
    made.save()  # and with it the video
    make_article(show)  # the front page's rows do not repeat its lead
    front = make_front()
    front.rows = [{"type": "latest", "value": {"title": "Latest", "count": 3}}]
    front.save()
    return made


def guide(client: Client) -> tuple[set[str], BeautifulSoup]:
    """The templates that the style guide shows, and the page as a browser takes it apart."""
    sign_in(client)
    answer = client.get("/styleguide/")
    shown = {str(template.name) for template in answer.templates}
    return shown, BeautifulSoup(answer.content, "html5lib")


@pytest.mark.django_db
def test_every_component_has_its_place(client: Client, article: Article) -> None:
    wanted = LARGER | {
        str(path.relative_to(TEMPLATES))
        for folder in FOLDERS
        for path in (TEMPLATES / folder).glob("*.html")
    }
    shown, _ = guide(client)
    assert wanted - NOTHING_TO_SEE - shown == set()


@pytest.mark.django_db
def test_every_state_has_its_place(client: Client, article: Article) -> None:
    _, page = guide(client)
    assert [state for state, selector in STATES.items() if not page.select(selector)] == []


@pytest.mark.django_db
def test_it_stands_before_anything_is_published(client: Client) -> None:
    shown, _ = guide(client)
    assert "components/disclosure.html" in shown


def test_a_stranger_finds_nothing(served: str) -> None:
    answer = ask(served, "/styleguide/")
    assert answer.status == 404
    assert is_designed(answer)


def test_an_invented_session_finds_nothing(served: str) -> None:
    cookie = {"Cookie": "sessionid=0123456789abcdefghijklmnopqrstuv"}
    assert ask(served, "/styleguide/", headers=cookie).status == 404


def test_it_is_kept_out_of_search_engines(served: str, editor: str) -> None:
    page = ask(served, "/styleguide/", headers={"Cookie": editor})
    assert '<meta name="robots" content="noindex">' in page.text
