"""What is longer than any article is kept for a look, in parts, and takes no more than it must."""

import json
import tracemalloc
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.importing import long_texts
from articles.importing.long_texts import LONGEST, PART, in_parts
from articles.models import Article, StandardPage
from tests.articles.importing.exports import comment, item, write_export
from tests.articles.importing.running import article, bring, kinds
from tests.factories import make_front, make_show

WORDS = "Somebody waits at the lock & the šķērsām settles.\n"
LONG = "<p>" + WORDS * (LONGEST // len(WORDS) + 1) + "The last word.</p>"


def test_every_character_is_in_one_of_its_parts() -> None:
    looks = in_parts("text", LONG, lambda part: part)
    assert "".join(look.raw for look in looks) == LONG
    assert max(len(look.raw) for look in looks) <= PART
    assert all(look.raw[-1].isspace() for look in looks[:-1])
    count = len(LONG) // PART + 1
    assert looks[1].reason.endswith(f": part 2 of {count}.")
    unbroken = "x" * (2 * PART + 1)
    assert [len(look.raw) for look in in_parts("text", unbroken, str)] == [PART, PART, 1]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["post", "page"])
def test_a_body_is_kept_in_a_draft_and_repaired(tmp_path: Path, kind: str) -> None:
    make_front()
    body = LONG.replace("šķērsām", "Å¡Ä·Ä“rsÄ\x81m")
    report = bring(write_export(tmp_path, item(1, body, type=kind), item(2)))
    page = article(1) if kind == "post" else StandardPage.objects.get(title="Post 1")
    assert not page.live
    values = [block["value"] for block in page.body.raw_data]
    assert set(kinds(page)) == {"needs_a_look"}
    assert "".join(value["text"] for value in values) == LONG
    revision = json.loads(page.latest_revision.content["body"])
    assert "".join(block["value"]["text"] for block in revision) == LONG
    assert "Needs a look: Post 1: The text is longer than an article can be." in report
    assert kinds(article(2)) == ["paragraph"]


@pytest.mark.django_db
def test_so_are_an_excerpt_a_title_and_a_reusable_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_front()
    monkeypatch.setattr(long_texts, "LONGEST", 100)
    long = WORDS * 3
    parts = [
        item(1, "<p>Short.</p>", excerpt=long),
        item(2, title=long, meta={"_yoast_wpseo_metadesc": long}),
        item(3, '<!-- wp:block {"ref":9} /-->'),
        item(9, long, type="wp_block"),
    ]
    report = bring(write_export(tmp_path, *parts))
    assert kinds(article(1)) == ["paragraph", "needs_a_look"]
    assert article(1).dek == ""
    assert kinds(article(2)) == ["paragraph", "needs_a_look", "needs_a_look"]
    assert kinds(article(3)) == ["needs_a_look"]
    assert [article(n).body.raw_data[-1]["value"]["text"] for n in (1, 2, 3)] == [long] * 3
    for what in ("excerpt", "title", "description", "reusable block"):
        assert f"The {what} is longer than an article can be." in report


@pytest.mark.django_db
def test_so_is_an_article_that_comes_by_itself(tmp_path: Path) -> None:
    show = make_show()
    path = tmp_path / "long.txt"
    path.write_text(LONG.replace("šķērsām", "Å¡Ä·Ä“rsÄ\x81m"), encoding="utf-8")
    said = StringIO()
    call_command("import_text", str(path), show=show.slug, title="Long", stdout=said)
    blocks = Article.objects.get(title="Long").body.raw_data
    assert {block["type"] for block in blocks} == {"needs_a_look"}
    assert "".join(block["value"]["text"] for block in blocks) == LONG
    assert "Repaired text: Å¡Ä·Ä“rsÄ\x81m → šķērsām" in said.getvalue()
    assert f"To look at: {len(blocks)}." in said.getvalue()


@pytest.mark.django_db
def test_a_paragraph_of_four_megabytes_is_held_a_few_times_only(tmp_path: Path) -> None:
    make_front()
    size = 4_000_000
    long = "Dunes and the sea. " * (size // 19)
    path = write_export(tmp_path, item(1, long, comments=[comment(text=long)]), item(2))
    del long
    tracemalloc.start()
    try:
        bring(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 9 * size, peak
