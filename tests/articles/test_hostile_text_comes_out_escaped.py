"""Hostile text in every field that somebody can edit is text on every page, and never markup."""

import json
from itertools import count
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import models
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from articles.models import (
    Article,
    Author,
    AuthorIndex,
    Character,
    Correction,
    Episode,
    Fate,
    FrontPage,
    Picture,
    RecommendedVideo,
    Season,
    Show,
    ShowIndex,
    SiteWords,
    StandardPage,
)  # fmt: skip
from tests.articles import surfaces
from tests.articles.newsroom import sign_in
from tests.factories import episode_of, make_article, make_front, make_picture
from tests.factories import make_show as make_plain_show

pytestmark = pytest.mark.django_db
MARK = '"><script>alert(1)</script>{{ 7|add:7 }}'  # 40 characters: no field of words is shorter
MORE = "'</script><b onclick=1><img src=x onerror=alert(1)>{% now 'Y' %}&lt;]]>"
NOT_WORDS = {
    "slug", "url_path", "path", "draft_title", "kind", "palette", "status", "url", "file",
    "file_hash", "translation_key", "latest_revision", "contact_address", "support_address",
}  # fmt: skip
_numbers = count()


def _poison(thing: models.Model) -> None:
    """Put hostile text into every text field, as far as it fits."""
    for field in thing._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField) and field.name not in NOT_WORDS:
            if type(field).__name__ in {"StreamField", "ProseField"} or field.choices:
                continue
            room = field.max_length or 200
            setattr(thing, field.name, (MARK + MORE if room > 100 else MARK)[:room])
    thing.save()


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": f"11111111-0000-4000-8000-{next(_numbers):012}"}


def _body(show: Show, picture: Picture) -> list[dict[str, Any]]:
    prose = f"<p>{MARK}</p>"
    rows = [{"when": MARK, "what": MARK, "label": MARK, "then": MARK, "now": MARK}] * 2
    video = {"url": "https://vimeo.com/1234567", "title": MARK, "poster": picture.pk}
    return [
        *[_block("heading", {"text": MARK}) for _ in range(3)],
        _block("paragraph", prose),
        _block("picture", {"picture": picture.pk, "alt": MARK, "caption": MARK, "credit": MARK}),
        _block("quote", {"text": MARK, "source": MARK}),
        _block("question", {"question": MARK, "answer": prose}),
        _block("timeline", {"title": MARK, "rows": rows}),
        _block(
            "then_and_now", {"title": MARK, "then_label": MARK, "now_label": MARK, "rows": rows}
        ),
        _block("video", video | {"caption": MARK}),
        _block("passage", {"boundary": episode_of(show, 2, 3).pk, "label": MARK, "text": prose}),
        _block(
            "product", {"name": MARK, "url": "https://example.com/", "shop": MARK, "line": MARK}
        ),
    ]


def _pages(show: Show) -> None:
    front = make_front()
    front.add_child(instance=ShowIndex(title="All shows", slug="shows"))
    body = [_block("heading", {"text": MARK}), _block("paragraph", f"<p>{MARK}</p>")]
    about = front.add_child(instance=StandardPage(title="A", slug="about", intro="I", body=body))
    links = [{"type": "link", "value": {"label": MARK, "url": "https://example.com/?a=1&b=2"}}]
    words = SiteWords.load()
    words.social_links = links
    words.menu_pages = [{"type": "page", "value": {"page": about.pk, "label": MARK[:16]}}]
    words.footer_pages = [{"type": "page", "value": about.pk}]
    words.affiliate_policy = about
    words.save()
    for author in Author.objects.all():
        author.links = links
        author.save()
    front.rows = [
        {"type": "latest", "value": {"title": MARK, "count": 3}},
        {"type": "show", "value": {"show": show.pk, "count": 3}},
        {"type": "shows", "value": {"title": MARK, "count": 3}},
    ]
    front.save()


@pytest.fixture
def hostile() -> Article:
    """A site full of it."""
    show = make_plain_show()
    picture = make_picture()
    article = make_article(
        show, body=_body(show, picture), hero=picture, sets_up=f"<p>{MARK}</p>",
        takeaways=[{"type": "takeaway", "value": MARK}] * 3, has_affiliate_links=True,
    )  # fmt: skip
    article.related.create(to=make_article(show))
    article.videos.create(title="T", url="https://vimeo.com/1234567", poster=picture)
    article.corrections.create(text="T")
    article.save()  # and with it what has just been added
    Character.objects.create(show=show, name="Ana", line="L")
    _pages(show)
    kinds: list[Any] = [
        Show, Season, Episode, Article, Fate, RecommendedVideo, Author, AuthorIndex, ShowIndex,
        StandardPage, FrontPage, SiteWords, Picture, Character, Correction,
    ]  # fmt: skip
    for kind in kinds:
        things = kind._base_manager.all()
        assert things, kind
        for thing in things:
            _poison(thing)
    Article.objects.update(first_published_at=timezone.now())
    return article


def _assert_harmless(html: str, address: str) -> None:
    """Whatever a browser makes of this markup, nothing of it runs."""
    soup = BeautifulSoup(html, "html5lib")
    assert not [tag for tag in soup.find_all("script") if tag.string and "alert(" in tag.string
                and tag.get("type") != "application/ld+json"], address  # fmt: skip
    handlers = [name for tag in soup.find_all(True) for name in tag.attrs if name[:2] == "on"]
    assert not handlers, address
    assert not soup.find_all(src="x"), address
    for template in soup.find_all("template"):
        assert not template.find_all("script"), address


def test_on_every_page(client: Client, hostile: Article) -> None:
    addresses = [
        *surfaces.page_addresses(), *surfaces.passage_addresses(), "/search/",
        *(page for page in surfaces.show_pages() if ".json" not in page),
    ]  # fmt: skip
    assert len(addresses) >= 12
    for address in addresses:
        answer = client.get(address)
        html = answer.content.decode()
        assert answer.status_code == 200, address
        assert "<script>alert" not in html, address
        assert "</script><b" not in html, address
        assert "{{ 7|add:7 }}" in html, address
        assert ">14<" not in html, address
        _assert_harmless(html, address)


def test_every_field_is_on_some_page(client: Client, hostile: Article) -> None:
    """Each kind's text, made recognizable, is found where readers see it."""
    video, note = hostile.videos.get(), hostile.corrections.get()
    who = Character.objects.get()
    html = surfaces.text_of(client, hostile.url)
    for text in (video.title, note.text, hostile.takeaways[0].value):
        assert escape(text[:30]) in html
    assert escape(who.line[:30]) in surfaces.text_of(client, f"{who.show.url}who/")
    assert f"{escape(MARK[:16])}</a>" in html


def test_where_an_article_is_gone(client: Client, hostile: Article) -> None:
    Article.objects.filter(pk=hostile.pk).update(when_it_leaves="gone")
    hostile.refresh_from_db()
    hostile.unpublish()
    answer = client.get(hostile.url)
    assert answer.status_code == 410
    assert "{{ 7|add:7 }}" in answer.content.decode()
    _assert_harmless(answer.content.decode(), hostile.url)


def test_in_what_scripts_are_given(client: Client, hostile: Article) -> None:
    """Scripts set text as text; what they are told is JSON, and no browser takes it for a page."""
    show = Show.objects.get().url
    for address in (f"{show}who.json?through=s2", f"{show}guide.json", "/search/suggest.json?q=al"):
        answer = client.get(address)
        assert answer.headers["Content-Type"].startswith("application/json"), address
        assert answer.headers["X-Content-Type-Options"] == "nosniff", address
        json.loads(answer.content)


def test_in_the_structured_data(client: Client, hostile: Article) -> None:
    for address in surfaces.page_addresses():
        for script in surfaces.soup_of(client, address).find_all(type="application/ld+json"):
            assert "<" not in (script.string or ""), address
            json.loads(script.string or "")


def test_in_every_feed(client: Client, hostile: Article) -> None:
    for address in ["/feeds/rss.xml", "/feeds/atom.xml", *surfaces.show_feeds(), surfaces.SPOILING]:
        feed = surfaces.xml_of(client, address)
        titles = [e.text or "" for e in feed.iter() if e.tag.endswith("title")]
        assert any(title.startswith(MARK) for title in titles), address
        entries = [e for e in feed.iter() if e.tag.endswith(("item", "entry"))]
        assert entries, address
        for element in (e for entry in entries for e in entry):
            if element.tag.endswith(("description", "summary", "content")):
                _assert_harmless(element.text or "", address)


def test_in_the_json_feed(client: Client, hostile: Article) -> None:
    answer = client.get("/feeds/feed.json")
    assert answer.headers["Content-Type"].startswith("application/feed+json")
    assert all(item["title"].startswith(MARK) for item in answer.json()["items"])


def test_in_the_sitemaps(client: Client, hostile: Article) -> None:
    for address in surfaces.SITEMAPS:
        surfaces.xml_of(client, address)
    titles = [e.text or "" for e in surfaces.xml_of(client, "/news-sitemap.xml").iter()]
    assert any(title.startswith(MARK) for title in titles)


def test_in_the_style_guide(client: Client, hostile: Article) -> None:
    sign_in(client)
    html = surfaces.text_of(client, "/styleguide/")
    assert "<script>alert" not in html
    _assert_harmless(html, "/styleguide/")
