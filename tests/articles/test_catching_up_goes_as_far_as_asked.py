"""Catch me up tells what the articles tell up to a place, and who stands where by then."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.models import Article, Fate, Show
from tests.articles.surfaces import soup_of, text_of
from tests.articles.telling import finales, introduce, passage, tell, timeline
from tests.factories import episode_of, make_show, paragraph

pytestmark = pytest.mark.django_db


@pytest.fixture
def show() -> Show:
    return make_show("The Crossing", seasons=3)


@pytest.fixture
def told(show: Show) -> list[Article]:
    """Three seasons: Ana lives, is lost, and is found; Bo is met in the second."""
    ends = finales(show)
    return [
        tell(
            show, ends[0], title="How it starts", takeaways=["Boats", "Bells", "Birds"],
            fates=[Fate(character="Ana", status="alive", line="Sails.")],
            body=[timeline("Casting off", "Storm"), passage(ends[2], "Kelpie")],
        ),
        tell(
            show, ends[1], title="How it goes on", takeaways=["Coral", "Cliffs", "Caves"],
            fates=[
                Fate(character="Ana", status="missing", line="Is lost."),
                Fate(character="Bo", line="Lights a lamp."),
            ],
            body=[paragraph(), timeline("Shipwreck", "Rescue")],
        ),
        tell(
            show, ends[2], title="How it closes", takeaways=["Dawn", "Dunes", "Docks"],
            fates=[Fate(character="ana ", status="alive", line="Is found.")],
        ),
    ]  # fmt: skip


def through(client: Client, show: Show, place: str) -> BeautifulSoup:
    return soup_of(client, f"{show.url}catch-up/?through={place}")


def test_it_has_everything_up_to_the_season_and_nothing_after(
    client: Client, show: Show, told: list[Article]
) -> None:
    text = through(client, show, "s2").find("main").get_text(" ")
    for word in ("Boats", "Birds", "Casting off", "Coral", "Shipwreck", "Lights a lamp"):
        assert word in text
    for word in ("Dawn", "Docks", "Is found", "How it closes"):
        assert word not in text


def test_what_waits_behind_a_veil_is_left_out(
    client: Client, show: Show, told: list[Article]
) -> None:
    assert "Kelpie" not in text_of(client, f"{show.url}catch-up/?through=s3")


def test_seasons_come_in_order_with_their_sources(
    client: Client, show: Show, told: list[Article]
) -> None:
    chapters = through(client, show, "s3").select(".chapter")
    assert [c.h2.get_text() for c in chapters] == ["Season 1", "Season 2", "Season 3"]
    for chapter, article in zip(chapters, told, strict=True):
        link = chapter.select_one(".source a")
        assert link["href"] == article.address
        assert link.get_text() == article.title


def test_a_character_stands_where_the_latest_fate_says(
    client: Client, show: Show, told: list[Article]
) -> None:
    def lines(place: str) -> dict[str, str]:
        rows = through(client, show, place).select(".standings tr:has(td)")
        return {r.th.get_text(strip=True): r.select("td")[-1].get_text(strip=True) for r in rows}

    assert lines("s1") == {"Ana": "Sails."}
    assert lines("s2") == {"Ana": "Is lost.", "Bo": "Lights a lamp."}
    assert lines("s3") == {"ana": "Is found.", "Bo": "Lights a lamp."}


def test_a_fate_names_its_source_where_it_stands(
    client: Client, show: Show, told: list[Article]
) -> None:
    groups = through(client, show, "s3").select(".standings tbody")
    assert [group.select_one(".source a")["href"] for group in groups] == [
        told[2].address, told[1].address,
    ]  # fmt: skip


def test_an_episode_goes_no_further_than_itself(client: Client, show: Show) -> None:
    early = tell(show, episode_of(show, 1, 1), takeaways=["Anchor", "Anvil", "Apple"])
    tell(show, episode_of(show, 1, 3), takeaways=["Zebra", "Zinc", "Zither"])
    text = through(client, show, "s1e2").find("main").get_text(" ")
    assert early.title in text
    assert "Anvil" in text
    assert "Zinc" not in text


def test_a_fate_may_go_less_far_than_its_article(client: Client, show: Show) -> None:
    own = Fate(character="Cy", line="Leaves early.", boundary=episode_of(show, 1, 2))
    tell(show, episode_of(show, 2, 3), fates=[own, Fate(character="Di", line="Arrives late.")])
    text = through(client, show, "s1e2").find("main").get_text(" ")
    assert "Leaves early." in text
    assert "Arrives late." not in text


def test_drafts_and_other_shows_tell_nothing(client: Client, show: Show) -> None:
    draft = tell(show, episode_of(show, 1, 3), takeaways=["Vellum", "Vesper", "Violet"])
    Article.objects.filter(pk=draft.pk).update(live=False)
    other = make_show("Elsewhere")
    tell(other, episode_of(other, 1, 3), takeaways=["Walnut", "Willow", "Wicker"])
    moved = tell(show, episode_of(other, 1, 1), fates=[Fate(character="Eve", line="Strays.")])
    text = text_of(client, f"{show.url}catch-up/?through=s3")
    for word in ("Vesper", "Willow", "Strays", moved.title):
        assert word not in text


def test_a_fate_whose_boundary_strayed_into_another_show_is_left_out(
    client: Client, show: Show
) -> None:
    strayed = Fate(character="Eve", line="Strays.", boundary=episode_of(make_show("Else"), 1, 1))
    tell(show, episode_of(show, 1, 3), fates=[strayed])
    assert "Strays" not in text_of(client, f"{show.url}catch-up/?through=s3")


def test_a_character_who_may_be_shown_leads_to_who_they_are(client: Client, show: Show) -> None:
    introduce(show, "Ana")
    introduce(show, "Bo", episode_of(show, 3, 1))
    fates = [Fate(character="Ana", line="Sails."), Fate(character="Bo", line="Rows.")]
    tell(show, episode_of(show, 1, 3), fates=fates)
    rows = through(client, show, "s1").select(".standings tr:has(td) th")
    assert rows[0].a["href"] == f"{show.address}who/?through=s1#ana"
    assert rows[1].a is None


def test_a_film_is_told_whole(client: Client) -> None:
    film = make_show("One Night", seasons=1, episodes=1)
    film.kind = "film"
    film.save()
    tell(film, episode_of(film, 1, 1), takeaways=["Lanterns", "Ladders", "Letters"])
    for place in ("s1", "s1e1"):
        page = through(client, film, place)
        assert page.h1.get_text() == "What to remember of One Night"
        assert "Ladders" in page.get_text()
        assert "Season" not in page.find("main").get_text()


def test_however_few_articles_are_asked_of_at_a_time_it_is_the_same(
    client: Client, show: Show, told: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{show.url}catch-up/?through=s3"
    before = text_of(client, address)
    monkeypatch.setattr("articles.told.AT_A_TIME", 2)
    assert "Is found." in before
    assert "Lights a lamp." in before
    assert text_of(client, address) == before
