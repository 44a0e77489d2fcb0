"""What changes a page from afar: what all pages name, an order, a show that is told elsewhere.

And what changes with its page is looked for once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.models import Episode, Picture, RelatedArticle, Show, SiteWords
from articles.retouching import remake_renditions
from tests.edge.cached_site import CachedSite
from tests.edge.world import World, publish, remember
from tests.factories import make_show

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def memory(monkeypatch: pytest.MonkeyPatch) -> dict[Any, Any]:
    """What pages share."""
    return remember(monkeypatch)


def _rename_episode(world: World) -> None:
    episode = Episode.objects.get(season__show=world.show, season__number=1, number=3)
    episode.title = "The last one, renamed"
    episode.save()


def test_a_show_with_many_episodes_is_looked_for_once() -> None:
    turned = []
    for episodes in (1, 20):
        show = make_show(seasons=2, episodes=episodes)
        with CaptureQueriesContext(connection) as asked:
            publish(Show.objects.get(pk=show.pk))
        turned.append(sum('INSERT INTO "edge_edition"' in each["sql"] for each in asked))
    assert turned[0] == turned[1]


def _fail_after_saving(show: Show) -> None:
    with transaction.atomic():
        show.save()
        raise ZeroDivisionError


def test_what_is_taken_back_was_not_looked_for(tmp_path: Path) -> None:
    world = World(tmp_path)
    made = len(world.site.asked)
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError):
            _fail_after_saving(world.show)
        _rename_episode(world)
        world.show.refresh_from_db()
    assert world.old() == []
    assert len(world.site.asked) > made


def test_a_part_that_is_saved_after_its_page_is_looked_for_too(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.show.title = "Renamed"
    world.show.save()
    world.read()
    _rename_episode(world)
    assert world.old() == []


@pytest.mark.parametrize("place", ["menu", "footer", "policy"])
@pytest.mark.parametrize("what", ["renamed", "taken down"])
def test_what_every_page_names_is_new_on_every_page(tmp_path: Path, place: str, what: str) -> None:
    world = World(tmp_path)
    words = SiteWords.load()
    if place == "menu":
        words.menu_pages = [("page", {"page": world.about, "label": ""})]
    elif place == "footer":
        words.footer_pages = [("page", world.about)]
    else:
        words.affiliate_policy = world.about
        world.sibling.has_affiliate_links = True
        publish(world.sibling)
    words.save()
    before = world.read()
    if what == "renamed":
        world.about.title, world.about.slug = "Who we are", "who-we-are"
        publish(world.about)
        world.about.slug = "about"
    else:
        world.about.unpublish()
    assert world.old() == []
    assert world.read()[world.sibling.address] != before[world.sibling.address]


def test_a_draft_that_is_sorted_before_others_leaves_them_their_articles(tmp_path: Path) -> None:
    world = World(tmp_path)
    draft = world.front.add_child(instance=Show(title="Draft", slug="draft", live=False))
    world.read()
    draft.move(Show.objects.get(pk=world.show.pk), pos="left")
    world.site = CachedSite(tmp_path / "without copies")
    assert world.old() == []


def test_a_picture_with_another_focus_is_there_once_it_is_made(tmp_path: Path) -> None:
    world = World(tmp_path)
    picture = Picture.objects.get(pk=world.article.safe_hero_id)
    picture.focal_point_x, picture.focal_point_y = 300, 200
    picture.focal_point_width = picture.focal_point_height = 100
    picture.save()
    before = world.read()[world.article.address]
    remake_renditions.call(picture.pk)
    assert world.old() == []
    assert world.read()[world.article.address] != before


def test_a_show_is_renamed_where_its_ending_was_moved_to(tmp_path: Path) -> None:
    world = World(tmp_path)
    RelatedArticle.objects.all().delete()
    world.article.move(Show.objects.get(pk=world.third.pk), pos="last-child")
    world.article.refresh_from_db()
    world.read()
    show = Show.objects.get(pk=world.show.pk)
    show.title = "Renamed"
    publish(show)
    assert world.old() == []
