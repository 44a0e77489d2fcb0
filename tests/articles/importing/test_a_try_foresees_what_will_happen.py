"""A try meets what the run in earnest will meet: taken addresses, rules of fields, twins."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.images import ImageFile
from wagtail.contrib.redirects.models import Redirect

from articles.models import ArchiveItem, Author, Picture, StandardPage
from tests.articles.importing.exports import attachment, author, category, item, write_export
from tests.articles.importing.running import bring, put_picture
from tests.factories import episode_of, make_front, make_show

pytestmark = pytest.mark.django_db

UPLOADS = "https://old.example/wp-content/uploads"


def page(old_id: int, name: str, body: str = "<p>Words.</p>", **fields: Any) -> str:
    """A page of the old site, right below its front page."""
    link = fields.pop("link", f"https://old.example/{name}/")
    return item(old_id, body, type="page", name=name, title=name, link=link, **fields)


def shown(file: str, alt: str) -> str:
    """A picture in a text."""
    return f'<img src="{UPLOADS}/{file}" alt="{alt}">'


def both(path: Path, media: Path) -> str:
    """The report, which has to be the same for a try and in earnest, now and once more."""
    reports = []
    for _ in range(2):
        tried = bring(path, media=media, dry_run=True)
        reports.append(bring(path, media=media))
        assert tried == reports[-1]
    return reports[0]


@pytest.fixture
def media(tmp_path: Path) -> Path:
    make_front()
    folder = tmp_path / "media"
    for name in ("a.jpg", "bb.jpg", "ccc.jpg", "dddd.jpg"):
        put_picture(folder, name)
    return folder


def taken(*addresses: str) -> None:
    """Redirects that an editor has made before."""
    for each in addresses:
        Redirect.objects.create(old_path=each, redirect_link="https://elsewhere.example/")


def test_addresses_that_lead_elsewhere(tmp_path: Path, media: Path) -> None:
    old = ["/old/about", "/a", "/wp-content/uploads/bb.jpg", "/2021/05/post-4", "/?author=3",
           "/draft", "/category/x", "/ccc", "/dddd"]  # fmt: skip
    taken(*old)
    path = write_export(
        tmp_path, author(), category("x", "X"),
        page(1, "about", shown("a.jpg", "Dunes"), link="https://old.example/old/about/"),
        page(2, "draft", status="draft"), page(3, "fine"),
        item(4, by="ana"),
        attachment(10, "a.jpg", post_parent=1), attachment(11, "bb.jpg"),
        attachment(12, "ccc.jpg", post_parent=999), attachment(13, "dddd.jpg", post_parent=4),
    )  # fmt: skip
    report = both(path, media)
    for each in old[:-1]:
        assert report.count(f"Old addresses: {each}: leads elsewhere already.") == 1, each
    assert "/dddd" not in report  # it waits for its article


def test_addresses_that_two_things_had(tmp_path: Path, media: Path) -> None:
    same = "https://old.example/same/"
    path = write_export(tmp_path, page(1, "one", link=same), page(2, "two", link=same))
    assert "Old addresses: /same: leads elsewhere already." in both(path, media)


def test_a_picture_on_two_pages_is_no_conflict(tmp_path: Path, media: Path) -> None:
    path = write_export(
        tmp_path, page(1, "one", shown("a.jpg", "Dunes")), page(2, "two", shown("a.jpg", "Dunes")),
        attachment(10, "a.jpg", post_parent=1),
    )  # fmt: skip
    assert "leads elsewhere" not in both(path, media)
    assert StandardPage.objects.live().count() == 2


def test_slugs_that_are_taken(tmp_path: Path, media: Path) -> None:
    make_front().add_child(instance=StandardPage(title="Contact", slug="contact"))
    path = write_export(
        tmp_path, author(), page(1, "contact"), page(2, "authors"), page(3, "archive-to-sort"),
        item(4, name="same"), item(5, name="same"),
    )  # fmt: skip
    report = both(path, media)
    for slug in ("contact", "authors", "archive-to-sort", "same"):
        assert f"“{slug}” is taken, so it is “{slug}-2” here." in report, slug


def test_a_page_that_is_not_public_here_though_it_was_there(tmp_path: Path, media: Path) -> None:
    path = write_export(tmp_path, page(1, "odd", shown("a.jpg", "")), attachment(10, "a.jpg"))
    assert "Notes: odd: It was public there. It is a draft here" in both(path, media)
    assert not StandardPage.objects.get().live


def test_a_picture_that_everybody_would_see_and_must_not(tmp_path: Path, media: Path) -> None:
    show = make_show("A Long Way Home")
    file = ImageFile((media / "a.jpg").open("rb"), name="a.jpg")
    known = Picture(title="The end", file=file, boundary=episode_of(show, 1, 1))
    known._set_file_hash()
    known.save()
    path = write_export(tmp_path, page(1, "one", shown("a.jpg", "Dunes")), attachment(10, "a.jpg"))
    report = both(path, media)
    assert "Not brought along: one: It could not be stored. body: “The end” has a" in report


def test_what_is_in_the_export_twice(tmp_path: Path, media: Path) -> None:
    path = write_export(
        tmp_path, author("ana"), author("ann", "ANA Liepa", 4), item(1), item(1, title="Again"),
    )  # fmt: skip
    report = both(path, media)
    assert "Notes: ANA Liepa: is an author here already." in report
    assert "1  posts that were here already" in report
    assert Author.objects.count() == 1


def test_an_author_takes_no_picture_of_a_post_with_the_same_id(tmp_path: Path, media: Path) -> None:
    path = write_export(tmp_path, author(old_id=3), item(3), attachment(10, "a.jpg", post_parent=3))
    both(path, media)
    assert ArchiveItem.objects.get(kind="author").page.live
    assert not Redirect.objects.filter(old_path="/a").exists()


def test_slugs_that_another_place_needs(tmp_path: Path, media: Path) -> None:
    show = make_show("A Long Way Home")
    terms = [("category", "home", show.title)]
    path = write_export(tmp_path, item(1, name="search"), item(2, name="search", terms=terms))
    assert "could not be stored" not in both(path, media)


def test_a_list_of_authors_beside_a_page_of_that_name(tmp_path: Path, media: Path) -> None:
    make_front().add_child(instance=StandardPage(title="Authors", slug="authors"))
    report = both(write_export(tmp_path, author(), page(1, "authors")), media)
    assert "“authors” is taken, so it is “authors-3” here." in report
    assert Author.objects.get().get_parent().slug == "authors-2"


def test_authors_who_share_an_id(tmp_path: Path, media: Path) -> None:
    path = write_export(tmp_path, author(), author("ed", "Ed", 3), item(1, by="ed"))
    assert "Not brought along: Ed: The author has another author’s id." in both(path, media)
    assert Author.objects.get().title == "Ana Liepa"
