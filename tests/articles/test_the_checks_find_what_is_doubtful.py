"""What makes an article worse but keeps nobody from publishing it, each with how to mend it."""

from typing import Any

import pytest
from django.conf import settings

from articles.checking import check
from articles.checking.findings import Finding, Level
from articles.models import Article, RelatedArticle
from tests.factories import (
    make_article,
    make_draft,
    make_front,
    make_picture,
    make_show,
    paragraph,
)  # fmt: skip

pytestmark = pytest.mark.django_db
GOOD = {
    "title": "A good long headline, explained",
    "revealing_headline": "Everybody leaves in the end",
    "safe_dek": "What the finale answers, where everybody stands, and what the last scene means.",
}
HEADING = {"type": "heading", "value": {"text": "One"}}


def _advice(**fields: Any) -> list[Finding]:
    return check(make_article(publish=False, **(GOOD | fields))).advisory


def _about(found: list[Finding], field: str) -> str:
    return " ".join(f"{one.message} {one.mend}" for one in found if one.field == field)


def test_a_good_article_has_nothing_to_look_at() -> None:
    report = check(make_article(**GOOD))
    assert (report.blocking, report.advisory, report.total) == ([], [], 0)


def test_what_blocks_is_what_publishing_refuses() -> None:
    report = check(make_draft())
    assert {found.level for found in report.blocking} == {Level.BLOCKING}
    assert {"boundary", "takeaways", "body", "safe_hero"} <= {f.field for f in report.blocking}
    assert all(found.mend for found in report.blocking)


def test_what_is_missing_in_one_block_is_one_finding_and_leads_to_it() -> None:
    block = "0b7ad8a2-52dc-4dd5-8b9b-b1e7a8b21b14"
    body = [{"type": "quote", "id": block, "value": {"text": "", "source": ""}}]
    found = [f for f in check(make_article(publish=False, body=body)).blocking if f.field == "body"]
    assert [one.path for one in found] == [f"body.{block}"]
    assert "And 1 more" in found[0].message


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", "x" * 81), ("title", "Short"), ("revealing_headline", "x" * 101),
        ("safe_dek", "x" * 201), ("safe_dek", "Short."), ("seo_title", "x" * 61),
        ("search_description", "x" * 161), ("search_description", "Short."),
    ],
)  # fmt: skip
def test_a_length_that_is_cut_or_says_little(field: str, text: str) -> None:
    assert str(len(text)) in _about(_advice(**{field: text}), field)


def test_nobodys_fate() -> None:
    article = make_article(publish=False, **GOOD)
    article.fates.set([])
    assert "where they stand" in _about(check(article).advisory, "fates")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ([paragraph(), HEADING], "Nothing stands under “One”"),
        ([HEADING, HEADING, paragraph()], "Nothing stands under “One”"),
        ([{"type": "question", "value": {"question": "Q?", "answer": "<p>A</p>"}}], "skip a level"),
    ],
)
def test_headings_out_of_order(body: list[Any], words: str) -> None:
    assert words in _about(_advice(body=body), "body")


def test_headings_in_order() -> None:
    question = {"type": "question", "value": {"question": "Q?", "answer": "<p>A</p>"}}
    assert _about(_advice(body=[paragraph(), HEADING, question]), "body") == ""


def _pictured(**fields: Any) -> str:
    picture = make_picture()
    for name, value in fields.items():
        setattr(picture, name, value)
    picture.save()
    value = {"picture": picture.pk, "alt": "Dunes", "width": "main"}
    return _about(_advice(body=[{"type": "picture", "value": value}]), "body")


def test_a_picture_that_is_small() -> None:
    assert "1199 pixels wide" in _pictured(width=1199)
    assert _pictured(width=1200) == ""


def test_a_picture_without_credit_or_alt_text() -> None:
    assert "no credit" in _pictured(credit="")
    assert "no alt text" in _pictured(description="")


def _linked(href: str) -> str:
    return _about(_advice(body=[paragraph(f'<p><a href="{href}">There</a></p>')]), "body")


@pytest.mark.parametrize(
    "href",
    [
        "/no-such-page/",
        f"{settings.SITE_URL}/gone/",
        "#nowhere",
        "/none/who/",
        "/feeds/none/rss.xml",
    ],
)
def test_a_link_of_ours_that_leads_nowhere(href: str) -> None:
    make_front()
    assert "“There” leads to" in _linked(href)


@pytest.mark.parametrize(
    "href",
    ["/", "#fates", "#main", "/feeds/rss.xml", "https://example.com/x", "mailto:a@example.com",
     "//example.com/x", "/?page=2#top", settings.SITE_URL],
)  # fmt: skip
def test_a_link_that_leads_somewhere(href: str) -> None:
    make_front()
    assert _linked(href) == ""


def test_a_link_to_a_page_that_is_not_public() -> None:
    draft, live = make_draft(), make_article(make_show("Another"))
    text = '<p><a linktype="page" id="{}">There</a></p>'
    for page, broken in ((draft.pk, True), (live.pk, False), (999_999, True)):
        found = _about(_advice(body=[paragraph(text.format(page))]), "body")
        assert ("is not public" in found) is broken


def test_a_related_article_that_is_not_public() -> None:
    article = make_article(publish=False, **GOOD)
    article.related.set([RelatedArticle(to=make_draft())])
    assert "is not public" in _about(check(article).advisory, "related")


AFFILIATE = '<p><a href="https://www.amazon.com/dp/1?tag=us-20">Buy</a></p>'


def test_an_affiliate_link_without_the_disclosure() -> None:
    found = _about(_advice(body=[paragraph(AFFILIATE)]), "has_affiliate_links")
    assert "looks like an affiliate link" in found
    assert _about(_advice(sets_up=AFFILIATE), "has_affiliate_links") == found


def test_an_affiliate_link_with_the_disclosure() -> None:
    advice = _advice(body=[paragraph(AFFILIATE)], has_affiliate_links=True)
    assert _about(advice, "has_affiliate_links") == ""


def test_a_shop_without_a_tag_is_no_affiliate_link() -> None:
    plain = paragraph('<p><a href="https://www.amazon.com/dp/1">Buy</a></p>')
    assert _about(_advice(body=[plain]), "has_affiliate_links") == ""


def test_reading_time_is_told() -> None:
    report = check(make_article(publish=False, body=[paragraph("<p>" + "word " * 690 + "</p>")]))
    assert report.words > 690
    assert report.minutes == 3


def test_an_article_that_is_hardly_begun_is_checked_too() -> None:
    report = check(Article(title=""))
    assert report.blocking
    assert report.total == len(report.blocking) + len(report.advisory)


def test_links_to_what_hangs_on_a_show_or_an_article() -> None:
    other = make_article(make_show("Another"))
    show = other.get_parent().url
    passage = f"{other.url}passage/5b0c7f0e-6f64-4a8e-9f43-0c4d7c1b2a10/"
    for href in (f"{show}catch-up/", f"/feeds{show}rss.xml", passage):
        assert _linked(href) == ""
