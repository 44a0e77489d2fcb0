"""A fate belongs to the show's character of its name, whichever of the two came first."""

from importlib import import_module

import pytest
from django.apps import apps

from articles.models import Article, Character, Fate, Show
from tests.articles.telling import introduce, tell
from tests.factories import episode_of, make_article, make_show

pytestmark = pytest.mark.django_db


@pytest.fixture
def show() -> Show:
    return make_show("The Crossing")


def whose(fate: Fate) -> Character | None:
    fate.refresh_from_db()
    return fate.who


def a_fate(show: Show, name: str = "Ana") -> Fate:
    fate = Fate(character=name, line="Sails.")
    tell(show, episode_of(show, 1, 3), fates=[fate])
    return fate


def test_when_it_is_saved(show: Show) -> None:
    ana = introduce(show, "Ana")
    assert whose(a_fate(show)) == ana


def test_when_the_character_comes_later(show: Show) -> None:
    fate = a_fate(show)
    assert whose(fate) is None
    ana = introduce(show, "Ana")
    assert whose(fate) == ana


def test_whatever_the_case_and_the_spaces(show: Show) -> None:
    ana = introduce(show, "Ana Lund")
    assert whose(a_fate(show, " ana  LUND")) == ana


def test_when_it_is_published_through_a_revision(show: Show) -> None:
    ana = introduce(show, "Ana")  # the factory's article has a fate of this name
    article = make_article(show)
    assert [fate.who for fate in Article.objects.get(pk=article.pk).fates.all()] == [ana]


def test_a_namesake_in_another_show_is_somebody_else(show: Show) -> None:
    introduce(make_show("Elsewhere"), "Ana")
    assert whose(a_fate(show)) is None


def test_a_new_name_lets_go(show: Show) -> None:
    ana = introduce(show, "Ana")
    fate = a_fate(show)
    ana.name = "Anastasia"
    ana.save()
    show.save()
    assert whose(fate) is None


def test_a_removed_character_leaves_the_fate(show: Show) -> None:
    ana = introduce(show, "Ana")
    fate = a_fate(show)
    ana.delete()
    assert whose(fate) is None
    assert fate.character == "Ana"


def test_publishing_the_show_from_a_draft_links_too(show: Show) -> None:
    fate = a_fate(show)
    draft = Show.objects.get(pk=show.pk)
    draft.characters.add(Character(name="Ana"))
    revision = draft.save_revision(clean=False)
    assert whose(fate) is None
    revision.publish()
    assert whose(fate) == Character.objects.get(show=show)


def test_the_migration_begins_with_the_fates_that_are_there(show: Show) -> None:
    late = Fate(character="Bo", actor="B. Player", line="Rows.", boundary=episode_of(show, 1, 2))
    ana = Fate(character="Ana", line="Sails.")
    tell(show, episode_of(show, 1, 3), fates=[ana, late])
    again = Fate(character="bo", line="Rests.")
    tell(show, episode_of(show, 2, 3), fates=[again])
    import_module("articles.migrations.0002_characters").begin_with_the_fates(apps, None)
    made = list(Character.objects.filter(show=show).order_by("sort_order"))
    assert [(c.name, c.actor, str(c.boundary.position)) for c in made] == [
        ("Bo", "B. Player", "S1E2"), ("Ana", "", "S1E3"),
    ]  # fmt: skip
    assert [whose(fate) for fate in (late, again, ana)] == [made[0], made[0], made[1]]
