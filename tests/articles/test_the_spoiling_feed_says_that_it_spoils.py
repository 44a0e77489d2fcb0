"""The full text is in one feed alone, whose name and first line warn."""

import pytest
from django.test import Client

from tests.articles import revelations
from tests.articles.revelations import WORDS, make_secretive_article
from tests.articles.surfaces import SPOILING, xml_of

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
