"""The beginning of a name or title is enough for a suggestion, which leads straight there."""

import pytest

from tests.articles.searching import add_character, suggested, suggested_titles
from tests.factories import make_article, make_author, make_show

pytestmark = pytest.mark.django_db


def test_everything_that_has_a_name() -> None:
    show = make_show("Lantern Road")
    add_character(show, "Ada Lantern")
    make_author("Bea Lantern")
    article = make_article(show, title="The lantern, explained")
    items = suggested("lan")["items"]
    assert {(item["kind"], item["title"], item["note"]) for item in items} == {
        ("Show", "Lantern Road", ""),
        ("Character", "Ada Lantern", "Lantern Road"),
        ("Author", "Bea Lantern", ""),
        ("Article", "The lantern, explained", "Lantern Road"),
    }
    urls = {item["kind"]: item["url"] for item in items}
    assert urls["Show"] == show.url
    assert urls["Article"] == article.url
    assert urls["Character"] == f"{show.url}who/#ada-lantern"


def test_the_show_comes_first() -> None:
    show = make_show("Lantern")
    make_article(show, title="Lantern season 1 ending")
    assert suggested_titles("lantern") == ["Lantern", "Lantern season 1 ending"]


def test_text_alone_suggests_nothing() -> None:
    make_article(make_show("The Long Way"), title="One", safe_dek="About a lantern.")
    assert suggested_titles("lantern") == []


@pytest.mark.parametrize("query", ["", "l", " ", "!", "ʘʘ"])
def test_too_little_suggests_nothing(query: str) -> None:
    make_show("Lantern")
    assert suggested_titles(query) == []


def test_there_are_never_many() -> None:
    show = make_show("The Long Way")
    for number in range(10):
        add_character(show, f"Ada {number}")
    assert len(suggested_titles("ada")) == 8
