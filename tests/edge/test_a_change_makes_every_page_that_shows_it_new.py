"""Whatever changes, no page keeps showing what was; and pages that don't show it are kept.

No task worker runs here: what refers to what is known without it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from articles import remembered
from articles.addresses import forget_site
from articles.models import (
    Author,
    Character,
    Episode,
    Picture,
    RelatedArticle,
    Show,
    ShowIndex,
    SiteWords,
    StandardPage,
)
from articles.retouching import remake_renditions
from fanmankind.edge import models
from tests.edge.cached_site import CachedSite
from tests.factories import make_article, make_author, make_front, make_picture, make_show

pytestmark = pytest.mark.django_db


class World:
    """Two shows, of which an article of the second shows a card of one of the first."""

    def __init__(self, folder: Path) -> None:
        self.front = make_front()
        self.front.add_child(instance=ShowIndex(title="Shows", slug="shows"))
        self.about = self.front.add_child(
            instance=StandardPage(title="About", slug="about", body=[])
        )
        self.show, self.other, self.third = make_show("First"), make_show("Second"), make_show()
        self.author = make_author()
        self.article = make_article(self.show, author=self.author)
        self.sibling = make_article(self.show)
        self.near = self.article_about(self.article)
        self.far = make_article(self.third)
        self.draft = make_article(self.show, publish=False)
        forget_site()
        self.site = CachedSite(folder)
        self.read()

    def article_about(self, to: Any) -> Any:
        """An article of the other show with a card of this one."""
        article = make_article(self.other, publish=False)
        article.related.add(RelatedArticle(to=to))
        publish(article)
        return article

    @property
    def addresses(self) -> list[str]:
        """Where a reader may be."""
        pages = [self.front, self.about, self.show, self.other, self.third, self.article,
                 self.sibling, self.near, self.far, self.author]  # fmt: skip
        shows = [show.slug for show in (self.show, self.other)]
        return [
            *(page.address for page in pages),
            "/shows/", "/authors/", "/feeds/rss.xml", "/feeds/feed.json", "/sitemap.xml",
            "/search/?q=ending",
            *(f"/{slug}/{page}" for slug in shows for page in ("catch-up/?through=s2", "who/",
              "who.json", "guide.json", "seasons/1.json")),
            *(f"/feeds/{slug}/rss.xml" for slug in shows),
        ]  # fmt: skip

    def read(self) -> dict[str, bytes]:
        """Every page, as a reader is given it."""
        return {address: self.site.get(address).body for address in self.addresses}

    def old(self) -> list[str]:
        """The pages that are not what the site would say, had it nothing in its memory."""
        read = self.read()
        with pytest.MonkeyPatch.context() as forgetful:
            forgetful.setattr(remembered, "_now", lambda: None)
            return [a for a, body in read.items() if body != self.site.fresh(a)]


@pytest.fixture(autouse=True)
def memory(monkeypatch: pytest.MonkeyPatch) -> dict[Any, Any]:
    """What pages share is remembered by edition, though a test is one transaction."""
    kept: dict[Any, Any] = {}
    monkeypatch.setattr(remembered, "_kept", kept)
    monkeypatch.setattr(remembered, "_now", lambda: tuple(sorted(models.editions().items())))
    return kept


def publish(article: Any) -> None:
    """As an editor does it."""
    article.save_revision().publish()


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
    _retitle_show(world)
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
