"""A try changes nothing; a second run changes nothing; an interrupted one goes on."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision

from articles.importing import wordpress, wxr
from articles.models import Archive, ArchivedComment, ArchiveItem, ArchiveTerm, Picture
from tests.articles.importing.exports import (
    attachment,
    author,
    category,
    comment,
    item,
    write_export,
)
from tests.articles.importing.running import article, bring, put_picture
from tests.factories import make_front, make_show

pytestmark = pytest.mark.django_db

TERMS = [("category", "home", "A Long Way Home")]


def stock() -> list[Any]:
    """How much of everything there is."""
    models: list[Any] = [Page, Revision, Archive, ArchiveItem, ArchiveTerm, ArchivedComment]
    return [model.objects.count() for model in [*models, Picture, Redirect]]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    make_show("A Long Way Home")
    put_picture(tmp_path / "media", "a.jpg")
    link = '<p>See <a href="https://old.example/2021/05/post-2/">two</a> and'
    return write_export(
        tmp_path, author(), category("home", "A Long Way Home"),
        item(1, f'{link} <a href="/nowhere/">none</a>.</p>', terms=TERMS, comments=[comment()]),
        item(2, "[gallery]", terms=TERMS, title="DamÃ¤ged"),
        item(3, type="page", name="about", title="About"),
        attachment(9, "a.jpg", post_parent=2), attachment(8, "gone.jpg"),
    )  # fmt: skip


def test_a_try_prints_the_same_report_and_changes_nothing(export: Path, tmp_path: Path) -> None:
    before = stock()
    tried = bring(export, media=tmp_path / "media", dry_run=True)
    assert stock() == before
    assert bring(export, media=tmp_path / "media") == tried
    assert stock() != before
    for words in ("DamÃ¤ged → Damäged", "/nowhere/ leads to nothing", "gone.jpg", "2  posts"):
        assert words in tried, words


def test_a_try_tells_which_addresses_lead_elsewhere(export: Path, tmp_path: Path) -> None:
    for old in ("/category/home", "/author/ana", "/feed", "/gone"):
        Redirect.objects.create(old_path=old, redirect_link="https://elsewhere.example/")
    before = stock()
    tried = bring(export, media=tmp_path / "media", dry_run=True)
    assert stock() == before
    for old in ("/category/home", "/author/ana", "/feed"):
        assert f"Old addresses: {old}: leads elsewhere already." in tried
    assert bring(export, media=tmp_path / "media") == tried


def test_a_second_run_changes_nothing_not_even_an_edit(export: Path, tmp_path: Path) -> None:
    bring(export, media=tmp_path / "media")
    edited = article(1)
    edited.title = "An editor's own"
    edited.save_revision(clean=False)
    article(2).delete()
    after = stock()
    report = bring(export, media=tmp_path / "media")
    assert stock() == after
    assert article(1).get_latest_revision_as_object().title == "An editor's own"
    assert "2  posts that were here already" in report


def test_an_interrupted_run_goes_on(
    export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = wordpress.write

    def only_the_first(plan: Any, *rest: Any) -> Any:
        if plan.old_id == 2:
            raise KeyboardInterrupt
        return write(plan, *rest)

    monkeypatch.setattr(wordpress, "write", only_the_first)
    with pytest.raises(KeyboardInterrupt):
        bring(export)
    assert ArchiveItem.objects.filter(kind="post").count() == 1
    monkeypatch.undo()
    bring(export)
    assert ArchiveItem.objects.filter(kind="post").count() == 2
    assert 'linktype="page"' in article(1).body.raw_data[0]["value"]


def test_one_bad_item_does_not_stop_the_rest(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = wordpress.write

    def failing(plan: Any, *rest: Any) -> Any:
        found = write(plan, *rest)
        if plan.old_id == 1:
            raise ValueError("after it was written")
        return found

    monkeypatch.setattr(wordpress, "write", failing)
    report = bring(export)
    assert "Not brought along: Post 1: It could not be stored: ValueError." in report
    assert [i.old_id for i in ArchiveItem.objects.filter(kind="post")] == [2]
    assert not Page.objects.filter(title="Post 1").exists()


def test_an_item_that_is_larger_than_any_article_does_not_stop_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_front()
    monkeypatch.setattr(wxr, "LARGEST_TEXT", 1000)
    path = write_export(tmp_path, item(1, "x" * 1001, title="Long"), item(2, "x" * 1000))
    report = bring(path)
    assert "Not brought along: Long: It is larger than an article can be." in report
    assert [row.old_id for row in ArchiveItem.objects.all()] == [2]


def test_what_a_field_does_not_take_is_told(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: Any) -> Any:
        raise ValidationError({"seo_title": "Too long."})

    monkeypatch.setattr(wordpress, "write", refusing)
    assert "Post 1: It could not be stored. seo title: Too long." in bring(export)


def test_links_between_texts_lead_to_pages(export: Path) -> None:
    bring(export)
    target = ArchiveItem.objects.get(kind="post", old_id=2).page
    first = article(1)
    assert f'<a linktype="page" id="{target.pk}">two</a>' in first.body.raw_data[0]["value"]
    latest = first.get_latest_revision_as_object()
    assert latest.body.raw_data[0]["value"] == first.body.raw_data[0]["value"]
    assert first.revisions.count() == 1
