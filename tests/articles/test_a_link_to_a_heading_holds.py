"""A heading keeps its anchor when sections are put in before it and when its words change."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from articles.checking.links import links
from articles.models import Article
from tests.articles.surfaces import soup_of
from tests.factories import make_article, paragraph

pytestmark = pytest.mark.django_db


def heading(text: str, block_id: str | None = None) -> dict[str, Any]:
    """A heading, as it is stored."""
    return {"type": "heading", "value": {"text": text}, "id": block_id or str(uuid4())}


def anchors(client: Client, article: Article) -> dict[str, str]:
    """The anchors of the page's headings, by their words; the contents lead to the same."""
    soup = soup_of(client, article.url)
    found = {part.get_text(): str(part["id"]) for part in soup.select("h2.prose")}
    entries = soup.select(".contents a[href^='#part-']")
    assert not entries or [a["href"] for a in entries] == [f"#{name}" for name in found.values()]
    return found


def test_it_holds(client: Client) -> None:
    first, second = heading("What happened"), heading("Ed dies")
    article = make_article(body=[paragraph(), first, paragraph(), second, paragraph()])
    before = anchors(client, article)
    second["value"]["text"] = "Ed lives"
    article.body = [heading("New"), paragraph(), first, heading("Newer"), second, paragraph()]
    article.save_revision().publish()
    after = anchors(client, article)
    assert after["What happened"] == before["What happened"]
    assert after["Ed lives"] == before["Ed dies"]
    assert len(set(after.values())) == 4


def test_it_is_the_same_after_every_publication(client: Client) -> None:
    """Whoever brings blocks without identifiers, they get theirs when they are stored."""
    article = make_article(body=[{"type": "heading", "value": {"text": "Ed dies"}}, paragraph()])
    before = anchors(client, article)
    Article.objects.get(pk=article.pk).save_revision().publish()
    assert anchors(client, article) == before
    assert before["Ed dies"] != "part-1"


def test_two_of_one_identifier_are_two_places(client: Client) -> None:
    same = str(uuid4())
    article = make_article(body=[heading("One", same), heading("Two", same), paragraph()])
    assert len(set(anchors(client, article).values())) == 2


def test_the_newsroom_knows_them() -> None:
    there = heading("Ed dies")
    anchor = f"part-{there['id'][:8]}"
    text = f'<p><a href="#{anchor}">Above</a> <a href="#part-1">Nowhere</a></p>'
    article = make_article(body=[there, paragraph(text)])
    assert [finding.message.split()[0] for finding in links(article)] == ["“Nowhere”"]
