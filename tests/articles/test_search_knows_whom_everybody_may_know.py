"""A character is found if they are there from the beginning; whoever comes later is not."""

import pytest

from tests.articles.searching import add_character, found, page_for, suggested_titles
from tests.factories import make_show

pytestmark = pytest.mark.django_db


def test_somebody_from_the_beginning() -> None:
    show = make_show("The Long Way")
    add_character(show, "Margo Madison", actor="Wrenn Schmidt", line="An engineer in Houston.")
    for query in ("margo", "Madison", "schmidt", "engineer houston"):
        assert found(query) == ["Margo Madison"], query
    link = page_for("margo").select_one(".hit__link")["href"]
    assert link == f"{show.url}who/#margo-madison"


def test_somebody_who_comes_later() -> None:
    show = make_show("The Long Way")
    add_character(show, "Kelly Quince", actor="Cynthy Wu", line="A pilot.", first=(1, 2))
    for query in ("kelly", "quince", "cynthy", "pilot", "kely"):
        assert found(query) == [], query
        assert suggested_titles(query) == [], query


def test_somebody_who_is_found_to_come_later_vanishes() -> None:
    show = make_show("The Long Way")
    add_character(show, "Kelly Quince")
    assert found("quince") == ["Kelly Quince"]
    character = show.characters.get()
    character.boundary = show.seasons.first().episodes.first()
    character.save()
    assert found("quince") == []
    character.boundary = None
    character.save()
    assert found("quince") == ["Kelly Quince"]


def test_nobody_of_a_show_that_is_not_public() -> None:
    show = make_show("The Long Way")
    add_character(show, "Margo Madison")
    show.refresh_from_db()
    show.unpublish()
    assert found("margo") == []
