"""The one list of what an article lacks: each kind of gap, at the field where it is mended."""

import uuid
from typing import Any

import pytest

from articles.completeness import missing
from articles.models import Article, Fate, RecommendedVideo
from tests.factories import episode_of, make_article, make_picture, make_show, paragraph

pytestmark = pytest.mark.django_db


BLANK = [
    "<p></p>", "<p>&nbsp;</p>", "<p> <b> </b> </p>", "<p><br></p>", "<ul><li></li></ul>",
    "<p>&#8203;&shy;</p>",
]  # fmt: skip


def _gaps(article: Article) -> dict[str, str]:
    """Each field's messages, joined."""
    found: dict[str, str] = {}
    for gap in missing(article):
        found[gap.field] = f"{found.get(gap.field, '')} {gap.message}".strip()
    return found


def _with(**fields: Any) -> dict[str, str]:
    return _gaps(make_article(publish=False, **fields))


def _block(kind: str, value: Any) -> list[dict[str, Any]]:
    return [paragraph(), {"type": kind, "value": value, "id": str(uuid.uuid4())}]


def _takeaways(count: int) -> list[dict[str, Any]]:
    return [{"type": "takeaway", "value": f"Sentence {n}."} for n in range(count)]


def test_a_complete_article_has_none() -> None:
    assert _with() == {}


@pytest.mark.parametrize(
    "field", ["kicker", "revealing_headline", "safe_dek", "dek", "safe_hero", "boundary"]
)
def test_an_empty_field(field: str) -> None:
    article = make_article(publish=False)
    setattr(article, field, None if field in {"safe_hero", "boundary"} else "")
    assert list(_gaps(article)) == [field]


def test_no_byline() -> None:
    article = make_article(publish=False)
    article.bylines.clear()
    assert _gaps(article) == {"bylines": "Name at least one author who has a public page."}


@pytest.mark.parametrize("count", [0, 2, 7])
def test_too_few_or_too_many_takeaways(count: int) -> None:
    assert _with(takeaways=_takeaways(count)) == {
        "takeaways": f"Give 3 to 6 takeaways; there are {count}."
    }


@pytest.mark.parametrize("count", [3, 6])
def test_enough_takeaways(count: int) -> None:
    assert _with(takeaways=_takeaways(count)) == {}


def test_blank_takeaways_do_not_count() -> None:
    blank = [{"type": "takeaway", "value": "  "}]
    assert "there are 2" in _with(takeaways=_takeaways(2) + blank)["takeaways"]


def test_a_takeaway_that_is_too_long() -> None:
    long = [{"type": "takeaway", "value": "So " * 70}]
    gap = _with(takeaways=_takeaways(3) + long)["takeaways"]
    assert gap.startswith("Block 4 (Takeaway): ")
    assert "200 characters" in gap


def test_a_recommended_video_at_an_unknown_host() -> None:
    article = make_article(publish=False)
    article.videos = [
        RecommendedVideo(title="The launch", url=url, poster=make_picture())
        for url in ("https://vimeo.com/1234567", "https://example.com/1")
    ]
    assert _gaps(article) == {"videos": "Video 2 needs the https address at YouTube or Vimeo."}


def test_a_recommended_video_without_a_poster() -> None:
    article = make_article(publish=False)
    article.videos = [RecommendedVideo(title="The launch", url="https://vimeo.com/1234567")]
    assert _gaps(article) == {"videos": "Video 1 needs a poster, one of our own pictures."}


def test_an_empty_body() -> None:
    assert _with(body=[]) == {"body": "Write the article."}


@pytest.mark.parametrize("field", ["safe_hero", "hero"])
def test_a_hero_without_alt_text(field: str) -> None:
    picture = make_picture("Nobody described it", alt=" ")
    assert _with(**{field: picture}) == {
        field: "“Nobody described it” has no alt text (its description)."
    }


def test_a_safe_hero_that_has_a_boundary() -> None:
    show = make_show()
    picture = make_picture("The last shot", boundary=episode_of(show, 2, 3))
    article = make_article(show, publish=False, safe_hero=picture)
    assert _gaps(article) == {"safe_hero": "“The last shot” has a boundary, so it is not safe."}


def test_a_picture_in_the_body_without_alt_text() -> None:
    value = {"picture": make_picture().pk, "alt": "", "caption": "", "credit": "", "width": "main"}
    gap = _with(body=_block("picture", value))["body"]
    assert gap.startswith("Block 2 (Picture): alt")
    assert "required" in gap


def test_a_picture_in_the_body_that_is_gone() -> None:
    value = {"picture": 999_999, "alt": "Dunes", "caption": "", "credit": "", "width": "main"}
    assert _with(body=_block("picture", value))["body"].startswith("Block 2 (Picture): picture")


@pytest.mark.parametrize(
    ("kind", "value", "field"),
    [
        ("heading", {"text": ""}, "text"),
        ("quote", {"text": "We came.", "source": ""}, "source"),
        ("question", {"question": "Why?", "answer": ""}, "answer"),
        ("timeline", {"title": "Then", "rows": []}, "rows"),
        ("timeline", {"title": "Then", "rows": [{"when": "1", "what": ""}] * 2}, "rows"),
        ("then_and_now", {"title": "", "then_label": "A", "now_label": "B", "rows": []}, "title"),
        ("video", {"url": "https://example.com/1", "title": "T", "poster": None}, "url"),
        ("video", {"url": "https://vimeo.com/1234567", "title": "T", "poster": None}, "poster"),
        ("passage", {"boundary": None, "label": "Later", "text": "<p>It.</p>"}, "boundary"),
        ("product", {"name": "N", "url": "http://example.com/", "shop": "S", "line": ""}, "url"),
    ],
)
def test_an_incomplete_block(kind: str, value: dict[str, Any], field: str) -> None:
    gap = _with(body=_block(kind, value))["body"]
    assert gap.startswith("Block 2 (")
    assert field in gap.lower()
    assert "validation error" not in gap.lower()  # it says what to do, not that something is wrong


def test_a_paragraph_without_words() -> None:
    assert "Block 2 (Paragraph)" in _with(body=_block("paragraph", ""))["body"]


@pytest.mark.parametrize("blank", BLANK)
def test_a_text_that_shows_nothing(blank: str) -> None:
    show = make_show()
    later = episode_of(show, 2, 3).pk
    for kind, value in (
        ("paragraph", blank),
        ("question", {"question": "Why?", "answer": blank}),
        ("passage", {"boundary": later, "label": "Later", "text": blank}),
    ):
        gap = _with(show=show, body=_block(kind, value)).get("body", "")
        assert gap.startswith(f"Block 2 ({kind.capitalize()})"), kind
        assert "Write the text." in gap or "required" in gap, kind


@pytest.mark.parametrize("text", ["<p>A</p>", "<p>7</p>", "<p>…</p>", "<p>∞</p>", "<p>字</p>"])
def test_a_text_that_shows_anything(text: str) -> None:
    assert _with(body=_block("paragraph", text)) == {}


@pytest.mark.parametrize("field", ["revealing_headline", "safe_dek", "dek", "kicker"])
def test_a_field_of_blanks(field: str) -> None:
    assert list(_with(**{field: " \u00a0 "})) == [field]


def test_a_fate_without_a_line() -> None:
    article = make_article(publish=False)
    article.fates.add(Fate(character="Ben", status="dead", line=""))
    assert _gaps(article) == {"fates": "Every fate needs a character and a line."}
