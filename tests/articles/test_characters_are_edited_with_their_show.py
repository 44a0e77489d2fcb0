"""The show's form: its people, each with a name of their own and a first episode of this show."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Character, Episode, Show
from tests.articles import newsroom
from tests.articles.telling import introduce
from tests.factories import episode_of, make_article, make_draft, make_show

pytestmark = pytest.mark.django_db


@pytest.fixture
def show() -> Show:
    return make_show("The Crossing")


@pytest.fixture(autouse=True)
def _editor(client: Client) -> None:
    newsroom.sign_in(client)


def person(name: str, boundary: Episode | None = None, **fields: Any) -> dict[str, Any]:
    row = {
        "id": "",
        "name": name,
        "actor": "",
        "line": "",
        "boundary": boundary.pk if boundary else "",
    }
    return row | fields


def save(client: Client, show: Show, *people: dict[str, Any]) -> Any:
    rows = newsroom.inline_formset(list(people))
    data = newsroom.show_data(show, characters=rows)
    return newsroom.edit_show(client, show, data, "action-publish")


def refusals(answer: Any) -> str:
    formset = answer.context["form"].formsets["characters"]
    return f"{formset.non_form_errors()} {formset.errors}"


def test_they_are_kept_in_order(client: Client, show: Show) -> None:
    first = episode_of(show, 2, 1)
    answer = save(
        client, show, person("Bo", first, ORDER="2"),
        person("Ana", ORDER="1", actor="A. Player", line="Has a boat."),
    )  # fmt: skip
    assert answer.status_code == 302
    ana, bo = Character.objects.filter(show=show).order_by("sort_order")
    assert (ana.name, ana.actor, ana.line, ana.boundary) == (
        "Ana", "A. Player", "Has a boat.", None,
    )  # fmt: skip
    assert (bo.name, bo.boundary) == ("Bo", first)


@pytest.mark.parametrize("twin", ["Ana", "ANA ", "ana!"])
def test_two_of_one_name_are_refused(client: Client, show: Show, twin: str) -> None:
    answer = save(client, show, person("Ana"), person(twin))
    assert answer.status_code == 200
    assert "is there 2 times" in refusals(answer)
    assert not show.characters.exists()


@pytest.mark.parametrize("name", ["!!!", "main", "Through"])
def test_a_name_needs_an_anchor_of_its_own(client: Client, show: Show, name: str) -> None:
    answer = save(client, show, person(name))
    assert answer.status_code == 200
    assert "Give a name" in refusals(answer)


def test_an_episode_of_another_show_is_refused(client: Client, show: Show) -> None:
    answer = save(client, show, person("Ana", episode_of(make_show("Elsewhere"), 1, 1)))
    assert answer.status_code == 200
    assert "belongs to another show" in refusals(answer)


def test_a_show_is_deleted_with_its_people(client: Client, show: Show) -> None:
    introduce(show, "Ana", episode_of(show, 1, 2))
    answer = client.post(reverse("wagtailadmin_pages:delete", args=[show.pk]))
    assert answer.status_code == 302
    assert not Character.objects.exists()


def choices(client: Client, **query: Any) -> str:
    return client.get(reverse("character_chooser:choose"), query).content.decode()


def test_an_article_s_writer_chooses_among_the_people_of_its_show(
    client: Client, show: Show
) -> None:
    introduce(show, "Ana")
    introduce(make_show("Elsewhere"), "Stranger")
    for page in (make_article(show), make_draft(show), show):
        listed = choices(client, page=page.pk)
        assert "Ana" in listed
        assert "Stranger" not in listed
    assert "Stranger" in choices(client)


def test_they_are_found_by_a_part_of_their_name_or_of_their_actors(
    client: Client, show: Show
) -> None:
    introduce(show, "Ana Bell", actor="Iris Moon")
    introduce(show, "Tom Reed")
    introduce(make_show("Elsewhere"), "Belle")
    address = reverse("character_chooser:choose_results")
    for words, found in (("bell", True), ("MOON", True), ("", True), ("nobody", False)):
        listed = client.get(address, {"page": show.pk, "q": words}).content.decode()
        assert ("Ana Bell" in listed) is found, words
        assert ("Tom Reed" in listed) is (not words), words
        assert "Belle" not in listed


@pytest.mark.parametrize("page", ["x", "", "0", "-1", "999999999", "9" * 40, "1\x00"])
def test_choosing_for_a_page_that_is_not_there_never_breaks(client: Client, page: str) -> None:
    assert client.get(reverse("character_chooser:choose"), {"page": page}).status_code == 200


def test_who_was_chosen_is_named_without_their_show(client: Client, show: Show) -> None:
    ana = introduce(show, "Ana")
    answer = client.get(reverse("character_chooser:chosen", args=[ana.pk])).json()
    assert answer["result"]["title"] == "Ana"
    assert answer["result"]["id"] == str(ana.pk)


def test_the_editor_keeps_a_mark_as_it_is_stored(client: Client, show: Show) -> None:
    ana = introduce(show, "Ana")
    stored = f'<p><a linktype="character" id="{ana.pk}">Ana</a> sails.</p>'
    article = make_article(show, body=[{"type": "paragraph", "value": stored}])
    data = newsroom.article_data(article)
    assert newsroom.edit(client, article, data, "action-publish").status_code == 302
    article.refresh_from_db()
    kept = article.body[0].value.source
    assert f'linktype="character" id="{ana.pk}"' in kept or (
        f'id="{ana.pk}" linktype="character"' in kept
    )


def test_a_mark_of_somebody_who_is_gone_opens_in_the_editor(client: Client, show: Show) -> None:
    marks = "".join(
        f'<p><a linktype="character" id="{key}">Ana</a></p>' for key in ("99999", "x", "9" * 40)
    )
    article = make_article(show, body=[{"type": "paragraph", "value": marks}])
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert answer.status_code == 200
