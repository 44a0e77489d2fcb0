"""Whatever changes, no page keeps showing what was; and pages that don't show it are kept.

No task worker runs here: what refers to what is known without it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Site

from articles.addresses import forget_site
from articles.models import Author, Character, Episode, Picture, RelatedArticle, Show, SiteWords
from fanmankind.edge import models
from tests.edge.world import World, publish, remember
from tests.factories import make_article, make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def memory(monkeypatch: pytest.MonkeyPatch) -> dict[Any, Any]:
    """What pages share."""
    return remember(monkeypatch)


def _retitle(world: World) -> None:
    world.article.title = "Another headline"
    publish(world.article)


def _retitle_show(world: World) -> None:
    world.show.title = "Renamed"
    world.show.save()


def _unpublish(world: World) -> None:
    world.article.unpublish()


def _delete(world: World) -> None:
    RelatedArticle.objects.all().delete()
    world.sibling.delete()


def _publish_another(world: World) -> None:
    publish(world.draft)


def _rename_episode(world: World) -> None:
    episode = Episode.objects.get(season__show=world.show, season__number=1, number=3)
    episode.title = "The last one, renamed"
    episode.save()


def _announce_episode(world: World) -> None:
    season = world.show.seasons.get(number=2)
    season.episodes.add(Episode(number=9, title="One more"))
    season.save()


def _name_character(world: World) -> None:
    Character(show=world.show, name="Ana", actor="Somebody", line="A pilot.").save()


def _rename_author(world: World) -> None:
    author = Author.objects.get(pk=world.author.pk)
    author.title = "Another name"
    author.save()


def _describe_picture(world: World) -> None:
    picture = Picture.objects.get(pk=world.article.safe_hero_id)
    picture.description = "Something else is seen"
    picture.save()


def _rename_site(world: World) -> None:
    words = SiteWords.load()
    words.name = "another name"
    words.save()


def _feature(world: World) -> None:
    world.front.featured = world.article
    world.front.save()


def _about(world: World) -> None:
    world.about.title = "About us"
    world.about.save()


def _move(world: World) -> None:
    world.far.move(Show.objects.get(pk=world.other.pk), pos="last-child")
    world.far.refresh_from_db()


def _slug(world: World) -> None:
    world.sibling.slug = "somewhere-else"
    publish(world.sibling)


def _change_fate(world: World) -> None:
    fate = world.article.fates.get()
    fate.line = "Is gone."
    fate.save()


def _another_portrait(world: World) -> None:
    world.author.portrait = make_picture()
    publish(world.author)


CHANGES: list[Callable[[World], None]] = [
    _retitle, _retitle_show, _unpublish, _delete, _publish_another, _rename_episode,
    _announce_episode, _name_character, _rename_author, _describe_picture, _rename_site, _feature,
    _about, _move, _slug, _change_fate, _another_portrait,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_no_page_is_old(
    tmp_path: Path, change: Callable[[World], None], memory: dict[Any, Any]
) -> None:
    world = World(tmp_path)
    before = world.read()
    assert {name[0] for name in memory} >= {"site", "show", "seasons", "words", "footer", "card"}
    change(world)
    forget_site()
    assert world.old() == []
    assert world.read() != before


def test_what_does_not_show_it_is_kept(tmp_path: Path) -> None:
    world = World(tmp_path)
    made = len(world.site.asked)
    _retitle(world)
    world.site.get(world.far.address)
    assert len(world.site.asked) == made
    world.site.get(world.near.address)
    assert len(world.site.asked) == made + 1


@pytest.mark.parametrize(
    "what", ["a draft", "a revision", "a picture nobody shows", "a draft that moves"]
)
def test_what_no_reader_sees_changes_nothing(tmp_path: Path, what: str) -> None:
    world = World(tmp_path)
    made = len(world.site.asked)
    if what == "a draft":
        make_article(world.show, author=world.author, publish=False)
    elif what == "a revision":
        world.article.title = "Not yet"
        world.article.save_revision()
    elif what == "a draft that moves":
        world.draft.move(Show.objects.get(pk=world.other.pk), pos="last-child")
    else:
        make_picture()
    world.read()
    assert len(world.site.asked) == made


def test_a_page_where_a_show_was_follows_the_front(tmp_path: Path) -> None:
    world = World(tmp_path)
    models.turn({"about"})
    world.read()
    _about(world)
    assert "about" not in models.editions()
    assert world.old() == []


def test_a_site_that_changes_makes_everything_new(tmp_path: Path) -> None:
    world = World(tmp_path)
    made = len(world.site.asked)
    Site.objects.get(is_default_site=True).save()
    world.read()
    assert len(world.site.asked) == made + len(world.addresses)
