"""Following, how often, and no more: on a page without JavaScript, and by a noun for scripts."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from reading.models import Follow
from reading.undeliverable import Undeliverable, note
from tests.accounts.people import make_person, sign_in
from tests.factories import make_show
from tests.reading.following import make_follower

pytestmark = pytest.mark.django_db
PAGE = "/reading/follows/"


@pytest.fixture
def person() -> User:
    return make_person()


@pytest.fixture
def reader(client: Client, person: User) -> Client:
    sign_in(client, person)
    return client


def choose(client: Client, show: object, pace: str) -> int:
    return client.post(PAGE, {"show": show, "pace": pace}).status_code


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    for method in (client.get, client.post):
        assert method(PAGE).headers["Location"].startswith("/accounts/login/?next=/reading/")


def test_the_page_lists_ones_own_shows_and_stays_private(reader: Client, person: User) -> None:
    mine, others = make_show("A Show of Stars"), make_show("A Show of Seas")
    Follow.objects.create(user=person, show=mine, pace="weekly")
    make_follower(others)
    answer = reader.get(PAGE)
    html = answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert "A Show of Stars" in html
    assert "A Show of Seas" not in html
    assert 'value="weekly" aria-pressed="true"' in html
    assert html.count('aria-pressed="true"') == 1


def test_a_show_that_is_asked_for_is_offered_as_off(reader: Client) -> None:
    show = make_show("A Show of Seas")
    html = reader.get(PAGE, {"show": show.pk}).content.decode()
    assert "A Show of Seas" in html
    assert 'value="off" aria-pressed="true"' in html
    assert not Follow.objects.exists()


@pytest.mark.parametrize("asked", ["0", "x", "-1", "9" * 40, "\x00", "²"])
def test_one_that_does_not_exist_is_left_out(reader: Client, asked: str) -> None:
    assert reader.get(PAGE, {"show": asked}).status_code == 200


def test_each_pace_is_chosen_by_a_button(reader: Client) -> None:
    show = make_show()
    for pace in ("at-once", "weekly", "weekly"):
        assert choose(reader, show.pk, pace) == 302
        assert Follow.objects.get().pace == pace
    at = Follow.objects.get().at
    choose(reader, show.pk, "at-once")
    assert Follow.objects.get().at == at
    for _ in range(2):
        assert choose(reader, show.pk, "off") == 302
    assert not Follow.objects.exists()


def test_a_form_of_another_site_is_refused(person: User) -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client, person)
    assert choose(client, make_show().pk, "weekly") == 403
    assert not Follow.objects.exists()


def test_what_makes_no_sense_changes_nothing(reader: Client) -> None:
    show = make_show()
    for number, pace in [(show.pk, "daily"), (10**9, "weekly"), ("x", "weekly"), ("", "")]:
        assert choose(reader, number, pace) == 404
    assert not Follow.objects.exists()


def test_somebody_who_cannot_be_reached_is_told(reader: Client, person: User) -> None:
    words = b"t write to you at the moment"
    assert words not in reader.get(PAGE).content
    note(person.email, Undeliverable.Reason.BOUNCED)
    assert words in reader.get(PAGE).content


def test_the_page_asks_a_fixed_number_of_times(reader: Client, person: User) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _ in range(2):
        for _ in range(3):
            Follow.objects.create(user=person, show=make_show())
        reader.get(PAGE)
        with CaptureQueriesContext(connection) as captured:
            reader.get(PAGE)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def put(client: Client, show: object, data: object) -> tuple[int, dict[str, Any]]:
    answer = client.put(f"{PAGE}{show}/", data, content_type="application/json")
    return answer.status_code, answer.json()


def test_a_script_follows_changes_and_ends(reader: Client) -> None:
    show = make_show()
    for pace in ("at-once", "at-once", "weekly"):
        assert put(reader, show.pk, {"pace": pace}) == (200, {"pace": pace})
        assert Follow.objects.get().pace == pace
    for _ in range(2):
        assert reader.delete(f"{PAGE}{show.pk}/").json() == {"pace": None}
    assert not Follow.objects.exists()


def test_a_script_without_somebody_signed_in_gets_401(client: Client) -> None:
    show = make_show()
    assert put(client, show.pk, {"pace": "weekly"})[0] == 401
    assert client.delete(f"{PAGE}{show.pk}/").status_code == 401


@pytest.mark.parametrize(
    "data", [{}, [], "x", {"pace": None}, {"pace": "off"}, {"pace": ["weekly"]}, {"pace": {}}]
)
def test_bad_input_gets_400(reader: Client, data: object) -> None:
    assert put(reader, make_show().pk, data)[0] == 400
    assert not Follow.objects.exists()


@pytest.mark.parametrize("show", [0, 10**9, 2**63, 10**40])
def test_an_unknown_show_gets_404(reader: Client, show: int) -> None:
    assert put(reader, show, {"pace": "weekly"})[0] == 404
    assert reader.delete(f"{PAGE}{show}/").status_code == 404


def test_a_show_that_is_no_longer_public_can_be_left_but_not_followed(
    reader: Client, person: User
) -> None:
    show = make_show()
    Follow.objects.create(user=person, show=show)
    show.unpublish()
    assert put(reader, show.pk, {"pace": "weekly"})[0] == 404
    assert reader.delete(f"{PAGE}{show.pk}/").status_code == 200
    assert not Follow.objects.exists()
