"""From stream to redirect: a post becomes a draft, and once it is public its address leads."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Archive, ArchiveItem, ArchiveTerm, Author, Byline
from tests.articles.importing.exports import (
    attachment,
    author,
    category,
    comment,
    item,
    write_export,
)
from tests.articles.importing.running import article, bring, kinds, put_picture
from tests.factories import episode_of, make_author, make_picture, make_show

pytestmark = pytest.mark.django_db

BODY = """Nobody speaks.

It <em>ends</em>.

<!-- wp:heading --><h2>Why</h2><!-- /wp:heading -->
[caption id="attachment_20"]<img class="wp-image-20" src="/x.jpg">Dunes. Photo: Ana[/caption]
<table><tr><td>1</td></tr></table>"""


def complete(page: Any, show: Any) -> None:
    """Give an imported draft everything that it lacks, as an editor would, and publish it."""
    page.boundary = episode_of(show, 2, 3)
    page.safe_dek = page.dek = "What the finale answers."
    page.safe_hero = make_picture()
    page.takeaways = [{"type": "takeaway", "value": f"Sentence {n}."} for n in (1, 2, 3)]
    page.body = [b for b in page.body.raw_data if b["type"] == "paragraph"]
    if not page.bylines.exists():
        page.bylines.add(Byline(author=make_author()))
    ArchiveItem.objects.filter(page_id=page.pk).update(confirmed_at=timezone.now())
    page.save_revision().publish()


@pytest.fixture
def show() -> Any:
    return make_show("A Long Way Home")


@pytest.fixture
def brought(tmp_path: Path, show: Any) -> Any:
    put_picture(tmp_path / "media", "2021/05/dunes.jpg")
    path = write_export(
        tmp_path, author(), category("long-way", "A Long Way Home"),
        item(10, BODY, title="Season 2 finale: everybody leaves", comments=[comment()],
             terms=[("category", "long-way", "A Long Way Home")],
             meta=[("_wp_old_slug", "first-name"), ("_wp_old_slug", "second-name")]),
        attachment(20, "2021/05/dunes.jpg", alt="Dunes at dusk", post_parent=10),
    )  # fmt: skip
    bring(path, media=tmp_path / "media")
    return article(10)


def test_the_post_is_a_draft_under_its_show(brought: Any, show: Any) -> None:
    assert not brought.live
    assert brought.get_parent().pk == show.pk
    assert kinds(brought) == ["paragraph", "heading", "picture", "needs_a_look"]
    picture = brought.body[2].value
    words = (picture["alt"], picture["caption"], picture["credit"])
    assert words == ("Dunes at dusk", "Dunes.", "Ana")


@pytest.mark.parametrize(
    "old", ["/2021/05/post-10/", "/?p=10", "/index.php?p=10", "/2021/05/post-10/feed/",
            "/?feed=rss2&p=10",
            "/?p=10&utm_source=x", "/2021/05/post-10", "/dunes/", "/?attachment_id=20",
            "/wp-content/uploads/2021/05/dunes.jpg", "/2021/05/first-name/",
            "/2021/05/second-name/", "/wp-content/uploads/2021/05/dunes-300x200.jpg"]
)  # fmt: skip
def test_an_old_address_leads_on_once_the_article_is_public(
    client: Client, brought: Any, show: Any, old: str
) -> None:
    before: Any = client.get(old, follow=not old.endswith("/"))
    assert before.status_code == 404
    complete(brought, show)
    after: Any = client.get(old)
    assert after.status_code == 301
    wanted = brought.url
    if old.endswith(".jpg"):
        wanted = ArchiveItem.objects.get(old_id=20).picture.file.url
    assert after.headers["Location"] == wanted


def test_an_address_that_is_too_long_is_told(tmp_path: Path, show: Any) -> None:
    report = bring(write_export(tmp_path, item(1, name="x" * 300)))
    assert "Old addresses: Post 1: Its old address is too long to lead on." in report


def test_the_same_site_is_one_archive(tmp_path: Path, brought: Any) -> None:
    again = write_export(tmp_path, item(10, BODY), name="again.xml")
    again.write_text(again.read_text().replace("https://old.example", "http://www.old.example"))
    assert "1  posts that were here already" in bring(again)
    assert Archive.objects.count() == 1


def test_names_are_mended_wherever_they_stand(tmp_path: Path, show: Any) -> None:
    put_picture(tmp_path / "media", "a.jpg")
    bring(
        write_export(
            tmp_path,
            author(name="Ana &amp; Ed"),
            item(1, "[gallery]", terms=[("category", "q", "Q&amp;A DamÃ¤ged")]),
            attachment(2, "a.jpg", alt="DamÃ¤ged", post_parent=1),
        ),
        media=tmp_path / "media",
    )
    assert ArchiveTerm.objects.get().name == "Q&A Damäged"
    assert Author.objects.get().title == "Ana & Ed"
    assert article(1).body[0].value["alt"] == "Damäged"
