"""Whoever does not know what to ask for, or finds nothing, is shown where to begin."""

import pytest
from django.test import Client

from tests.articles.searching import page_for
from tests.articles.surfaces import soup_of
from tests.factories import make_article, make_show

pytestmark = pytest.mark.django_db


def test_shows_and_the_newest() -> None:
    quiet, busy = make_show("Quiet"), make_show("Busy")
    make_article(quiet, title="Older")
    make_article(busy, title="Newer")
    make_article(busy, title="Newest")
    for page in (soup_of(Client(), "/search/"), page_for("nothing like it")):
        headlines = [tag.get_text() for tag in page.select(".search__row .card__headline")]
        assert headlines == ["Busy", "Quiet", "Newest", "Newer", "Older"]


def test_nothing_at_all_is_published() -> None:
    make_show("A show").unpublish()
    page = soup_of(Client(), "/search/")
    assert page.select(".search__row") == []
    assert page.select_one("form.search-field input[name=q]")


def test_what_was_asked_stays_in_the_field() -> None:
    make_show("A show")
    assert page_for('Some "thing"').select_one("#q")["value"] == 'some "thing"'


def test_the_field_is_a_form_that_needs_nothing() -> None:
    make_show("A show")
    form = soup_of(Client(), "/search/").select_one("form[role=search]")
    assert (form["action"], form["method"]) == ("/search/", "get")
    assert form.select_one("label")["for"] == form.select_one("#q")["id"]


def test_a_missing_page_offers_the_field() -> None:
    form = soup_of(Client(), "/nowhere/").select_one("form[role=search]")
    assert form["action"] == "/search/"


def test_every_page_leads_there() -> None:
    make_show("A show")
    link = soup_of(Client(), "/").select_one(".masthead a[href='/search/']")
    assert link.get_text() == "Search"
