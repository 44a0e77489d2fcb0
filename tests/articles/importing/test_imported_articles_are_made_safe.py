"""What everybody would see of an imported article holds it back until somebody has seen to it."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from articles.completeness import ArticleIncomplete, missing
from articles.importing.guesses import guess
from articles.models import ArchiveItem
from tests.articles.importing.exports import item, write_export
from tests.articles.importing.running import article, bring
from tests.articles.newsroom import sign_in
from tests.factories import episode_of, make_show

pytestmark = pytest.mark.django_db
GUESSES = {
    "The season 4 finale, explained": (4, None), "A Show S02E05: recap": (2, 5),
    "A Show 3x07 recap": (3, 7), "Season two, episode 5": (2, 5), "Second season ending": (2, None),
    "s4 e10 explained": (4, 10), "The series finale explained": (None, None),
}  # fmt: skip


@pytest.mark.parametrize("title", GUESSES, ids=str)
def test_a_place_is_guessed_from_a_title(title: str) -> None:
    found = guess(title)
    assert found is not None
    assert (found.season, found.episode) == GUESSES[title]


@pytest.mark.parametrize("title", ["Why it matters", "Top 10 of 2021", "", "Seasoned writers"])
def test_nothing_is_guessed_from_nothing(title: str) -> None:
    assert guess(title) is None


@pytest.fixture
def brought(tmp_path: Path) -> Any:
    show = make_show("A Long Way Home")
    terms = [("category", "home", "A Long Way Home")]
    bring(write_export(tmp_path, item(1, title="Season 2 finale: Ana dies", terms=terms)))
    return show


def about_headline() -> list[str]:
    made = article(1).get_latest_revision_as_object()
    return [gap.message for gap in missing(made) if gap.field == "title"]


def test_it_is_held_back_whoever_publishes(brought: Any) -> None:
    [words] = about_headline()
    assert "headline, address" in words
    with pytest.raises(ArticleIncomplete):
        article(1).get_latest_revision().publish()


def test_taking_the_suggestion_gives_a_boundary_and_a_safe_headline(
    client: Client, brought: Any
) -> None:
    sign_in(client)
    page: Any = client.get(reverse("making_safe"))
    assert "Boundary: A Long Way Home S2E3" in page.content.decode()
    row = ArchiveItem.objects.get(kind="post")
    answer: Any = client.post(reverse("making_safe_act", args=[row.pk]), {"take": ""})
    assert answer.status_code == 302
    made = article(1).get_latest_revision_as_object()
    assert made.boundary == episode_of(brought, 2, 3)
    assert made.title == "A Long Way Home season 2: the ending, explained"
    assert made.slug == "a-long-way-home-season-2-the-ending-explained"
    assert made.revealing_headline == "Season 2 finale: Ana dies"
    assert about_headline() == []


def test_a_place_is_guessed_from_a_category(tmp_path: Path) -> None:
    make_show("A Long Way Home")
    terms = [("category", "home", "A Long Way Home"), ("post_tag", "s2", "Season two")]
    bring(write_export(tmp_path, item(1, title="What it all means", terms=terms)))
    assert ArchiveItem.objects.get(kind="post").guess["season"] == 2


def test_what_waits_for_its_show_is_led_there(client: Client, brought: Any, tmp_path: Path) -> None:
    sign_in(client)
    words, table = "Its show is not known yet.", reverse("archive_terms:index")
    page: Any = client.get(reverse("making_safe"))
    assert words not in page.content.decode()
    bring(write_export(tmp_path, item(2)))
    page = client.get(reverse("making_safe"))
    assert page.content.decode().count(words) == 1
    assert f'<a href="{table}">Archive’s categories</a>' in page.content.decode()


def test_confirming_lifts_it_and_says_who(client: Client, brought: Any) -> None:
    user = sign_in(client)
    row = ArchiveItem.objects.get(kind="post")
    client.post(reverse("making_safe_act", args=[row.pk]), {"confirm": ""})
    row.refresh_from_db()
    assert row.confirmed_by == user
    assert about_headline() == []


def test_the_form_reminds(client: Client, brought: Any) -> None:
    sign_in(client)
    page: Any = client.get(reverse("wagtailadmin_pages:edit", args=[article(1).pk]))
    assert "Still as it was there: headline, address." in page.content.decode()


def test_who_may(client: Client, brought: Any) -> None:
    row = ArchiveItem.objects.get(kind="post")
    act = reverse("making_safe_act", args=[row.pk])
    for path in (reverse("making_safe"), act):
        assert client.post(path).status_code in {302, 405}
    sign_in(client, superuser=False)
    assert client.get(reverse("making_safe")).status_code in {302, 403}
    user = sign_in(client, superuser=False)
    user.groups.add(Group.objects.get(name="Editors"))
    assert client.get(reverse("making_safe")).status_code == 200
    assert client.get(act).status_code == 405
    client.post(act, {"confirm": ""})
    row.refresh_from_db()
    assert row.confirmed_at is not None
