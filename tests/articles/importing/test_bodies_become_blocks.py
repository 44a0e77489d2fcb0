"""Old bodies of every age become our blocks, and nothing that a reader saw is dropped."""

import time
from pathlib import Path
from typing import Any

import pytest

from articles.completeness import missing
from articles.importing.markup import take_apart
from articles.importing.pieces import Image, Look
from articles.models import ArchiveItem
from tests.articles.importing.exports import author, comment, item, write_export
from tests.articles.importing.running import article, bring, kinds
from tests.factories import make_front, make_show

VIDEO = "https://www.youtube.com/watch?v=4czjS9h4Fpg"
CASES: dict[str, tuple[str, list[str]]] = {
    "classic paragraphs": ("One.\n\nTwo\nlines.", ["Prose"]),
    "blocks": ("<!-- wp:paragraph --><p>One.</p><!-- /wp:paragraph -->", ["Prose"]),
    "both": ("One.\n\n<!-- wp:heading --><h2>H</h2><!-- /wp:heading -->", ["Prose", "Heading"]),
    "a video alone in a line": (f"One.\n\n{VIDEO}\n\nTwo.", ["Prose", "Embedded", "Prose"]),
    "an embed block": (
        f'<!-- wp:embed {{"url":"{VIDEO}"}} --><figure>\n{VIDEO}\n</figure><!-- /wp:embed -->',
        ["Embedded"],
    ),
    "a video in a frame": (
        '<iframe src="//www.youtube.com/embed/4czjS9h4Fpg"></iframe>',
        ["Embedded"],
    ),
    "an embed shortcode": (f"[embed]{VIDEO}[/embed]", ["Embedded"]),
    "a caption": ('[caption id="attachment_3"]<img src="a.jpg"> Words[/caption]', ["Image"]),
    "a gallery": ('[gallery ids="1,2"]', ["Gallery"]),
    "a quotation": ("<blockquote><p>Words</p><cite>Ana</cite></blockquote>", ["Quote"]),
    "a question": ("<details><summary>Why?</summary><p>So.</p></details>", ["Asked"]),
    "a table": ("<table><tr><td>1</td></tr></table>", ["Look"]),
    "a plug-in's shortcode": ('[fancy_box size="1"]Inside[/fancy_box]', ["Look"]),
    "a plug-in's block": ("<!-- wp:acme/x --><p>Inside</p><!-- /wp:acme/x -->", ["Look"]),
    "a dynamic block": ("<!-- wp:latest-posts /-->", ["Look"]),
    "a tweet with its script": (
        '<blockquote class="twitter-tweet">T</blockquote><script src="x"></script>',
        ["Look"],
    ),
    "brackets that are no shortcode": ("He said [sic] and [citation needed].", ["Prose"]),
    "an unknown element": ("<acme-player src='x'></acme-player>", ["Look"]),
    "never closed": ("<b>One <i>two", ["Prose"]),
}
HEAVY = {
    "one paragraph": "Dunes. " * 1_500_000,
    "brackets": "[a " * 1_000_000,
    "quotes": "[a b='" * 500_000,
    "deep": "<div>" * 100_000,
    "line ends": "\n" * 5_000_000,
    "bold": "<b>" * 50_000,
    "lists": "<ul><li>" * 50_000,
    "comments": "<!--" * 500_000,
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_is_taken_apart(case: str) -> None:
    body, expected = CASES[case]
    assert [type(piece).__name__ for piece in take_apart(body)] == expected


def test_brackets_inside_of_a_tag_do_not_break_it() -> None:
    [image] = take_apart('<img src="[media_url]/a.jpg" alt="Dune">')
    assert image == Image("[media_url]/a.jpg", alt="Dune")
    assert [type(p).__name__ for p in take_apart("3 < 4 [gallery]")] == ["Prose", "Gallery"]


def test_what_is_kept_is_kept_whole() -> None:
    [look] = take_apart('[fancy_box size="1"]Inside <b>it</b>[/fancy_box]')
    assert look == Look(
        "The shortcode “fancy_box” of a plug-in or theme.",
        '[fancy_box size="1"]Inside <b>it</b>[/fancy_box]',
    )


@pytest.mark.parametrize("case", HEAVY, ids=str)
def test_ten_megabytes_take_seconds_and_not_hours(case: str) -> None:
    begun = time.monotonic()
    take_apart(HEAVY[case])
    assert time.monotonic() - begun < 40


@pytest.mark.django_db
def test_a_block_that_needs_a_look_holds_an_article_back_and_shows_nothing(
    tmp_path: Path, rf: Any
) -> None:
    make_front()
    bring(write_export(tmp_path, item(1, "<table><tr><td>secret</td></tr></table>")))
    made = article(1)
    assert kinds(made) == ["needs_a_look"]
    assert any("Make a block of it" in gap.message for gap in missing(made))
    assert "secret" not in made.body.render_as_block()


@pytest.mark.django_db
def test_everything_about_a_post_comes_along(tmp_path: Path) -> None:
    show = make_show("A Long Way Home")
    path = write_export(
        tmp_path,
        author(),
        item(
            1,
            title="Season 2 finale &amp; all",
            excerpt="In short.",
            post_date_gmt="0000-00-00 00:00:00",
            terms=[("category", "home", "A Long Way Home"), ("post_tag", "recap", "Recap")],
            meta={"_yoast_wpseo_title": "%%title%% %%sep%% Best", "_yoast_wpseo_metadesc": "D."},
            comments=[comment(1), comment(2, comment_approved="spam"), comment(3, parent=1)],
        ),
        item(2, status="future", post_date_gmt="2099-01-01 09:00:00"),
        item(3, status="private"),
        item(4, status="pending"),
        item(5, status="draft"),
        item(6, status="trash"),
    )
    report = bring(path)
    made = article(1)
    assert made.title == made.revealing_headline == "Season 2 finale & all"
    assert (made.kicker, made.dek) == ("Recap", "In short.")
    assert (made.seo_title, made.search_description) == ("Season 2 finale & all Best", "D.")
    assert made.get_parent().pk == show.pk
    # The other items are three hours ahead of UTC, so this one is too.
    assert made.first_published_at.isoformat() == "2021-05-01T09:00:00+00:00"
    assert [row.author.title for row in made.bylines.all()] == ["Ana Liepa"]
    item_row = ArchiveItem.objects.get(old_id=1, kind="post")
    assert [c.old_id for c in item_row.comments.order_by("old_id")] == [1, 3]
    assert item_row.guess["season"] == 2
    assert article(2).go_live_at.year == 2099
    assert not any(article(number).live for number in (1, 2, 3, 4, 5))
    assert "posts in the bin, left out" in report


@pytest.mark.django_db
def test_how_it_stood_there_is_kept(tmp_path: Path) -> None:
    make_front()
    report = bring(
        write_export(
            tmp_path,
            item(1, post_password="x"),
            item(2, status="private"),
            item(3, status="future", type="page", name="soon", title="Soon"),
        )
    )
    assert ArchiveItem.objects.get(kind="post", old_id=1).status == "protected"
    assert article(2).first_published_at.year == 2021
    assert "Notes: Soon: It was to come out on 01 May 2021 at 09:00 UTC." in report
    assert "1  posts that had a password there" in report
