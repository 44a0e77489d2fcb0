"""A picture's form takes nothing from a public article that it was not published without."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from articles.models import Article, Picture
from tests.articles import newsroom
from tests.factories import make_article, make_picture

pytestmark = pytest.mark.django_db
ORIENTATION = 0x0112


@pytest.fixture
def desk(client: Client) -> Client:
    newsroom.sign_in(client)
    return client


def _file(width: int, height: int, orientation: int = 1, kind: str = "JPEG") -> SimpleUploadedFile:
    exif, data = Image.Exif(), BytesIO()
    exif[ORIENTATION] = orientation
    Image.new("RGB", (width, height), (20, 20, 90)).save(data, kind, exif=exif)
    return SimpleUploadedFile(f"dunes.{kind.lower()}", data.getvalue())


def _send(desk: Client, picture: Picture, **changes: Any) -> dict[str, list[str]]:
    """Send the picture's form; return what it refuses, by field."""
    data = {"title": picture.title, "description": picture.description, **changes}
    answer = desk.post(reverse("wagtailimages:edit", args=[picture.pk]), data)
    return {} if answer.status_code == 302 else dict(answer.context["form"].errors)


@pytest.mark.parametrize("place", ["safe_hero", "hero"])
def test_its_alt_text_stays(desk: Client, place: str) -> None:
    picture = make_picture()
    article = make_article(**{place: picture})
    errors = _send(desk, picture, description=" ")
    assert list(errors) == ["description"]
    assert article.title in errors["description"][0]
    assert Picture.objects.get(pk=picture.pk).description == picture.description


def test_it_stays_large_enough(desk: Client) -> None:
    picture = make_picture()
    article = make_article(safe_hero=picture)
    errors = _send(desk, picture, file=_file(1100, 900))
    assert list(errors) == ["file"]
    assert "1200 by 675" in errors["file"][0]
    assert article.title in errors["file"][0]
    assert _send(desk, picture, file=_file(1600, 900)) == {}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_one_on_its_side_is_measured_as_it_is_seen(desk: Client, kind: str) -> None:
    picture = make_picture()
    make_article(safe_hero=picture)
    assert "900 by 1600" in _send(desk, picture, file=_file(1600, 900, 6, kind))["file"][0]
    assert _send(desk, picture, file=_file(900, 1600, 8, kind)) == {}
    picture.refresh_from_db()
    assert (picture.width, picture.height) == (1600, 900)


def test_another_change_is_taken_of_one_that_lacks_something(desk: Client) -> None:
    picture = make_picture()
    make_article(safe_hero=picture)
    Picture.objects.filter(pk=picture.pk).update(description="", width=100)
    picture.refresh_from_db()
    assert _send(desk, picture, title="Dunes again") == {}


def test_where_no_article_is_public_it_may_lack_all(desk: Client) -> None:
    picture = make_picture()
    make_article(safe_hero=picture).unpublish()
    assert _send(desk, picture, description="", file=_file(300, 200)) == {}
    assert not Article.objects.live().exists()
