"""At sign-in a device's memory joins the account's: the further progress wins, nothing is lost."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Episode
from reading.models import Bookmark, Progress, Reading
from reading.progress import Said, say
from reading.shelf import note_place
from tests.accounts.people import make_person, sign_in
from tests.factories import episode_of, make_article, make_show

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client: Client) -> User:
    user = make_person()
    sign_in(client, user)
    return user


def merge(client: Client, **tables: object) -> tuple[int, dict[str, Any]]:
    answer = client.post("/reading/merge/", tables, content_type="application/json")
    return answer.status_code, answer.json()


def row(episode: Episode, spoil_me: int = 0) -> list[int]:
    return [episode.season.number, episode.number, episode.pk, spoil_me]


def test_the_further_progress_wins(client: Client, user: User) -> None:
    ahead, behind, new = make_show("Ahead"), make_show("Behind"), make_show("New")
    say(user, ahead, Said(episode_of(ahead, 1, 1)))
    say(user, behind, Said(episode_of(behind, 2, 2)))
    progress = {
        ahead.pk: row(episode_of(ahead, 2, 1)), behind.pk: row(episode_of(behind, 1, 3)),
        new.pk: [0, 0, 0, 0],
    }  # fmt: skip
    status, found = merge(client, progress=progress)
    assert status == 200
    assert found["merged"] == [
        {"show": "Ahead", "at": "S2E1"}, {"show": "New", "at": "not started"},
    ]  # fmt: skip
    assert found["progress"][str(behind.pk)][:2] == [2, 2]
    assert merge(client, progress=progress)[1]["merged"] == []


def test_spoil_me_on_either_side_stays_and_keeps_the_episode(client: Client, user: User) -> None:
    show = make_show()
    say(user, show, Said(episode_of(show, 2, 2)))
    merge(client, progress={show.pk: row(episode_of(show, 1, 1), spoil_me=1)})
    assert Progress.objects.get().said == Said(episode_of(show, 2, 2), spoil_me=True)


def test_saved_articles_and_places_are_joined(client: Client, user: User) -> None:
    show = make_show()
    one, other = make_article(show), make_article(show)
    Bookmark.objects.create(user=user, article=one, remind=True)
    note_place(user, one, part=9, percent=80, finished=False)
    places = {one.pk: [2, 10, 1], other.pk: [4, 50, 0]}
    found = merge(client, saved={one.pk: 0, other.pk: 1}, places=places)[1]
    assert (found["saved"], found["places"]) == (
        {str(one.pk): 1, str(other.pk): 1},
        {str(one.pk): [2, 80, 1], str(other.pk): [4, 50, 0]},
    )


def test_a_reminder_on_either_side_stays(client: Client, user: User) -> None:
    article = make_article(make_show())
    Bookmark.objects.create(user=user, article=article, remind=False)
    assert merge(client, saved={article.pk: 1})[1]["saved"] == {str(article.pk): 1}
    assert merge(client, saved={article.pk: 0})[1]["saved"] == {str(article.pk): 1}


def test_what_either_side_waited_for_is_due_once(client: Client, user: User) -> None:
    show = make_show()
    say(user, show, Said(episode_of(show, 1, 2)))
    long_reached, here, there, ahead = (
        make_article(show, boundary=episode_of(show, *place))
        for place in ((1, 1), (1, 3), (1, 2), (2, 3))
    )
    for article in (long_reached, here):
        Bookmark.objects.create(user=user, article=article, remind=True)
    tables = {
        "progress": {show.pk: row(episode_of(show, 2, 1))},
        "saved": {there.pk: 1, ahead.pk: 1},
    }
    assert merge(client, **tables)[1]["due"] == [here.pk, there.pk]
    assert merge(client, **tables)[1]["due"] == []


def test_what_is_gone_is_left_out(client: Client, user: User) -> None:
    show = make_show()
    gone = episode_of(show, 2, 3)
    kept = row(gone)
    gone.delete()
    status, found = merge(
        client, progress={show.pk: kept, 99_999: [1, 1, 5, 0]}, saved={99_999: 0},
        places={99_999: [1, 1, 0]},
    )  # fmt: skip
    assert status == 200
    assert found["progress"] == {str(show.pk): [2, 2, episode_of(show, 2, 2).pk, 0]}


@pytest.mark.parametrize("place", [(99, 99), (2, 5), (3, 1)])
def test_a_place_beyond_the_last_episode_is_named_and_the_rest_is_kept(
    client: Client, user: User, place: tuple[int, int]
) -> None:
    show, other = make_show("Short"), make_show("Other")
    progress = {show.pk: [*place, 999_999, 0], other.pk: row(episode_of(other, 1, 2))}
    status, found = merge(client, progress=progress)
    assert status == 200
    assert found["refused"] == [{"show": "Short", "error": f"There is no S{place[0]}E{place[1]}."}]
    assert [row.show for row in Progress.objects.all()] == [other]
    say(user, show, Said(episode_of(show, 1, 1)))
    merge(client, progress=progress)
    assert Progress.objects.get(show=show).said == Said(episode_of(show, 1, 1))


def test_of_a_long_memory_the_newest_are_taken(client: Client, user: User) -> None:
    article = make_article(make_show())
    status, found = merge(client, places={**{n: [1, 2, 0] for n in range(article.pk)},
                                          **{n + 10**6: [1, 2, 0] for n in range(999)},
                                          article.pk: [7, 70, 0]})  # fmt: skip
    assert (status, found["places"]) == (200, {str(article.pk): [7, 70, 0]})


@pytest.mark.parametrize(
    "forged",
    [
        {"progress": []},
        {"progress": {"x": [1, 1, 1, 0]}},
        {"progress": {"-1": [1, 1, 1, 0]}},
        {"progress": {"1": [1, 1]}},
        {"progress": {"1": "S1E1"}},
        {"progress": {"1": [1, 1, None, 0]}},
        {"saved": {"1": "yes"}},
        {"places": {"1": [1, 1, 7]}},
        {"places": {"{article}": [1, 500, 0]}},
    ],
)
def test_a_forged_memory_changes_nothing(
    client: Client, user: User, forged: dict[str, Any]
) -> None:
    show = make_show()
    article = make_article(show)
    right = {"progress": {str(show.pk): row(episode_of(show, 1, 1))}}
    forged = {
        name: {k.replace("{article}", str(article.pk)): v for k, v in table.items()}
        if isinstance(table, dict) else table
        for name, table in forged.items()
    }  # fmt: skip
    for name, table in right.items():
        if isinstance(forged.get(name), dict):
            forged[name] = table | forged[name]
    status, found = merge(client, **(right | forged))
    assert (status, bool(found["error"])) == (400, True)
    assert not any(m.objects.exists() for m in (Progress, Bookmark, Reading))


def test_an_episode_of_another_show_is_refused_whole(client: Client, user: User) -> None:
    show, other = make_show(), make_show()
    progress = {show.pk: row(episode_of(show, 1, 1)), other.pk: row(episode_of(show, 1, 2))}
    assert merge(client, progress=progress)[0] == 400
    assert not Progress.objects.exists()


def test_it_is_told_how_much_was_joined(client: Client, user: User) -> None:
    known, new = make_article(), make_article()
    Bookmark.objects.create(user=user, article=known)
    tables = {"saved": {known.pk: 0, new.pk: 1}, "places": {new.pk: [3, 20, 0]}}
    assert merge(client, **tables)[1]["joined"] == {"saved": 1, "places": 1}
    assert merge(client, **tables)[1]["joined"] == {"saved": 0, "places": 0}
