"""A new focal point or file reaches the pages that show the picture, without publishing them."""

from typing import Any

import pytest
from django.tasks import default_task_backend
from wagtail.models import ReferenceIndex

from articles.models import Article, Picture, Rendition
from articles.pictures import find_rendition, load_renditions, specs_for
from articles.retouching import remake_renditions
from tests.factories import make_article, make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    made = make_article()
    ReferenceIndex.create_or_update_for_object(made)
    return made


def _queued() -> list[Any]:
    return [result.args for result in default_task_backend.results]


def test_saving_it_queues_the_work(
    article: Article, django_capture_on_commit_callbacks: Any
) -> None:
    default_task_backend.clear()
    picture = article.safe_hero
    picture.focal_point_x = 10
    with django_capture_on_commit_callbacks(execute=True):
        picture.save()
    assert [picture.pk] in _queued()


def test_a_picture_that_no_page_shows_queues_nothing(
    django_capture_on_commit_callbacks: Any,
) -> None:
    picture = make_picture()
    default_task_backend.clear()
    with django_capture_on_commit_callbacks(execute=True):
        picture.save()
    assert [picture.pk] not in _queued()


def test_a_new_focal_point_has_its_renditions(article: Article) -> None:
    focus = {"focal_point_x": 10, "focal_point_y": 10}
    Picture.objects.filter(pk=article.safe_hero.pk).update(
        **focus, focal_point_width=20, focal_point_height=20
    )
    assert remake_renditions.call(article.safe_hero.pk) == 1
    picture = Picture.objects.get(pk=article.safe_hero.pk)
    load_renditions(picture)
    assert all(find_rendition(picture, spec) for spec in specs_for(["card"]))


def test_lost_renditions_come_back_for_live_pages_alone(article: Article) -> None:
    Rendition.objects.all().delete()
    article.unpublish()
    assert remake_renditions.call(article.safe_hero.pk) == 0
    assert not Rendition.objects.exists()


def test_a_picture_deleted_meanwhile_is_no_error() -> None:
    assert remake_renditions.call(10**6) == 0
