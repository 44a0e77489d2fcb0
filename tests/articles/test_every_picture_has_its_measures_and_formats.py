"""Pictures come as AVIF and WebP with a fallback, with width and height, round the focal point."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from PIL import Image

from articles.models import Article, Author, Picture, Rendition
from articles.pictures import make_renditions
from tests.articles import surfaces
from tests.articles.revelations import make_secretive_article
from tests.factories import make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    found = make_secretive_article()
    for page in (found.get_parent().specific, Author.objects.get()):
        page.save_revision().publish()
    return found


def _pictures(client: Client, address: str) -> list[BeautifulSoup]:
    return list(surfaces.soup_of(client, address).find_all("picture"))


def test_width_and_height_on_every_one(client: Client, article: Article) -> None:
    for address in surfaces.page_addresses():
        for image in surfaces.soup_of(client, address).find_all("img"):
            assert str(image["width"]).isdigit(), f"{address}: {image}"
            assert str(image["height"]).isdigit(), f"{address}: {image}"
            assert "alt" in image.attrs, f"{address}: {image}"


def test_avif_then_webp_then_a_format_that_everybody_knows(
    client: Client, article: Article
) -> None:
    pictures = _pictures(client, article.url)
    assert len(pictures) >= 4
    for picture in pictures:
        by_media: dict[str, list[str]] = {}
        for source in picture.find_all("source"):
            by_media.setdefault(str(source.get("media", "")), []).append(str(source["type"]))
        assert by_media, picture
        for kinds in by_media.values():
            assert kinds == ["image/avif", "image/webp"], picture
        image = picture.find("img")
        assert str(image["src"]).endswith((".jpg", ".png")), picture


def test_the_measures_are_those_of_the_file(client: Client, article: Article) -> None:
    for picture in _pictures(client, article.url):
        image = picture.find("img")
        path = str(image["src"]).removeprefix(settings.MEDIA_URL)
        with Image.open(Path(settings.MEDIA_ROOT) / path) as file:
            assert file.size == (int(image["width"]), int(image["height"]))


def test_every_source_names_widths_and_sizes(client: Client, article: Article) -> None:
    for picture in _pictures(client, article.url):
        for source in picture.find_all("source"):
            assert source["sizes"]
            for candidate in str(source["srcset"]).split(", "):
                assert candidate.endswith("w"), source


def test_the_hero_comes_first_and_the_rest_waits(client: Client, article: Article) -> None:
    images = surfaces.soup_of(client, article.url).find_all("img")
    assert [image.get("fetchpriority") for image in images].count("high") == 1
    hero = surfaces.soup_of(client, article.url).select_one(".end-card img")
    assert hero is not None
    assert hero.get("loading") is None
    for image in images:
        assert image.get("fetchpriority") == "high" or image["loading"] == "lazy"
    links = surfaces.soup_of(client, article.url).find_all("link", rel="preload")
    preload = [link for link in links if link["as"] == "image"]
    assert preload
    assert all(link["fetchpriority"] == "high" for link in preload)


def _color_after_cropping(picture: Picture) -> tuple[int, int, int]:
    make_renditions(picture, ["portrait"])
    rendition = Rendition.objects.get(image=picture, filter_spec="fill-192x192|format-jpeg")
    with Image.open(rendition.file.path) as file:
        pixel = file.convert("RGB").getpixel((file.width // 2, file.height // 2))
    assert isinstance(pixel, tuple)
    return pixel[0], pixel[1], pixel[2]


@pytest.mark.parametrize(("x", "channel"), [(100, 0), (700, 2)])
def test_a_crop_keeps_the_focal_point(x: int, channel: int) -> None:
    picture = make_picture()
    image = Image.new("RGB", (800, 200), (200, 0, 0))
    image.paste((0, 0, 200), (400, 0, 800, 200))
    image.save(picture.file.path)
    Picture.objects.filter(pk=picture.pk).update(
        width=800, height=200, focal_point_x=x, focal_point_y=100, focal_point_width=60,
        focal_point_height=60,
    )  # fmt: skip
    color = _color_after_cropping(Picture.objects.get(pk=picture.pk))
    assert color[channel] == max(color)
    assert color[channel] > 150


def test_moving_the_focal_point_shows_no_stale_crop(client: Client, article: Article) -> None:
    Picture.objects.filter(pk=article.safe_hero_id).update(
        focal_point_x=20, focal_point_y=20, focal_point_width=10, focal_point_height=10
    )
    html = surfaces.text_of(client, "/")
    stale = Rendition.objects.filter(image_id=article.safe_hero_id, focal_point_key="")
    for rendition in stale.filter(filter_spec__startswith="fill-400x225"):
        assert rendition.url not in html
