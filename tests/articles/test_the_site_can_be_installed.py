"""The web app manifest, its icons and the other icons that devices ask for."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.test import Client
from PIL import Image

from articles.models import SiteWords
from tests.articles.surfaces import soup_of
from tests.factories import make_front

pytestmark = pytest.mark.django_db


def size_of(address: str) -> tuple[int, int]:
    """Width and height of a picture among the site's files."""
    path = finders.find(address.removeprefix(static("")))
    assert path, address
    with Image.open(Path(str(path))) as image:
        size: tuple[int, int] = image.size
    return size


def test_the_manifest(client: Client) -> None:
    make_front()
    words = SiteWords.load()
    words.name = "Another name"
    words.save()
    answer: Any = client.get("/manifest.webmanifest")
    manifest = answer.json()
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert manifest["name"] == manifest["short_name"] == "Another name"
    assert (manifest["start_url"], manifest["display"]) == ("/", "minimal-ui")
    for icon in manifest["icons"]:
        assert "x".join(map(str, size_of(icon["src"]))) == icon["sizes"]
    kinds = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= kinds


def test_every_page_names_it_and_the_icons(client: Client) -> None:
    make_front()
    head = soup_of(client, "/").head
    assert head is not None
    links = {str(rel): str(a["href"]) for a in head.select("link[rel]") for rel in a["rel"]}
    assert links["manifest"] == "/manifest.webmanifest"
    assert size_of(links["apple-touch-icon"]) == (180, 180)
    assert finders.find(links["icon"].removeprefix(static("")))


def test_a_device_that_asks_at_the_old_place_finds_the_icon(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert answer.status_code == 301
    assert finders.find(answer.headers["Location"].removeprefix(static("")))
