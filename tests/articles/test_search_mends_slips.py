"""A mistyped query shows what was probably meant, and says that it does."""

from __future__ import annotations

import pytest

from articles.models import SearchWord
from articles.search import vocabulary
from tests.articles.searching import add_character, found, page_for, suggested, titles
from tests.factories import make_article, make_show

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed",
    ["manknd", "makind", "mankindd", "mamkind", "amnkind", "mannkid", "mmaankind", "mmamkind"],
)
def test_a_slip_in_a_name(typed: str) -> None:
    make_show("For All Mankind")
    page = page_for(typed)
    assert titles(page) == ["For All Mankind"]
    said = page.select_one(".found__mended")
    assert "mankind" in said.get_text()
    assert typed in said.get_text()
    assert said.select_one("a")["href"] == "/search/?q=mankind"


def test_only_the_word_with_the_slip_changes() -> None:
    show = make_show("The Long Way")
    make_article(show, title="Odyssey ending, explained")
    page = page_for("oddysey ending")
    assert page.select_one(".found__mended strong").get_text() == "odyssey ending"


def test_the_word_of_most_titles_is_meant() -> None:
    show = make_show("The Long Way")
    add_character(show, "Marta")
    make_article(show, title="Marty leaves")
    make_article(show, title="Marty returns")
    assert vocabulary.neighbour("martx") == "marty"


def test_a_short_word_is_left_alone() -> None:
    make_show("The Cat")
    assert found("cta") == []
    assert page_for("cta").select(".found__mended strong") == []


def test_what_finds_nothing_is_not_offered() -> None:
    make_show("The Lantern")
    make_show("The River")
    page = page_for("lantren rivre")
    assert titles(page) == []
    assert page.select(".found__mended strong") == []


def test_another_spelling_is_offered_where_little_is_found() -> None:
    show = make_show("The Long Way")
    make_article(show, title="One", safe_dek="A mistake: lantrn.")
    for number in range(3):
        make_article(show, title=f"The lantern {number}")
    page = page_for("lantrn")
    assert titles(page) == ["One"]  # something has just this
    page = page_for("lantren")
    assert page.select_one(".found__mended strong").get_text() == "lantern"


def test_suggestions_are_mended_too() -> None:
    make_show("For All Mankind")
    offered = suggested("manknid")
    assert offered["meant"] == "mankind"
    assert [item["title"] for item in offered["items"]] == ["For All Mankind"]


def test_the_vocabulary_is_in_step_with_titles() -> None:
    show = make_show("The Lantern")
    article = make_article(show, title="Quicksilver, explained")
    assert set(SearchWord.objects.values_list("pk", flat=True)) >= {"lantern", "quicksilver"}
    article.title = "Mercury, explained"
    article.save_revision().publish()
    words = set(SearchWord.objects.values_list("pk", flat=True))
    assert "mercury" in words
    assert "quicksilver" not in words
    article.unpublish()
    words = set(SearchWord.objects.values_list("pk", flat=True))
    assert "mercury" not in words
    assert found("mercuri") == []


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("mars", "mars", 0), ("mras", "mars", 1), ("mar", "mars", 1), ("mats", "mars", 1),
     ("", "mars", 4), ("odyssey", "oddysey", 2), ("abc", "xyz", 3)],
)  # fmt: skip
def test_mistakes_are_counted(one: str, other: str, count: int) -> None:
    assert vocabulary.mistakes(one, other) == vocabulary.mistakes(other, one) == count
