"""The masthead and the footer link to the pages that editors chose, as long as those are live."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from articles.models import AuthorIndex, ShowIndex, SiteWords, StandardPage
from tests.articles.counting import queries
from tests.articles.surfaces import soup_of
from tests.factories import make_article, make_front

pytestmark = pytest.mark.django_db
SHELF = "/reading/shelf/"


@pytest.fixture
def words() -> SiteWords:
    """A list of shows and an About page at addresses of their own, in the menu and the footer."""
    front = make_front()
    shows = front.add_child(instance=ShowIndex(title="All shows", slug="series-and-films"))
    authors = front.add_child(instance=AuthorIndex(title="Who writes", slug="writers"))
    about = front.add_child(instance=StandardPage(title="About us", slug="about-us"))
    words: SiteWords = SiteWords.load()
    words.name = "Another name"
    words.menu_pages = [
        {"type": "page", "value": {"page": shows.pk, "label": "Shows"}},
        {"type": "page", "value": {"page": about.pk, "label": ""}},
    ]
    words.footer_pages = [{"type": "page", "value": page.pk} for page in (shows, authors)]
    words.save()
    make_article()
    return words


def _links(client: Client, part: str, address: str = "/") -> dict[str, str]:
    found = soup_of(client, address).select(f"{part} nav a")
    return {link.get_text(strip=True): str(link["href"]) for link in found}


def test_the_masthead_has_the_menu(client: Client, words: SiteWords) -> None:
    expected = {"Shows": "/series-and-films/", "About us": "/about-us/", "Shelf": SHELF}
    assert _links(client, ".masthead") == expected
    home = soup_of(client, "/").select_one(".masthead__home")
    assert home is not None
    assert home["aria-label"] == "Another name, front page"


def test_the_footer_has_its_pages_and_the_feeds(client: Client, words: SiteWords) -> None:
    links = _links(client, ".footer")
    assert links["All shows"] == "/series-and-films/"
    assert links["Who writes"] == "/writers/"
    assert links["Full text, with spoilers"] == "/feeds/full-text-with-spoilers.xml"


@pytest.mark.parametrize("model", [ShowIndex, StandardPage])
def test_a_page_that_is_not_live_is_left_out(client: Client, words: SiteWords, model: type) -> None:
    page = model.objects.get()
    page.unpublish()
    assert page.address not in soup_of(client, "/").decode()


def test_pages_that_are_gone_are_left_out(client: Client, words: SiteWords) -> None:
    StandardPage.objects.get().delete()
    assert _links(client, ".masthead") == {"Shows": "/series-and-films/", "Shelf": SHELF}


def test_without_any_there_is_no_navigation(client: Client) -> None:
    make_article()
    assert soup_of(client, "/").select(".masthead nav") == []
    for address in ("/shows/", "/about/", "/authors/"):
        assert f'href="{address}"' not in client.get("/").content.decode()


def test_the_row_of_shows_leads_to_their_list(client: Client, words: SiteWords) -> None:
    front = make_front()
    front.rows = [{"type": "shows", "value": {"title": "Shows", "count": 3}}]
    front.save()
    link = soup_of(client, "/").select_one(".row--shows .row__head a")
    assert link is not None
    assert link["href"] == "/series-and-films/"
    ShowIndex.objects.get().unpublish()
    assert soup_of(client, "/").select(".row--shows .row__head a") == []


def test_all_of_them_cost_one_query(words: SiteWords) -> None:
    with_links = len(queries("/"))
    words.menu_pages = words.footer_pages = []
    words.save()
    assert with_links == len(queries("/"))
    assert len([sql for sql in queries("/") if '"articles_showindex"' in sql]) == 1


@pytest.mark.parametrize("page", ["404.html", "500.html"])
def test_an_error_page_has_the_name_and_no_page_that_may_not_exist(page: str) -> None:
    html = render_to_string(page)
    assert "fanmankind, front page" in html
    assert 'href="/shows/"' not in html
    assert 'href="/about/"' not in html
