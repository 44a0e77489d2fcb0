"""What this site has no place for is named in the report: long addresses, other sorts of things."""

from pathlib import Path

import pytest

from articles.models import ArchivedComment, ArchiveItem, ArchiveTerm
from tests.articles.importing.exports import (
    attachment,
    author,
    category,
    cdata,
    comment,
    item,
    write_export,
)
from tests.articles.importing.running import article, bring, put_picture
from tests.factories import make_front

pytestmark = pytest.mark.django_db

LONG = "x" * 260


@pytest.fixture(autouse=True)
def _front() -> None:
    make_front()


def told(tmp_path: Path, *parts: str) -> str:
    """The report, the same for a try and in earnest."""
    path = write_export(tmp_path, *parts)
    tried = bring(path, dry_run=True)
    assert bring(path) == tried
    return tried


def term(taxonomy: str, slug: str, name: str) -> str:
    """A term of the channel, of any taxonomy."""
    return (
        f"<wp:term><wp:term_id>9</wp:term_id><wp:term_taxonomy>{cdata(taxonomy)}</wp:term_taxonomy>"
        f"<wp:term_slug>{cdata(slug)}</wp:term_slug><wp:term_name>{cdata(name)}</wp:term_name>"
        "</wp:term>\n"
    )


@pytest.mark.parametrize(
    ("about", "parts"),
    [
        ("A category", [category("y" * 150, "A category", parent="x" * 150),
                        category("x" * 150, "Its parent", 8)]),
        ("A category", [category("y" * 201, "A category")]),
        ("A tag", [item(1, terms=[("post_tag", "y" * 251, "A tag")])]),
        ("A picture", [attachment(1, f"{LONG}.jpg", title="A picture")]),
        ("Ana", [author("a" * 250, "Ana")]),
        ("Post 1", [item(1, meta={"_wp_old_slug": LONG})]),
    ],
)  # fmt: skip
def test_an_address_that_is_too_long_for_a_redirect(
    tmp_path: Path, about: str, parts: list[str]
) -> None:
    line = f"Old addresses: {about}: Its old address is too long to lead on."
    assert told(tmp_path, *parts).count(line) == 1


def test_a_long_address_in_other_letters_fits_as_it_is_stored(tmp_path: Path) -> None:
    assert "too long" not in told(tmp_path, item(1, name="%d0%b0" * 100, terms=[]))


def test_a_category_with_a_long_slug_does_not_stop_the_next_run(tmp_path: Path) -> None:
    long = ("category", "y" * 210, "Long")
    bring(write_export(tmp_path, category(*long[1:]), item(1, terms=[long])))
    bring(write_export(tmp_path, category(*long[1:]), item(1), item(2, terms=[long])))
    assert article(2).archive_items.get().terms.get() == ArchiveTerm.objects.get()


def test_types_and_taxonomies_are_named(tmp_path: Path) -> None:
    products = [item(number, type="product", title=f"Mug {number}") for number in range(1, 9)]
    report = told(
        tmp_path, term("mood", "sad", "Sad &amp; long"), *products,
        item(20, terms=[("mood", "glad", "Glad")] * 2, meta={"rating": "5"}),
    )  # fmt: skip
    line = "Needs a look: The {}: There is no place for it here. Left out: {}."
    assert line.format("type “product”", "Mug 1, Mug 2, Mug 3, Mug 4, Mug 5 and 3 more") in report
    assert line.format("taxonomy “mood”", "Glad, Sad & long") in report
    assert line.format("custom fields", "rating") in report
    assert "8  left out: type “product”" in report
    assert "2  left out: taxonomy “mood”" in report


def test_categories_and_tags_are_known_by_any_element(tmp_path: Path) -> None:
    told(tmp_path, term("category", "news", "News"), term("post_tag", "end", "End"))
    found = ArchiveTerm.objects.values_list("taxonomy", "name")
    assert set(found) == {("category", "News"), ("tag", "End")}


def test_what_describes_a_category(tmp_path: Path) -> None:
    words = cdata("All <b>about</b> it.")
    words = f"<wp:category_description>{words}</wp:category_description></wp:category>"
    parts = category("x", "X").replace("</wp:category>", words)
    line = "Needs a look: X: Its description has no place here: All about it."
    assert line in told(tmp_path, parts)


def test_what_has_no_id(tmp_path: Path) -> None:
    report = told(tmp_path, attachment("none", "a.jpg", title="Dunes"))
    assert "Not brought along: Dunes: It has no id." in report


def test_who_has_no_id_is_not_taken_for_another(tmp_path: Path) -> None:
    ana, ed = author("ana", "Ana", ""), author("ed", "Ed", "")
    report = told(tmp_path, ana, ed, item(1, by="ed"), item(2, by="ed"))
    assert "Not brought along: Ed: The author has no id." in report
    assert report.count("Notes: ed: wrote something, but is no author of the export") == 1
    assert not ArchiveItem.objects.filter(kind="author").exists()


def test_an_excerpt_that_is_longer_than_a_dek_is_kept_whole(tmp_path: Path) -> None:
    excerpt = "A word. " * 50
    assert "The excerpt is longer than a dek" in told(tmp_path, item(1, excerpt=excerpt))
    first = article(1).body.raw_data[0]
    assert (first["type"], first["value"]["text"]) == ("needs_a_look", excerpt.strip())


def test_what_is_cut_is_told(tmp_path: Path) -> None:
    long = "a" * 250
    meta = {"_yoast_wpseo_title": f"{long}bcdefgh", "_yoast_wpseo_metadesc": f"{long}cdefghi"}
    report = told(
        tmp_path,
        item(1, title=f"{long}defghij", comments=[comment(text="x" * 100_001)], meta=meta),
    )
    for words in ("title was cut after 255 characters: …ij", "search title was cut after 255 ch",
                  "characters: …gh", "description was cut after 255 characters: …hi",
                  "The text was cut after 100,000 characters: …x"):  # fmt: skip
        assert words in report, words


@pytest.mark.parametrize("element", ["channel", "post"])
def test_a_name_of_a_category_that_is_cut(tmp_path: Path, element: str) -> None:
    name = "b" * 198 + "cdef"
    first = category("x", name) if element == "channel" else ""
    report = told(tmp_path, first, item(1, terms=[("category", "x", name)]))
    assert report.count("The name was cut after 200 characters: …ef") == 1
    assert ArchiveTerm.objects.get().name == name[:200]


def test_other_names_that_are_cut(tmp_path: Path) -> None:
    letter = comment(comment_author="c" * 199 + "de")
    report = told(tmp_path, author("ana", "a" * 254 + "bc"), item(1, comments=[letter]))
    assert "Notes: " + "a" * 254 + "bc: The name was cut after 255 characters: …c" in report
    assert "The name of its writer was cut after 200 characters: …e" in report


def test_the_words_of_a_picture_that_are_cut(tmp_path: Path) -> None:
    long = {"title": "a" * 299 + "bc", "alt": "d" * 499 + "ef", "excerpt": "g" * 1999 + "hi"}
    report = told(tmp_path, attachment(9, "a.jpg", **long))
    for told_of in (
        "title was cut after 300 characters: …c",
        "characters: …f",
        "2,000 characters: …i",
    ):
        assert told_of in report, told_of


def test_a_page_that_lay_under_another(tmp_path: Path) -> None:
    top = item(1, type="page", title="About", link="https://old.example/about/")
    below = item(2, type="page", title="Team", post_parent=1, name="team",
                 link="https://old.example/about/team/")  # fmt: skip
    draft = item(3, type="page", title="Plans", post_parent=1, status="draft",
                 link="https://old.example/?page_id=3")  # fmt: skip
    report = told(tmp_path, top, below, draft)
    line = "Notes: {}: It lay under {} there. Pages lie side by side here"
    assert line.format("Team", "/about") in report
    assert line.format("Plans", "another page") in report
    assert report.count("It lay under") == 2
    page = ArchiveItem.objects.get(old_id=2).page
    assert page is not None
    assert page.url_path.endswith("/team/")
    assert page.depth == 3


def test_a_comment_without_an_id_of_its_own(tmp_path: Path) -> None:
    report = told(tmp_path, item(1, comments=[comment(1), comment(1), comment(0)]))
    assert report.count("Not brought along: A comment on Post 1: It has no id of its own.") == 2
    assert "1  comments kept for later" in report
    assert ArchivedComment.objects.count() == 1


def test_the_featured_picture_of_a_page(tmp_path: Path) -> None:
    put_picture(tmp_path, "a.jpg")
    page = item(1, type="page", title="About", meta={"_thumbnail_id": 9})
    report = bring(write_export(tmp_path, page, attachment(9, "a.jpg")), media=tmp_path)
    assert "Needs a look: About: Its featured picture is in the library" in report


def test_a_credit_is_kept_where_the_picture_was_here_before(tmp_path: Path) -> None:
    put_picture(tmp_path, "a.jpg")
    bring(write_export(tmp_path, attachment(9, "a.jpg")), media=tmp_path)
    gallery = item(1, '[gallery ids="10"]')
    again = attachment(10, "a.jpg", excerpt="Dunes. Photo: Ana")
    bring(write_export(tmp_path, gallery, again), media=tmp_path)
    value = article(1).body.raw_data[0]["value"]
    assert (value["caption"], value["credit"]) == ("Dunes.", "Ana")
