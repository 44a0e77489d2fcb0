"""What was asked for is marked in titles and excerpts, and everything is escaped."""

import pytest

from articles.search.excerpts import LENGTH, excerpt, marked
from articles.search.words import asked_words
from tests.articles.searching import page_for
from tests.factories import make_article, make_show


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("Going to Mars", "mars", "Going to <mark>Mars</mark>"),
        ("Two endings, one end", "ending", "Two <mark>endings</mark>, one end"),
        ("Café’s end", "cafes", "<mark>Café’s</mark> end"),
        ("Marshal", "mar", "<mark>Marshal</mark>"),
        ("mars mars", "venus", "mars mars"),
        ("<i>Mars</i> & moon", "mars", "&lt;i&gt;<mark>Mars</mark>&lt;/i&gt; &amp; moon"),
        ("<mark>", "mark", "&lt;<mark>mark</mark>&gt;"),
        ("a & amp;", "amp", "a &amp; <mark>amp</mark>;"),
        ("mars", "", "mars"),
    ],
)  # fmt: skip
def test_a_text(text: str, query: str, html: str) -> None:
    assert marked(text, asked_words(query)) == html


def test_an_excerpt_is_around_the_first_match() -> None:
    text = "word " * 100 + "lantern " + "word " * 100
    shown = excerpt(text, asked_words("lantern"))
    assert "<mark>lantern</mark>" in shown
    assert shown.startswith("… word")
    assert shown.endswith("word …")
    assert len(shown) < LENGTH + 30


def test_an_excerpt_without_spaces_ends_somewhere() -> None:
    assert len(excerpt("x" * 1000, asked_words("y"))) <= LENGTH + 4


@pytest.mark.django_db
def test_on_the_page() -> None:
    show = make_show("<script>alert(1)</script> & Sons")
    make_article(show, title="Sons & <i>lanterns</i>", safe_dek="A lantern <b>burns</b>.")
    page = page_for("lantern")
    assert str(page.select_one(".hit__title").decode_contents()) == (
        "Sons &amp; &lt;i&gt;<mark>lanterns</mark>&lt;/i&gt;"
    )
    assert "<mark>lantern</mark> &lt;b&gt;" in str(page.select_one(".hit__text"))
    assert page.select(".hit script, .hit i, .hit b") == []
