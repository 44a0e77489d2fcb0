"""Whatever somebody types into a search of the newsroom is searched for, and breaks nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.search.index import insert_or_update_object

from tests.articles import newsroom
from tests.factories import make_article, make_picture

pytestmark = pytest.mark.django_db

ODD = ['12" disc', '"moon', '"', '""', "it's", "12' disc", "a\0b", "100%", "%s", "(moon", "moon*",
       "NOT moon", "title:moon", "^moon", "{moon}", "moon\\", "-", "\N{MOON VIEWING CEREMONY}",
       '"moon" OR', "NEAR(moon, 2)"]  # fmt: skip
DOORS = ("wagtailimages:index", "wagtailimages:index_results", "wagtailimages_chooser:choose",
         "wagtailimages_chooser:choose_results", "wagtaildocs:index",
         "wagtaildocs_chooser:choose_results", "wagtailadmin_pages:search",
         "wagtailadmin_choose_page_search", "wagtailusers_users:index", "wagtailredirects:index",
         "episode_chooser:choose_results", "character_chooser:choose_results")  # fmt: skip


@pytest.fixture
def desk(client: Client) -> Client:
    newsroom.sign_in(client)
    return client


def make_contract() -> Document:
    file = ContentFile(b"x", name="c.txt")
    made: Document = Document.objects.create(title='The 12" contract', file=file)
    return made


@pytest.mark.parametrize("door", DOORS)
def test_each_search_takes_it(desk: Client, door: str) -> None:
    make_article()
    for made in (make_picture(), make_contract()):  # SQLite reads no query where nothing is
        insert_or_update_object(made)
    for words in ODD:
        assert desk.get(reverse(door), {"q": words}).status_code == 200, words


def _found(answer: Any) -> str:
    return str(answer.content.decode())


def test_what_has_a_quotation_mark_is_found_by_it(desk: Client) -> None:
    pictures = make_picture('The 12" disc'), make_picture("Something else")
    for made in (*pictures, make_contract()):
        insert_or_update_object(made)
    listed = _found(desk.get(reverse("wagtailimages:index_results"), {"q": '12" di'}))
    assert "The 12&quot; disc" in listed
    assert "Something else" not in listed
    documents = _found(desk.get(reverse("wagtaildocs:index_results"), {"q": '"contr'}))
    assert "The 12&quot; contract" in documents
