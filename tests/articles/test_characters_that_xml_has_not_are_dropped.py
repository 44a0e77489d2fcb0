"""A character that XML 1.0 can't hold is dropped where a text is saved, and never breaks a feed."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from articles.legal_text import legal
from articles.models import (
    Article,
    Author,
    Episode,
    Fate,
    FrontPage,
    Picture,
    Season,
    Show,
    SiteWords,
    StandardPage,
)  # fmt: skip
from tests.articles import newsroom, surfaces
from tests.factories import episode_of, make_article, make_front, make_picture, make_show

pytestmark = pytest.mark.django_db
BAD = "a\x0bb\x00c\x1fd\ufffee"
GOOD = "abcde"
ILLEGAL = ["\x00", "\x08", "\x0b", "\x0c", "\x1f", "\ud800", "\ufffe", "\uffff"]
LEGAL = "\t\n\r \x7f\x85é\ud7ff\ue000\ufffd𝄞😀"


@pytest.mark.parametrize("character", ILLEGAL, ids=[f"U+{ord(c):04X}" for c in ILLEGAL])
def test_each_that_xml_can_not_hold(character: str) -> None:
    assert legal(f"a{character}b") == "ab"
    assert legal({"a": [character, 1, None]}) == {"a": ["", 1, None]}


def test_none_that_it_can() -> None:
    assert legal(LEGAL) == LEGAL


def _stream(kind: str, value: Any) -> list[dict[str, Any]]:
    return [{"type": kind, "value": value, "id": "11111111-0000-4000-8000-000000000001"}]


def test_in_an_articles_own_fields_and_rows() -> None:
    show = make_show()
    passage = {"boundary": episode_of(show, 2, 3).pk, "label": BAD, "text": f"<p>{BAD}</p>"}
    rows = [{"when": BAD, "what": BAD}] * 2
    body = [
        *_stream("paragraph", f"<p>{BAD}</p>"),
        *_stream("timeline", {"title": BAD, "rows": rows}),
        *_stream("passage", passage),
    ]
    made = make_article(
        show, title=BAD, safe_dek=BAD, dek=BAD, revealing_headline=BAD, sets_up=f"<p>{BAD}</p>",
        takeaways=[{"type": "takeaway", "value": BAD}] * 3, body=body,
    )  # fmt: skip
    Fate.objects.create(article=made, character=BAD, line=BAD)
    article = Article.objects.get(pk=made.pk)
    for name in ("title", "safe_dek", "dek", "revealing_headline"):
        assert getattr(article, name) == GOOD, name
    stored = [article.sets_up, list(article.takeaways.raw_data), list(article.body.raw_data)]
    assert legal(stored) == stored
    assert str(stored).count(GOOD) == 1 + 3 + 1 + 5 + 2
    assert article.fates.get(character=GOOD).line == GOOD


def test_in_everything_else_that_is_edited() -> None:
    show = make_show()
    link = _stream("link", {"label": BAD, "url": "https://example.com/"})
    author = make_article(show).bylines.get().author
    author.biography, author.links = BAD, link
    words = SiteWords.load()
    words.name, words.social_links = BAD, link
    front = make_front()
    front.rows = _stream("latest", {"title": BAD, "count": 3})
    show.synopsis = BAD
    season = Season.objects.first()
    season.setting = BAD
    episode = Episode.objects.first()
    episode.title = BAD
    picture = make_picture()
    picture.description = BAD
    plain = front.add_child(instance=StandardPage(title=BAD, slug="plain", intro=BAD))
    for thing in (author, words, front, show, season, episode, picture):
        thing.save()
    assert Author.objects.get(pk=author.pk).biography == GOOD
    assert Author.objects.get(pk=author.pk).links[0].value["label"] == GOOD
    assert SiteWords.objects.get().name == GOOD
    assert SiteWords.objects.get().social_links[0].value["label"] == GOOD
    assert FrontPage.objects.get().rows[0].value["title"] == GOOD
    assert Show.objects.get(pk=show.pk).synopsis == GOOD
    assert Season.objects.get(pk=season.pk).setting == GOOD
    assert Episode.objects.get(pk=episode.pk).title == GOOD
    assert Picture.objects.get(pk=picture.pk).description == GOOD
    assert StandardPage.objects.get(pk=plain.pk).intro == GOOD


def test_in_a_draft_from_the_form(client: Client) -> None:
    newsroom.sign_in(client)
    article = make_article()
    data = newsroom.article_data(article, title="a\x0bb", safe_dek="a\x0bb")
    newsroom.edit(client, article, data)
    draft = Article.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert (draft.title, draft.safe_dek) == ("ab", "ab")


def test_what_is_stored_already_breaks_no_feed_and_no_sitemap(client: Client) -> None:
    """Straight into the database, as it was before anything looked."""
    article = make_article()
    bad = BAD.replace("\x00", "")  # PostgreSQL refuses that one by itself
    Page.objects.filter(pk=article.pk).update(title=bad, first_published_at=timezone.now())
    Page.objects.filter(pk=article.get_parent().pk).update(title=bad)
    Article.objects.filter(pk=article.pk).update(safe_dek=bad, revealing_headline=bad)
    SiteWords.load()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_sitewords SET name = %s", [bad])
    feeds = ["/feeds/rss.xml", "/feeds/atom.xml", surfaces.SPOILING, *surfaces.show_feeds()]
    for address in [*feeds, *surfaces.SITEMAPS]:
        text = surfaces.text_of(client, address)
        assert client.get(address).status_code == 200, address
        surfaces.xml_of(client, address)
        assert legal(text) == text, address
    assert GOOD in surfaces.text_of(client, "/news-sitemap.xml")
    assert client.get("/feeds/feed.json").json()["items"][0]["title"] == GOOD
