"""What no block can hold is kept for a look: links, covers, answers, reusable blocks."""

import json
from pathlib import Path

import pytest

from articles.importing.markup import take_apart
from articles.importing.pieces import Asked, Heading, Image, Look, Prose
from tests.articles.importing.exports import item, write_export
from tests.articles.importing.running import article, bring, kinds
from tests.factories import make_front


def test_the_caption_of_a_gallery_is_not_that_of_its_last_picture() -> None:
    own = '<figure><img src="{0}.jpg"><figcaption>{0}</figcaption></figure>'
    body = f"<figure>{own.format('a')}{own.format('b')}<figcaption>All</figcaption></figure>"
    assert take_apart(body) == [
        Image("a.jpg", caption="a"), Image("b.jpg", caption="b"), Prose("<p>All</p>"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    ['<figure><img src="a.jpg"><figcaption>By <a href="/x/">X</a></figcaption></figure>',
     '[caption id="attachment_3"]<img src="a.jpg"> By <a href="/x/">X</a>[/caption]',
     '<h2>Of <a href="/x/">X</a></h2>'],
)  # fmt: skip
def test_links_that_have_no_place_are_kept(body: str) -> None:
    last = take_apart(body)[-1]
    assert isinstance(last, Look)
    assert last.raw == "/x/"


def test_a_picture_behind_a_cover() -> None:
    body = (
        '<!-- wp:cover {"url":"https://old.example/a.jpg","id":5} --><div class="wp-block-cover" '
        'style="background-image:url(https://old.example/a.jpg)"><p>Words</p></div>'
        "<!-- /wp:cover -->"
    )
    assert take_apart(body) == [Image("https://old.example/a.jpg", 5), Prose("<p>Words</p>")]


def test_an_answer_is_taken_apart_too() -> None:
    asked = {"jsonQuestion": "Why?", "jsonAnswer": "So <b>it</b> is.<script>x</script>"}
    block = json.dumps({"questions": [asked, {"jsonQuestion": "Lost?"}]})
    question, script, lost = take_apart(f"<!-- wp:yoast/faq-block {block} /-->")
    assert question == Asked("Why?", "<p>So <b>it</b> is.</p>")
    assert isinstance(script, Look)
    assert isinstance(lost, Look)
    assert "Lost?" in lost.raw


def test_an_answer_that_is_no_prose_follows_its_question() -> None:
    block = json.dumps({"questions": [{"jsonQuestion": "Why?", "jsonAnswer": "<table></table>"}]})
    question, answer = take_apart(f"<!-- wp:yoast/faq-block {block} /-->")
    assert question == Heading("Why?")
    assert isinstance(answer, Look)


def test_what_a_comment_without_an_end_hides_is_kept() -> None:
    words, look = take_apart("<p>A<!-- a note --></p><!-- wp:paragraph <p>B</p>")
    assert words == Prose("<p>A</p>")
    assert isinstance(look, Look)
    assert look.raw == "<!-- wp:paragraph <p>B</p>"


@pytest.mark.parametrize(
    ("old", "new"),
    [("../foo/", "../foo/"), ("www.x.example/a", "https://www.x.example/a"), ("tel:+37", "tel:+37")]
)  # fmt: skip
def test_a_link_of_an_odd_form_stays_one(old: str, new: str) -> None:
    assert take_apart(f'<a href="{old}">a</a>') == [Prose(f'<p><a href="{new}">a</a></p>')]


def test_a_link_that_can_not_stay_is_told() -> None:
    words, look = take_apart('<p><a href="javascript:x()">Words</a></p>')
    assert words == Prose("<p>Words</p>")
    assert isinstance(look, Look)
    assert look.raw == "javascript:x()"


@pytest.mark.django_db
def test_a_reusable_block_stands_where_it_was_used(tmp_path: Path) -> None:
    make_front()
    body = '<!-- wp:block {"ref":8} /--><p>Then.</p><!-- wp:block {"ref":9} /-->'
    nested = '<h2>Before</h2><!-- wp:block {"ref":8} /-->'
    report = bring(write_export(tmp_path, item(1, body), item(8, nested, type="wp_block")))
    assert kinds(article(1)) == ["heading", "needs_a_look", "paragraph", "needs_a_look"]
    assert "1  reusable blocks, put where they were used" in report
    assert "left out" not in report


@pytest.mark.django_db
def test_a_reusable_block_that_nothing_uses_is_named(tmp_path: Path) -> None:
    make_front()
    body = '<!-- wp:core/block {"content":{"a":1},"ref":8} /-->'
    blocks = [item(8, "<p>A</p>", type="wp_block"), item(9, "<p>B</p>", type="wp_block")]
    path = write_export(tmp_path, *blocks, item(1, body), item(2, "Block 9", status="trash"))
    for _ in range(2):  # again as well, where the text that uses it is here already
        report = bring(path)
        assert "1  reusable blocks, put where they were used" in report
        line = "Needs a look: The reusable blocks that no text uses: There is no place for it here."
        assert f"{line} Left out: Post 9." in report


@pytest.mark.django_db
def test_a_long_title_of_a_video_is_kept_whole(tmp_path: Path) -> None:
    make_front()
    frame = f'<iframe src="https://www.youtube.com/embed/abcdefghijk" title="{"a" * 141}"></iframe>'
    bring(write_export(tmp_path, item(1, frame)))
    assert kinds(article(1)) == ["video", "paragraph"]
    assert "a" * 141 in article(1).body.raw_data[1]["value"]
