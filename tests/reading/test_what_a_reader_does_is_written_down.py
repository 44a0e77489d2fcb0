"""Progress, shelf and places: written by PUT and DELETE, the same when they come twice."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Show
from reading.models import Bookmark, Progress, Reading
from tests.accounts.people import make_person, sign_in
from tests.factories import episode_of, make_article, make_draft, make_show

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    sign_in(client, make_person())
    return client


def put(client: Client, path: str, data: object) -> tuple[int, dict[str, Any]]:
    answer = client.put(f"/reading/{path}/", data, content_type="application/json")
    return answer.status_code, answer.json()


def test_progress_is_said_changed_and_forgotten(reader: Client) -> None:
    show = make_show()
    episode = episode_of(show, 1, 3)
    path = f"progress/{show.pk}"
    for _ in range(2):
        assert put(reader, path, {"episode": episode.pk}) == (
            200, {"progress": [1, 3, episode.pk, 0]},
        )  # fmt: skip
    assert Progress.objects.count() == 1
    assert put(reader, path, {"episode": 0})[1] == {"progress": [0, 0, 0, 0]}
    said = {"episode": episode.pk, "spoil_me": True}
    assert put(reader, path, said)[1] == {"progress": [1, 3, episode.pk, 1]}
    for _ in range(2):
        assert reader.delete(f"/reading/{path}/").json() == {"progress": None}
    assert not Progress.objects.exists()


def test_an_article_is_saved_and_taken_off_the_shelf(reader: Client) -> None:
    path = f"saved/{make_article().pk}"
    assert put(reader, path, {"remind": True}) == (200, {"saved": 1})
    at = Bookmark.objects.get().at
    assert put(reader, path, {"remind": False}) == (200, {"saved": 0})
    assert Bookmark.objects.get().at == at
    reader.delete(f"/reading/{path}/")
    assert not Bookmark.objects.exists()


def test_a_place_moves_and_what_was_finished_stays_so(reader: Client) -> None:
    path = f"places/{make_article().pk}"
    done = {"part": 30, "percent": 100, "finished": True}
    assert put(reader, path, done) == (200, {"place": [30, 100, 1]})
    assert put(reader, path, {"part": 2, "percent": 5}) == (200, {"place": [2, 5, 1]})
    assert Reading.objects.count() == 1


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("progress/{show}", {"episode": "{foreign}"}, 400),
        ("progress/{show}", {"episode": 999_999}, 400),
        ("progress/{show}", {"episode": -1}, 400),
        ("progress/{show}", {"episode": "S9E9"}, 400),
        ("progress/{show}", {"episode": True}, 400),
        ("progress/{show}", {"episode": []}, 400),
        ("progress/{show}", {"episode": {}}, 400),
        ("progress/{show}", {"episode": None}, 400),
        ("progress/{show}", {"episode": ""}, 400),
        ("progress/{show}", {"episode": False}, 400),
        ("progress/{show}", {}, 400),
        ("progress/{show}", {"spoil_me": True}, 400),
        ("progress/{show}", {"episode": 0, "spoil_me": "very"}, 400),
        ("progress/{show}", {"episode": 0, "spoil_me": []}, 400),
        ("progress/{show}", {"episode": 0, "said_at": -1}, 400),
        ("progress/{show}", {"episode": 0, "said_at": 1.5}, 400),
        ("progress/{show}", {"episode": 0, "said_at": "now"}, 400),
        ("progress/{show}", {"episode": 0, "said_at": 10**30}, 400),
        ("progress/{show}", [1, 2], 400),
        ("progress/999999", {"episode": 0}, 404),
        ("progress/{draft_show}", {"episode": 0}, 404),
        ("saved/{draft}", {}, 404),
        ("saved/999999", {}, 404),
        ("places/{article}", {"part": 1}, 400),
        ("places/{article}", {"part": 1, "percent": 101}, 400),
        ("places/{article}", {"part": 10**30, "percent": 1}, 400),
    ],
)
def test_bad_input_is_a_clear_error_and_changes_nothing(
    reader: Client, path: str, data: object, status: int
) -> None:
    show, hidden = make_show(), make_show()
    Show.objects.filter(pk=hidden.pk).update(live=False)
    ids = {"show": show.pk, "draft_show": hidden.pk, "draft": make_draft(show).pk,
           "article": make_article(show).pk}  # fmt: skip
    if isinstance(data, dict) and data.get("episode") == "{foreign}":
        data = {"episode": episode_of(make_show(), 1, 1).pk}
    found, said = put(reader, path.format(**ids), data)
    assert (found, bool(said["error"])) == (status, True)
    assert not any(m.objects.exists() for m in (Progress, Bookmark, Reading))


@pytest.mark.parametrize("body", ["", "{", "[" * 100_000, "null", b"\xff\xfe"])
def test_what_is_no_json_is_refused(reader: Client, body: str) -> None:
    path = f"/reading/progress/{make_show().pk}/"
    answer = reader.put(path, body, content_type="application/json")
    assert answer.status_code == 400


def test_too_much_is_refused(reader: Client) -> None:
    path = f"/reading/progress/{make_show().pk}/"
    answer = reader.put(path, {"x": "y" * 300_000}, content_type="application/json")
    assert answer.status_code == 413


def test_only_for_somebody_signed_in_with_a_token(client: Client) -> None:
    path = f"/reading/progress/{make_show().pk}/"
    assert client.put(path, {"episode": 0}, content_type="application/json").status_code == 401
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, make_person())
    assert strict.put(path, {"episode": 0}, content_type="application/json").status_code == 403
    token = strict.get("/reading/me.json").json()["csrf"]
    headers = {"X-CSRFToken": token}
    answer = strict.put(path, {"episode": 0}, content_type="application/json", headers=headers)
    assert answer.status_code == 200


def test_other_methods_are_refused(reader: Client) -> None:
    assert reader.get(f"/reading/progress/{make_show().pk}/").status_code == 405
    assert reader.get("/reading/merge/").status_code == 405
