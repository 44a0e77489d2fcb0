"""WordPress gives a large site in several exports: what one has, the texts of another know."""

from pathlib import Path
from typing import Any

import pytest

from articles.models import ArchiveItem, Picture
from tests.articles.importing.exports import attachment, author, item, write_export
from tests.articles.importing.running import article, bring, kinds, put_picture
from tests.factories import make_front

pytestmark = pytest.mark.django_db

SHOWN = '<img src="https://old.example/wp-content/uploads/2021/05/dune-300x200.jpg">'
LINK = '<a href="https://old.example/2021/05/post-1/">one</a>'


def two_files(folder: Path) -> tuple[Path, Path]:
    """The media and the first post; then a post that shows the ones and leads to the other."""
    make_front()
    put_picture(folder / "media", "2021/05/dune.jpg")
    first = write_export(
        folder, author(), item(1), attachment(5, "2021/05/dune.jpg", alt="Dunes"),
        attachment(6, "2021/05/gone.jpg"), name="first.xml",
    )  # fmt: skip
    body = f"{LINK}\n\n{SHOWN}\n\n[gallery ids='5,6']"
    second = write_export(
        folder, author(), item(2, body, meta={"_thumbnail_id": "5"}), name="second.xml"
    )
    return first, second


def test_pictures_and_texts_of_the_first_are_known_to_the_second(tmp_path: Path) -> None:
    first, second = two_files(tmp_path)
    bring(first, media=tmp_path / "media")
    tried = bring(second, dry_run=True)  # the media folder is not needed any more
    report = bring(second)
    assert tried == report
    assert "Broken links" not in report
    page, [picture] = article(2), Picture.objects.all()
    assert kinds(page) == ["paragraph", "picture", "picture", "needs_a_look"]
    assert page.body.raw_data[1]["value"] | {"credit": ""} == {
        "picture": picture.pk, "alt": "Dunes", "caption": "", "credit": "", "width": "main",
    }  # fmt: skip
    assert "It was missing when it was brought along." in page.body.raw_data[3]["value"]["label"]
    assert page.hero == picture
    target: Any = ArchiveItem.objects.get(kind="post", old_id=1).page
    assert f'<a linktype="page" id="{target.pk}">one</a>' in page.body.raw_data[0]["value"]
    assert ArchiveItem.objects.get(kind="post", old_id=2).uses == [5, 5, 5, 6]


def test_a_picture_that_an_editor_removed_stays_away(tmp_path: Path) -> None:
    first, second = two_files(tmp_path)
    bring(first, media=tmp_path / "media")
    Picture.objects.all().delete()
    bring(second)
    assert "An editor has removed it since." in article(2).body.raw_data[1]["value"]["label"]


@pytest.mark.parametrize("home", ["https://old.example/", "https://old.example"])
def test_the_front_page_is_not_taken_for_a_draft(tmp_path: Path, home: str) -> None:
    make_front()
    draft = item(1, status="draft", name="", link="https://old.example/?p=1")
    page = item(3, type="page", link="https://old.example/")
    report = bring(write_export(tmp_path, draft, page, item(2, f'<a href="{home}">Home</a>')))
    row = ArchiveItem.objects.get(kind="post", old_id=2)
    assert "linktype" not in article(2).body.raw_data[0]["value"]
    assert row.links == {}
    assert "Broken links" not in report
