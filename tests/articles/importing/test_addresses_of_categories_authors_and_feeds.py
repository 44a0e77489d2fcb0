"""Not only posts: pages, categories, tags, authors and feeds lead on, and follow their mapping."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from articles.importing.following import follow_term
from articles.models import ArchiveTerm, Author, ShowIndex
from tests.articles.importing.exports import author, category, item, write_export
from tests.articles.importing.running import article, bring
from tests.factories import make_front, make_show

pytestmark = pytest.mark.django_db


@pytest.fixture
def show() -> Any:
    front = make_front()
    front.add_child(instance=ShowIndex(title="All shows", slug="shows"))
    return make_show("A Long Way Home")


def leads(client: Client, old: str) -> tuple[int, str]:
    answer: Any = client.get(old)
    return answer.status_code, answer.headers.get("Location", "")


@pytest.fixture
def brought(tmp_path: Path, show: Any) -> Any:
    bring(
        write_export(
            tmp_path,
            author(),
            category("home", "A Long Way Home", 7),
            category("other", "Other", 8),
            item(1, terms=[("category", "other", "Other")]),
            item(
                5,
                "<p>About us.</p>",
                type="page",
                name="about-us",
                title="About us",
                link="https://old.example/company/about-us/",
            ),
            item(6, "<table></table>", type="page", name="odd", title="Odd"),
        )
    )
    return show


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/category/other/", "/shows/"),
        ("/?cat=8", "/shows/"),
        ("/company/about-us/", "/about-us/"),
        ("/?page_id=5", "/about-us/"),
        ("/feed/", "/feeds/rss.xml"),
        ("/?feed=rss2", "/feeds/rss.xml"),
        ("/feed/atom/", "/feeds/atom.xml"),
        ("/comments/feed/", "/feeds/rss.xml"),
        ("/author/ana/", "/authors/ana-liepa/"),
        ("/?author=3", "/authors/ana-liepa/"),
        ("/author/ana/feed/", "/authors/ana-liepa/"),
        ("/author/ana/page/4/", "/authors/ana-liepa/"),
    ],
)
def test_it_leads_on_at_once(client: Client, brought: Any, old: str, new: str) -> None:
    assert leads(client, old) == (301, new)


def test_a_category_leads_to_its_show_and_its_feed(client: Client, brought: Any) -> None:
    assert leads(client, "/category/home/") == (301, brought.url)
    assert leads(client, "/category/home/page/2/") == (301, brought.url)
    rss = f"/feeds/{brought.slug}/rss.xml"
    assert leads(client, "/category/home/feed/") == leads(client, "/?feed=rss2&cat=7") == (301, rss)


def test_a_category_that_is_given_a_show_takes_its_articles_along(
    client: Client, brought: Any
) -> None:
    assert article(1).get_parent().slug == "archive-to-sort"
    term = ArchiveTerm.objects.get(slug="other")
    term.show = brought
    term.save()
    follow_term.func(term.pk)
    assert article(1).get_parent().pk == brought.pk
    assert leads(client, "/category/other/") == (301, brought.url)


@pytest.mark.parametrize("old", ["/odd/", "/?page_id=6", "/?p=1", "/?p=99999", "/2021/05/post-1/"])
def test_what_is_not_public_is_not_found(client: Client, brought: Any, old: str) -> None:
    assert leads(client, old)[0] == 404


def test_an_unknown_query_still_gets_the_front_page(client: Client, brought: Any) -> None:
    assert leads(client, "/?utm_source=x")[0] == 200
    assert leads(client, "/?p=not-a-number")[0] == 200


def test_an_author_with_a_dot_in_the_login(client: Client, tmp_path: Path, show: Any) -> None:
    bring(write_export(tmp_path, author("ana.l", "Ana Liepa"), item(1, by="ana.l")))
    assert leads(client, "/author/ana-l/") == (301, "/authors/ana-liepa/")


def test_an_author_without_published_posts_stays_a_draft(tmp_path: Path, show: Any) -> None:
    bring(write_export(tmp_path, author("zed", "Zed", 9), item(1, status="draft", by="zed")))
    assert not Author.objects.get(title="Zed").live
