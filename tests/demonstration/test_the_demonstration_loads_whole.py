"""The demonstration: everything is there once, and a second run leaves an edit alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from PIL import Image
from wagtail.models import Page

from articles.completeness import missing
from articles.demo import files
from articles.models import (
    Article,
    Episode,
    Fate,
    FrontPage,
    Picture,
    Rendition,
    Season,
    Show,
    StandardPage,
)
from tests.articles import surfaces
from tests.demonstration.small_drawings import draw_small

FAM = "for-all-mankind"
PRIVATE = {"/accounts/profile/", "/reading/follows/"}  # ask a stranger to sign in first
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]

pytestmark = pytest.mark.xdist_group("demonstration")  # Loaded by one worker, once.


@pytest.fixture(scope="module")
def loaded(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Load it once for this module, and take it away again. The media folder's path."""
    media = str(tmp_path_factory.mktemp("demonstration"))
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media, PASSWORD_HASHERS=QUICK),
        pytest.MonkeyPatch.context() as patch,
    ):
        draw_small(patch)
        with transaction.atomic():
            call_command("load_demo", verbosity=0)
            yield media
            transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _demonstration(loaded: str, db: None, settings: Any) -> None:
    """Every test sees the loaded site, its files too."""
    settings.MEDIA_ROOT = loaded


def _counts() -> list[int]:
    return [m._base_manager.count() for m in (Page, Picture, Rendition, Episode, Fate, Season)]


def _files() -> list[str]:
    return sorted(str(path) for path in Path(settings.MEDIA_ROOT).rglob("*"))


def test_the_show_and_the_forty_episodes_of_its_first_four_seasons() -> None:
    show = Show.objects.get(slug=FAM)
    seasons = show.seasons.order_by("number")
    assert [season.number for season in seasons] == [1, 2, 3, 4, 5]
    for season in seasons[:4]:
        numbers = list(season.episodes.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, 11))
        assert season.setting
    assert not Article.objects.filter(boundary__season=seasons[4]).exists()
    assert not Fate.objects.filter(boundary__season=seasons[4]).exists()


def test_four_articles_of_700_to_1200_words_one_for_each_ending() -> None:
    articles = Article.objects.child_of(Show.objects.get(slug=FAM)).order_by("boundary__season")
    ends = [(a.boundary.season.number, a.boundary.number) for a in articles]
    assert sorted(ends) == [(1, 10), (2, 10), (3, 10), (4, 10)]
    for article in articles:
        assert 700 <= article.word_count <= 1200, f"{article.slug}: {article.word_count}"


def test_a_film_and_another_series_with_an_article_each() -> None:
    others = Show.objects.exclude(slug=FAM)
    assert sorted(show.kind for show in others) == ["film", "series"]
    for show in others:
        assert Article.objects.live().child_of(show).count() == 1


def test_every_article_is_live_complete_and_written_down_first_published() -> None:
    articles = list(Article.objects.all())
    assert len(articles) == 6
    for article in articles:
        assert article.live
        assert missing(article) == []
        assert not article.has_unpublished_changes
        table = next(t for t in files.articles(article.get_parent().slug)
                     if t["slug"] == article.slug)  # fmt: skip
        assert article.first_published_at == table["first_published"]


def test_every_picture_in_the_files_is_there_with_alt_text_and_credit() -> None:
    assert Picture.objects.count() == len(files.pictures())
    for picture in Picture.objects.all():
        assert picture.description, picture.title
        assert picture.credit, picture.title
        assert Path(picture.file.path).exists()


def test_every_drawing_is_large_and_its_focal_point_is_in_it() -> None:
    for name, table in files.pictures().items():
        with Image.open(files.PICTURES / table["file"]) as drawing:
            wide, high = drawing.size
        x, y, width, height = table["focal"]
        assert min(wide, high) >= 1000, name
        assert 0 <= x - width / 2 <= x + width / 2 <= wide, name
        assert 0 <= y - height / 2 <= y + height / 2 <= high, name


def test_every_drawing_in_the_folder_is_used() -> None:
    drawn = {p.name for p in files.PICTURES.iterdir() if p.suffix in {".jpg", ".webp", ".png"}}
    assert drawn == {table["file"] for table in files.pictures().values()}


def test_the_plain_pages_are_there() -> None:
    slugs = set(StandardPage.objects.live().values_list("slug", flat=True))
    assert {"about", "affiliate-policy", "privacy", "terms", "contact"} <= slugs


def test_every_address_answers_and_every_link_and_picture_resolves(client: Client) -> None:
    found: set[str] = set()
    for address in [*surfaces.page_addresses(), *surfaces.passage_addresses()]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        html = answer.content.decode()
        found |= set(re.findall(r'(?:href|src)="(/[^"#?]*)', html))
        for srcset in re.findall(r'(?:image)?srcset="([^"]+)"', html):
            found |= {candidate.split()[0] for candidate in srcset.split(", ")}
    for address in sorted(found):
        if not address.startswith(settings.STATIC_URL):
            expected = 302 if address in PRIVATE else 200
            assert client.get(address).status_code == expected, address


def test_every_rendition_that_its_pages_use_was_made(client: Client) -> None:
    for address in surfaces.page_addresses():
        assert "/media/original_images/" not in surfaces.text_of(client, address), address


def test_a_second_run_changes_nothing() -> None:
    before = _counts(), _files()
    call_command("load_demo", verbosity=0)
    assert (_counts(), _files()) == before


def test_a_second_run_keeps_an_edit() -> None:
    article = Article.objects.get(slug="season-4-ending-explained")
    article.title = "Edited by hand"
    article.save_revision().publish()
    about = StandardPage.objects.get(slug="about")
    about.delete()
    call_command("load_demo", verbosity=0)
    assert Article.objects.get(pk=article.pk).title == "Edited by hand"
    assert not StandardPage.objects.filter(slug="about").exists()


def test_the_front_page_is_arranged(client: Client) -> None:
    front = FrontPage.objects.get()
    assert front.featured.slug == "season-4-ending-explained"
    assert len(front.rows) >= 2
    html = surfaces.text_of(client, "/")
    for show in Show.objects.all():
        assert show.title in html
