"""Every page has a title, a description, one canonical address and a card with a large picture."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from articles.models import Show, ShowIndex
from articles.publishing import make_show_renditions
from tests.articles import surfaces
from tests.factories import make_article, make_front, make_picture, make_show

pytestmark = pytest.mark.django_db


def _meta(soup: BeautifulSoup, name: str) -> str:
    key = "property" if ":" in name and not name.startswith("twitter") else "name"
    found = soup.find_all("meta", attrs={key: name})
    assert len(found) == 1, name
    return str(found[0]["content"])


def test_on_every_page(client: Client) -> None:
    show = make_show()
    large = make_picture(size=(1200, 800))
    Show.objects.filter(pk=show.pk).update(key_art=large)
    make_show_renditions(Show.objects.get(pk=show.pk))
    make_article(show, safe_hero=large)
    for address in surfaces.page_addresses():
        soup = surfaces.soup_of(client, address)
        assert soup.title is not None
        assert _meta(soup, "og:title") in soup.title.get_text()
        assert _meta(soup, "description"), address
        canonical = soup.find_all("link", rel="canonical")
        assert [link["href"] for link in canonical] == [f"{settings.SITE_URL}{address}"]
        assert _meta(soup, "og:url") == f"{settings.SITE_URL}{address}"
        assert _meta(soup, "og:image").startswith(f"{settings.SITE_URL}/")
        assert int(_meta(soup, "og:image:width")) >= 1200
        assert int(_meta(soup, "og:image:height")) >= 630
        assert _meta(soup, "twitter:card") == "summary_large_image"
        assert "max-image-preview:large" in _meta(soup, "robots")


def test_a_picture_that_is_too_small_is_not_the_card(client: Client) -> None:
    show = make_show()
    Show.objects.filter(pk=show.pk).update(key_art=make_picture(size=(640, 360)))
    make_show_renditions(Show.objects.get(pk=show.pk))
    soup = surfaces.soup_of(client, show.get_url())
    assert "share" in _meta(soup, "og:image")
    assert (_meta(soup, "og:image:width"), _meta(soup, "og:image:height")) == ("1200", "630")


def test_every_page_names_the_feeds(client: Client) -> None:
    article = make_article()
    for address in surfaces.page_addresses():
        links = surfaces.soup_of(client, address).find_all("link", rel="alternate")
        assert "/feeds/rss.xml" in [link["href"] for link in links], address
    own = f"/feeds/{article.get_parent().slug}/rss.xml"
    links = surfaces.soup_of(client, article.url).find_all("link", rel="alternate")
    assert own in [link["href"] for link in links]


def test_a_later_page_of_a_list_has_its_own_address_and_title(client: Client) -> None:
    front = make_front()
    front.add_child(instance=ShowIndex(title="All shows", slug="shows"))
    for number in range(25):
        make_show(f"Show {number:02}", seasons=0)
    soup = surfaces.soup_of(client, "/shows/?page=2")
    assert soup.title is not None
    assert "page 2" in soup.title.get_text()
    [canonical] = soup.find_all("link", rel="canonical")
    assert canonical["href"] == f"{settings.SITE_URL}/shows/?page=2"
