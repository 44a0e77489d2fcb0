"""The full text is in one feed alone, whose name and first line warn."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.articles import revelations
from tests.articles.revelations import WORDS, make_secretive_article
from tests.articles.surfaces import SPOILING, xml_of
from tests.factories import make_article, paragraph

pytestmark = pytest.mark.django_db


def test_its_address_its_name_and_its_first_line_warn(client: Client) -> None:
    make_secretive_article()
    channel = xml_of(client, SPOILING).find("channel")
    assert channel is not None
    assert "spoilers" in SPOILING
    assert (channel.findtext("title") or "").startswith("SPOILERS")
    assert (channel.findtext("description") or "").startswith("This feed gives away endings")


def test_every_entry_begins_by_saying_how_far_it_spoils(client: Client) -> None:
    article = make_secretive_article()
    item = xml_of(client, SPOILING).find("channel/item")
    assert item is not None
    assert item.findtext("title") == article.title
    text = item.findtext("description") or ""
    assert text.startswith(f"<p>Spoils {article.get_parent().title} up to S1E3.</p>")
    assert WORDS["body"] in text
    assert WORDS["takeaways"] in text


def test_what_lies_beyond_the_articles_boundary_is_not_in_it(client: Client) -> None:
    make_secretive_article()
    assert revelations.PASSAGE not in client.get(SPOILING).content.decode()


def test_it_is_the_full_text(client: Client) -> None:
    """Whatever reveals on the article's own page is in it, for it says that it brings all."""
    make_secretive_article()
    item = xml_of(client, SPOILING).find("channel/item")
    assert item is not None
    text = item.findtext("description") or ""
    places = (
        *("revealing_headline", "takeaways", "body", "heading", "question", "timeline", "quote"),
        *("fate_character", "fate_line", "sets_up"),
    )
    for place in places:
        assert WORDS[place] in text, place


def test_its_links_hold_wherever_it_is_read(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://example.org"
    other = make_article()
    links = (
        f'<a linktype="page" id="{other.pk}">Before</a> <a href="/about/">us</a>'
        ' <a href="#fates">below</a> <a href="https://shop.example/a?b=1&amp;c=2">away</a>'
        ' <a href="//[">broken</a>'
    )
    article = make_article(body=[paragraph(f'<p>{links} and href="/words/"</p>')], sets_up=links)
    item = xml_of(client, SPOILING).find("channel/item")
    assert item is not None
    soup = BeautifulSoup(item.findtext("description") or "", "html.parser")
    assert 'and href="/words/"' in soup.get_text()
    assert not soup.select("[src]")
    found = [(link.get_text(), link.get("href")) for link in soup.select("a")]
    assert len(found) == 10
    assert dict(found) == {
        "Before": f"https://example.org{other.url}",
        "us": "https://example.org/about/",
        "below": f"https://example.org{article.url}#fates",
        "away": "https://shop.example/a?b=1&c=2",
        "broken": "//[",
    }
