"""A character whom an editor marked becomes a link at the first mention, if it may be known."""

import pytest
from bs4 import Tag
from django.test import Client

from articles.models import Article, Character, Show, StandardPage
from articles.prose import clean
from tests.articles.surfaces import SPOILING, soup_of, text_of
from tests.articles.telling import introduce, passage
from tests.factories import episode_of, make_article, make_front, make_show, paragraph

pytestmark = pytest.mark.django_db


@pytest.fixture
def show() -> Show:
    return make_show("The Crossing")


@pytest.fixture
def ana(show: Show) -> Character:
    return introduce(show, "Ana Lund")


def mark(character: Character | int, words: str = "Ana") -> str:
    """The words as an editor's mark is stored."""
    pk = character if isinstance(character, int) else character.pk
    return f'<a linktype="character" id="{pk}">{words}</a>'


def links(client: Client, article: Article) -> list[Tag]:
    return list(soup_of(client, article.url).select("[data-who]"))


def test_it_leads_to_the_who_is_who_as_of_the_article(
    client: Client, show: Show, ana: Character
) -> None:
    article = make_article(show, body=[paragraph(f"<p>Then <b>{mark(ana)}</b> sails.</p>")])
    (link,) = links(client, article)
    assert link.get_text() == "Ana"
    assert link["href"] == f"{show.address}who/?through=s1e3#ana-lund"
    assert link["data-who"] == str(ana.pk)
    assert soup_of(client, link["href"].split("#")[0]).find(id="ana-lund")


def test_only_once_in_an_article_whatever_was_marked(
    client: Client, show: Show, ana: Character
) -> None:
    body = [
        paragraph(f"<p>{mark(ana, 'First')} and {mark(ana, 'second')}.</p>"),
        {"type": "question", "value": {"question": "Who?", "answer": f"<p>{mark(ana)}</p>"}},
        paragraph(f"<p>{mark(ana, 'Third')}</p>"),
    ]
    article = make_article(show, body=body, sets_up=f"<p>{mark(ana, 'Last')} returns.</p>")
    assert [link.get_text() for link in links(client, article)] == ["First"]
    html = text_of(client, article.url)
    assert "second." in html
    assert "<p>Last returns.</p>" in html
    assert 'linktype="character"' not in html


def test_what_it_sets_up_may_be_the_first_to_mention_somebody(
    client: Client, show: Show, ana: Character
) -> None:
    article = make_article(show, sets_up=f"<p>{mark(ana, 'Ana')} returns.</p>")
    assert [link.get_text() for link in links(client, article)] == ["Ana"]


def test_nobody_who_appears_only_later_is_linked(client: Client, show: Show) -> None:
    bo = introduce(show, "Bo", episode_of(show, 2, 1))
    article = make_article(show, body=[paragraph(f"<p>{mark(bo, 'Bo')} waits.</p>")])
    assert links(client, article) == []
    assert "<p>Bo waits.</p>" in text_of(client, article.url)


def test_nobody_is_linked_behind_a_veil(client: Client, show: Show, ana: Character) -> None:
    later = passage(episode_of(show, 2, 3), f"{mark(ana, 'Veiled')} returns")
    article = make_article(show, body=[later, paragraph(f"<p>{mark(ana, 'Open')}</p>")])
    assert [link.get_text() for link in links(client, article)] == ["Open"]
    assert "Veiled returns" in text_of(client, article.url)


def test_somebody_of_another_show_or_who_is_gone_is_plain_words(
    client: Client, show: Show, ana: Character
) -> None:
    stranger = introduce(make_show("Elsewhere"), "Stranger")
    marks = f"{mark(stranger, 'Stranger')} {mark(99999999, 'Gone')} {mark(0, 'Nobody')}"
    article = make_article(show, body=[paragraph(f"<p>{marks}</p>")])
    assert links(client, article) == []
    assert "<p>Stranger Gone Nobody</p>" in text_of(client, article.url)


@pytest.mark.parametrize("key", ["x", "", "1e3", "９", "9" * 40, '1" onclick="x'])
def test_a_mark_that_points_at_no_number_is_plain_words(
    client: Client, show: Show, key: str
) -> None:
    body = [paragraph(f'<p><a linktype="character" id="{key}">Ana</a> sails.</p>')]
    article = make_article(show, body=body)
    assert "Ana sails." in soup_of(client, article.url).get_text()
    assert links(client, article) == []


def test_a_mark_survives_cleaning_as_it_is_stored(ana: Character) -> None:
    assert clean(f"<p>{mark(ana)}</p>") == f"<p>{mark(ana)}</p>"


def test_where_there_is_no_show_a_mark_is_plain_words(client: Client, ana: Character) -> None:
    about = StandardPage(title="About", slug="about-us", body=[paragraph(f"<p>{mark(ana)}.</p>")])
    make_front().add_child(instance=about)
    assert "<p>Ana.</p>" in text_of(client, about.url)


def test_the_feed_of_full_texts_has_plain_words(client: Client, show: Show, ana: Character) -> None:
    make_article(show, body=[paragraph(f"<p>{mark(ana, 'Marked')} sails.</p>")])
    feed = text_of(client, SPOILING)
    assert "Marked sails." in feed
    assert "linktype" not in feed


def test_the_card_s_style_comes_only_where_somebody_is_linked(
    client: Client, show: Show, ana: Character
) -> None:
    with_link = make_article(show, body=[paragraph(f"<p>{mark(ana)}</p>")])
    without = make_article(show)
    assert "css/who.css" in text_of(client, with_link.url)
    assert "css/who.css" not in text_of(client, without.url)
