"""A writer who chooses show and season finds everything filled in that follows from them."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from articles.completeness import missing
from articles.drafting import begin, patterns
from articles.holes import HOLE
from articles.importing.writing import make_holding_show
from articles.models import Article, Character, Fate, Show
from tests.articles import newsroom
from tests.articles.people import writer_under
from tests.factories import episode_of, make_article, make_author, make_show

pytestmark = pytest.mark.django_db


def _begin(client: Client, show: Show, season: int) -> Article:
    """Press the button; return the draft that opens."""
    pressed = {"season": show.seasons.get(number=season).pk}
    answer = client.post(reverse("new_ending_for", args=[show.pk]), pressed)
    draft = Article.objects.order_by("pk").last()
    assert draft is not None
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    return draft


@pytest.fixture
def show() -> Show:
    """A running series: the first season's ending is public, one of its people died."""
    show = make_show("A Long Way Home", seasons=3)
    make_article(show, boundary=episode_of(show, 1, 3))
    first = Article.objects.get()
    first.fates.set(
        [
            Fate(character="Ana Lund", actor="A. Actor", status="alive", line="Waits."),
            Fate(character="Bo Strand", status="dead", line="Falls."),
        ]
    )
    first.save()
    return show


def test_the_draft_stands_where_it_belongs(client: Client, show: Show) -> None:
    newsroom.sign_in(client)
    draft = _begin(client, show, 2)
    assert not draft.live
    assert draft.get_parent().specific == show
    assert draft.boundary == episode_of(show, 2, 3)
    assert draft.kicker == "Ending explained"
    assert draft.slug == "season-2-ending-explained"
    assert draft.safe_hero == show.key_art
    assert draft.latest_revision is not None


def test_its_headlines_are_patterns_of_both_kinds(client: Client, show: Show) -> None:
    newsroom.sign_in(client)
    draft = _begin(client, show, 2)
    assert draft.title == "A Long Way Home Season 2’s ending, explained"
    assert draft.revealing_headline == f"How Season 2 of A Long Way Home ends: {HOLE}"


def test_its_blocks_wait_for_words(client: Client, show: Show) -> None:
    newsroom.sign_in(client)
    draft = _begin(client, show, 2)
    kinds = [block.block_type for block in draft.body]
    assert kinds == ["heading", "paragraph", "timeline", "heading", "paragraph", "question"]
    assert [str(block.value) for block in draft.takeaways] == ["", "", ""]


def test_its_people_are_those_who_live(client: Client, show: Show) -> None:
    Character.objects.create(show=show, name="Cleo Vane", boundary=episode_of(show, 2, 1))
    Character.objects.create(show=show, name="Later Lee", boundary=episode_of(show, 3, 1))
    newsroom.sign_in(client)
    draft = _begin(client, show, 2)
    assert {fate.character for fate in draft.fates.all()} == {"Ana Lund", "Cleo Vane"}
    assert {fate.status for fate in draft.fates.all()} == {"unknown"}


def test_it_links_to_the_endings_around_it(client: Client, show: Show) -> None:
    after = make_article(show, boundary=episode_of(show, 3, 3))
    newsroom.sign_in(client)
    draft = _begin(client, show, 2)
    before = Article.objects.order_by("pk").first()
    assert [row.to for row in draft.related.all()] == [before, after]


def test_it_is_signed_by_the_author_of_the_writers_name(client: Client, show: Show) -> None:
    author = make_author("Wilma Writer")
    person = newsroom.sign_in(client)
    person.first_name, person.last_name = "Wilma", "writer"
    person.save()
    assert [row.author for row in _begin(client, show, 2).bylines.all()] == [author]


def test_it_is_signed_by_nobody_when_no_author_has_that_name(client: Client, show: Show) -> None:
    newsroom.sign_in(client)
    assert not _begin(client, show, 2).bylines.exists()


def test_a_film_is_begun_as_a_whole(client: Client) -> None:
    film = make_show("The Film", seasons=1, episodes=1)
    film.kind = "film"
    film.save()
    newsroom.sign_in(client)
    draft = _begin(client, film, 1)
    assert (draft.title, draft.slug) == ("The Film’s ending, explained", "ending-explained")


def test_a_second_one_gets_an_address_of_its_own(client: Client, show: Show) -> None:
    newsroom.sign_in(client)
    first, second = _begin(client, show, 2), _begin(client, show, 2)
    assert (first.slug, second.slug) == (
        "season-2-ending-explained", "season-2-ending-explained-2",
    )  # fmt: skip


def test_what_the_writer_left_in_the_pattern_is_not_published(client: Client, show: Show) -> None:
    draft = begin(show, show.seasons.get(number=2), newsroom.sign_in(client))
    assert {"revealing_headline", "safe_dek"} <= {
        gap.field for gap in missing(draft) if HOLE in gap.message
    }


def test_the_draft_is_saved_as_it_is_found(client: Client, show: Show) -> None:
    newsroom.sign_in(client)
    draft = _begin(client, show, 2)
    data = newsroom.article_data(title="Mine now", slug=draft.slug)
    assert newsroom.edit(client, draft, data).status_code == 302


def test_a_season_without_episodes_begins_nothing(client: Client, show: Show) -> None:
    season = show.seasons.get(number=3)
    season.episodes.all().delete()
    newsroom.sign_in(client)
    answer = client.post(reverse("new_ending_for", args=[show.pk]), {"season": season.pk})
    assert "Nothing was begun" in newsroom.messages_of(answer, client)
    assert Article.objects.count() == 1


@pytest.mark.parametrize("season", ["", "0", "999999999999999999999", "x", "-1", "²"])
def test_a_season_that_is_none_begins_nothing(client: Client, show: Show, season: str) -> None:
    newsroom.sign_in(client)
    answer = client.post(reverse("new_ending_for", args=[show.pk]), {"season": season})
    assert answer.status_code == 302
    assert Article.objects.count() == 1


def test_another_shows_season_begins_nothing(client: Client, show: Show) -> None:
    other = make_show("Another").seasons.get(number=1)
    newsroom.sign_in(client)
    client.post(reverse("new_ending_for", args=[show.pk]), {"season": other.pk})
    assert Article.objects.count() == 1


def test_reading_begins_nothing(client: Client, show: Show) -> None:
    newsroom.sign_in(client)
    assert client.get(reverse("new_ending_for", args=[show.pk])).status_code == 200
    assert Article.objects.count() == 1


def test_wagtails_permission_to_add_is_asked(client: Client, show: Show) -> None:
    closed = make_show("Closed to them")
    client.force_login(writer_under(show))
    address = reverse("new_ending_for", args=[closed.pk])
    pressed = {"season": closed.seasons.get(number=1).pk}
    assert client.get(address).status_code == 302  # Wagtail sends back to the dashboard
    client.post(address, pressed)
    assert Article.objects.count() == 1
    assert client.get(reverse("new_ending"))["Location"] == reverse(
        "new_ending_for", args=[show.pk]
    )


def test_a_reader_has_no_such_door(client: Client, show: Show) -> None:
    users: Any = get_user_model()._default_manager
    client.force_login(users.create_user("reader@fanmankind.example", "a-long-password"))
    client.post(
        reverse("new_ending_for", args=[show.pk]), {"season": show.seasons.get(number=1).pk}
    )
    assert Article.objects.count() == 1


def test_a_press_without_its_token_begins_nothing(show: Show) -> None:
    client = Client(enforce_csrf_checks=True)
    newsroom.sign_in(client)
    pressed = {"season": show.seasons.get(number=2).pk}
    assert client.post(reverse("new_ending_for", args=[show.pk]), pressed).status_code == 403
    assert Article.objects.count() == 1


def test_the_door_is_where_writers_are(client: Client, show: Show) -> None:
    newsroom.sign_in(client)
    door = reverse("new_ending_for", args=[show.pk]).encode()
    assert reverse("new_ending").encode() in client.get("/cms/").content
    assert door in client.get(reverse("wagtailadmin_explore", args=[show.pk])).content
    assert door in client.get(reverse("wagtailadmin_pages:edit", args=[show.pk])).content


def test_add_child_page_comes_by_it_unless_an_empty_page_is_wanted(
    client: Client, show: Show
) -> None:
    newsroom.sign_in(client)
    add = reverse("wagtailadmin_pages:add", args=["articles", "article", show.pk])
    assert client.get(add)["Location"] == reverse("new_ending_for", args=[show.pk])
    assert client.get(f"{add}?blank=1").status_code == 200


def test_the_shows_can_be_searched(client: Client, show: Show) -> None:
    make_show("Elsewhere")
    newsroom.sign_in(client)
    text = client.get(reverse("new_ending"), {"q": "else"}).content.decode()
    assert "Elsewhere" in text
    assert "A Long Way Home" not in text
    assert client.get(reverse("new_ending"), {"q": "\0" + "%" * 500}).status_code == 200


def test_a_whole_series_that_has_one_season_is_named_as_a_whole() -> None:
    show = make_show("The Prisoner", seasons=1)
    show.last_year = 2020
    show.save()
    found = patterns(show, show.seasons.get())
    assert found["title"] == "The Prisoner’s ending, explained"


def test_long_names_leave_room_for_the_words_around_them(client: Client) -> None:
    show = make_show("A" * 82)
    show.seasons.update(title="B" * 58)
    newsroom.sign_in(client)
    draft = _begin(client, Show.objects.get(pk=show.pk), 1)
    draft.get_latest_revision_as_object().clean_fields(exclude=["takeaways", "body"])
    assert "B" * 58 in draft.get_latest_revision_as_object().title


def test_no_ending_is_begun_where_the_archive_waits(client: Client, show: Show) -> None:
    waiting = make_holding_show(show.get_parent().specific)
    newsroom.sign_in(client)
    address = reverse("new_ending_for", args=[waiting.pk])
    assert client.get(address).status_code == client.post(address, {"season": 1}).status_code == 302
    assert not Article.objects.child_of(waiting).exists()


def test_of_a_show_with_a_number_that_no_database_has_there_is_none(client: Client) -> None:
    newsroom.sign_in(client)
    for number in (2**63, 10**59):
        assert client.get(reverse("new_ending_for", args=[number])).status_code == 404


def test_its_rows_are_counted_as_the_form_counts_them(client: Client, show: Show) -> None:
    newsroom.sign_in(client)
    show.characters.set([Character(name=name) for name in ("Cy", "Di", "Ed")])
    show.save()
    make_article(show, boundary=episode_of(show, 3, 3))
    draft = _begin(client, show, 2)
    for rows in (draft.bylines, draft.fates, draft.related):
        orders = [row.sort_order for row in rows.all()]
        assert orders == list(range(len(orders)))
    assert draft.fates.count() > 2
    assert draft.related.count() == 2
