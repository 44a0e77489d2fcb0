"""Hostile text in every field that somebody can edit is text on every page, and never markup."""

import json
from itertools import count
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import models
from django.test import Client
from django.utils import timezone

from articles.models import (
    Article,
    Author,
    AuthorIndex,
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
MORE = "'</script><b onclick=1>{% now 'Y' %}&lt;]]>"
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
    _pages(show)
    kinds: list[Any] = [
        Show, Season, Episode, Article, Fate, RecommendedVideo, Author, AuthorIndex, ShowIndex,
        StandardPage, FrontPage, SiteWords, Picture,
    ]  # fmt: skip
    for kind in kinds:
        for thing in kind._base_manager.all():
            _poison(thing)
    Article.objects.update(first_published_at=timezone.now())
    return article


def _assert_harmless(html: str, address: str) -> None:
    """Whatever a browser makes of this markup, nothing of it runs."""
    soup = BeautifulSoup(html, "html5lib")
    assert not [tag for tag in soup.find_all("script") if tag.string and "alert(" in tag.string
                and tag.get("type") != "application/ld+json"], address  # fmt: skip
    assert not [tag for tag in soup.find_all(True) if "onclick" in tag.attrs], address
    for template in soup.find_all("template"):
        assert not template.find_all("script"), address


def test_on_every_page(client: Client, hostile: Article) -> None:
    addresses = [*surfaces.page_addresses(), *surfaces.passage_addresses()]
    assert len(addresses) >= 7
    for address in addresses:
        answer = client.get(address)
        html = answer.content.decode()
        assert answer.status_code == 200, address
        assert "<script>alert" not in html, address
        assert "</script><b" not in html, address
        assert "{{ 7|add:7 }}" in html, address
        assert ">14<" not in html, address
        _assert_harmless(html, address)


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
