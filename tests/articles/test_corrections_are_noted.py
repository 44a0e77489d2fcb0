"""What was corrected or added is noted at the article's foot, dated, and nowhere that spoils."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset

from articles.models import Article, Correction
from tests.articles import newsroom
from tests.factories import make_article

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 1, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 2, 3, 12, tzinfo=UTC)
SECRET = "Xanthippe did not fall, she jumped"


@pytest.fixture
def article() -> Article:
    """A public article with a correction and an earlier update."""
    article = make_article()
    Article.objects.filter(pk=article.pk).update(first_published_at=FIRST)
    article.refresh_from_db()
    draft = article.get_latest_revision_as_object()
    draft.corrections.set(
        [
            Correction(kind="update", noted_at=LATER - timedelta(days=9), text="More is known."),
            Correction(kind="correction", noted_at=LATER, text=SECRET),
        ]
    )
    draft.save_revision().publish()
    article.refresh_from_db()
    return article


def _soup(client: Client, article: Article) -> BeautifulSoup:
    return BeautifulSoup(client.get(article.url).content, "html.parser")


def _data(soup: BeautifulSoup) -> dict[str, object]:
    script = soup.select_one('script[type="application/ld+json"]')
    assert script is not None
    found: dict[str, object] = json.loads(script.get_text())["@graph"][0]
    return found


def test_readers_find_them_inside_the_text_the_newest_first(
    client: Client, article: Article
) -> None:
    notes = _soup(client, article).select("[data-shielded] .notes li")
    assert [note.get("id") for note in notes] == ["note-2", "note-1"]
    assert SECRET in notes[0].get_text()
    assert "Correction" in notes[0].get_text()
    assert "February 3, 2026" in notes[0].get_text()
    assert "Update" in notes[1].get_text()


def test_the_line_at_the_top_leads_to_them(client: Client, article: Article) -> None:
    link = _soup(client, article).select_one(".byline a[href='#notes']")
    assert link is not None
    assert link.get_text() == "Updated February 3, 2026"


def test_a_note_moves_the_date_of_the_last_change(client: Client, article: Article) -> None:
    assert article.updated_at == LATER
    assert _data(_soup(client, article))["dateModified"] == LATER.isoformat()


def test_a_later_date_of_the_editors_own_stays(article: Article) -> None:
    article.updated_at = LATER + timedelta(days=1)
    article.save()
    assert article.updated_at == LATER + timedelta(days=1)


def test_search_engines_hear_that_and_when_but_not_what(client: Client, article: Article) -> None:
    found: Any = _data(_soup(client, article))["correction"]
    correction = found[0]
    assert len(found) == 1
    assert correction["@type"] == "CorrectionComment"
    assert correction["datePublished"] == LATER.isoformat()
    assert str(correction["url"]).endswith(f"{article.url}#note-2")
    soup = _soup(client, article)
    assert soup.head is not None
    assert SECRET not in str(soup.head)


@pytest.mark.parametrize(
    "path",
    ["/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json",
     "/feeds/full-text-with-spoilers.xml", "/sitemap.xml", "/"],
)  # fmt: skip
def test_no_feed_nor_list_has_them(client: Client, article: Article, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Xanthippe" not in answer.content.decode()


def test_an_article_without_notes_has_no_trace_of_them(client: Client) -> None:
    soup = _soup(client, make_article())
    assert not soup.select(".notes, a[href='#notes'], link[href*=notes]")
    assert "correction" not in _data(soup)


def test_a_note_is_written_in_the_form_and_published(client: Client) -> None:
    newsroom.sign_in(client)
    article = make_article()
    row = {"id": "", "kind": "correction", "noted_at": "2026-02-03 12:00", "text": "It was June."}
    data = newsroom.article_data(article, corrections=inline_formset([row]))
    assert newsroom.edit(client, article, data, "action-publish").status_code == 302
    assert "It was June." in client.get(article.url).content.decode()


def test_a_note_is_text_and_never_markup(client: Client, article: Article) -> None:
    Correction.objects.update(text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in client.get(article.url).content.decode()


def test_a_note_is_not_from_the_future() -> None:
    note = Correction(text="Soon", noted_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(ValidationError, match="future"):
        note.clean()
