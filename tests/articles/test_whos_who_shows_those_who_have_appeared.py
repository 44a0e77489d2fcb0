"""Who's who: the people of a show, those who have appeared by then, and their lives so far."""

import json
from typing import Any

import pytest
from django.test import Client

from articles.models import Fate, Show
from tests.articles.surfaces import soup_of, text_of
from tests.articles.telling import finales, introduce, tell
from tests.factories import episode_of, make_show

pytestmark = pytest.mark.django_db


@pytest.fixture
def show() -> Show:
    show = make_show("The Crossing", seasons=3)
    introduce(show, "Ana Lund", actor="A. Player", line="Has a boat.")
    introduce(show, "Bo", episode_of(show, 2, 2), line="Keeps a lighthouse.")
    ends = finales(show)
    tell(show, ends[0], fates=[Fate(character="Ana Lund", line="Sails.")])
    tell(
        show, ends[1], fates=[
            Fate(character="Ana Lund", status="missing", line="Is lost."),
            Fate(character="Bo", line="Lights a lamp."),
            Fate(character="Nobody listed", line="Passes by."),
        ],
    )  # fmt: skip
    tell(show, ends[2], fates=[Fate(character="Ana Lund", line="Is found.")])
    return show


def people(client: Client, show: Show, query: str = "") -> dict[str, list[str]]:
    """Everybody on the page, with the lines of their lives."""
    soup = soup_of(client, f"{show.url}who/{query}")
    return {
        life.h2.get_text(): [p.select("p")[1].get_text() for p in life.select(".life__fates li")]
        for life in soup.select(".life")
    }


def data(client: Client, show: Show, query: str = "") -> Any:
    return json.loads(text_of(client, f"{show.url}who.json{query}"))


def test_before_the_first_episode_it_shows_who_is_there_from_the_beginning(
    client: Client, show: Show
) -> None:
    assert people(client, show) == {"Ana Lund": []}
    soup = soup_of(client, f"{show.url}who/")
    assert "A. Player" in soup.get_text()
    assert "Has a boat." in soup.get_text()


def test_as_of_a_place_it_shows_those_who_have_appeared_and_their_lives(
    client: Client, show: Show
) -> None:
    assert people(client, show, "?through=s1") == {"Ana Lund": ["Sails."]}
    assert people(client, show, "?through=s2e1") == {"Ana Lund": ["Sails."]}
    assert people(client, show, "?through=s2e2") == {"Ana Lund": ["Sails."], "Bo": []}
    assert people(client, show, "?through=s2") == {
        "Ana Lund": ["Sails.", "Is lost."],
        "Bo": ["Lights a lamp."],
    }


def test_everybody_has_an_anchor_of_their_name(client: Client, show: Show) -> None:
    anchors = [life["id"] for life in soup_of(client, f"{show.url}who/?through=s3").select(".life")]
    assert anchors == ["ana-lund", "bo"]
    assert "bo" not in {tag.get("id") for tag in soup_of(client, f"{show.url}who/").select("[id]")}


def test_each_line_of_a_life_names_its_source(client: Client, show: Show) -> None:
    soup = soup_of(client, f"{show.url}who/?through=s3")
    assert len(soup.select(".life__fates li")) == len(soup.select(".life__fates .source a")) == 4


def test_the_data_says_the_same(client: Client, show: Show) -> None:
    assert data(client, show)["characters"][0]["biography"] == []
    ana, bo = data(client, show, "?through=s2")["characters"]
    assert {key: ana[key] for key in ("name", "actor", "line")} == {
        "name": "Ana Lund", "actor": "A. Player", "line": "Has a boat.",
    }  # fmt: skip
    assert ana["id"] == show.characters.get(name="Ana Lund").pk
    assert ana["biography"] == [
        {"season": "Season 1", "status": "Alive", "line": "Sails."},
        {"season": "Season 2", "status": "Missing", "line": "Is lost."},
    ]
    assert bo["name"] == "Bo"


def test_the_data_is_json_for_everybody_and_for_no_search_engine(
    client: Client, show: Show
) -> None:
    answer = client.get(f"{show.url}who.json?through=s2")
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"].startswith("public")
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


def test_a_show_without_characters_says_so(client: Client) -> None:
    empty = make_show("Nobody")
    assert "Nobody is listed yet." in text_of(client, f"{empty.url}who/")
    assert data(client, empty)["characters"] == []
