"""Wagtail compares two versions of an article in every field, row and block, readably."""

from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from articles.blocks import BodyBlock
from articles.models import (
    Article,
    Byline,
    Correction,
    Fate,
    RecommendedVideo,
    RelatedArticle,
)  # fmt: skip
from tests.articles import newsroom
from tests.factories import episode_of, make_article, make_author, make_picture, make_show

pytestmark = pytest.mark.django_db
WATCH = "https://www.youtube.com/watch?v=4czjS9h4Fpg"
MOMENT = datetime(2026, 2, 3, 12, 30, tzinfo=UTC)
CHANGED = {
    "title": "A new headline", "safe_dek": "A new dek", "kicker": "New kicker",
    "safe_hero_caption": "New caption", "hero_caption": "New hero caption",
    "revealing_headline": "New revelation", "dek": "New revealing dek", "end_mark": "2099",
    "sets_up": "<p>New things</p>", "slug": "new-slug", "seo_title": "New tag",
    "search_description": "New description",
}  # fmt: skip


def _body(show: Any, picture: Any, word: str) -> list[dict[str, Any]]:
    """One block of every kind that can be published, each with a word in it."""
    rows = [{"when": "1", "what": word}, {"when": "2", "what": "same"}]
    values: dict[str, Any] = {
        "heading": {"text": word},
        "paragraph": f"<p>{word}</p>",
        "picture": {"picture": picture.pk, "alt": word, "width": "main"},
        "quote": {"text": word, "source": "same"},
        "question": {"question": word, "answer": "<p>same</p>"},
        "timeline": {"title": "same", "rows": rows},
        "then_and_now": {
            "title": "same", "then_label": "then", "now_label": "now",
            "rows": [{"label": "same", "then": word, "now": "same"}],
        },
        "video": {"url": WATCH, "title": word, "poster": picture.pk},
        "passage": {
            "boundary": episode_of(show, 2, 1).pk, "label": word, "text": "<p>same</p>",
        },
        "product": {"name": word, "url": "https://example.com/", "shop": "same"},
    }  # fmt: skip
    return [
        {"type": kind, "id": f"00000000-0000-0000-0000-{n:012}", "value": value}
        for n, (kind, value) in enumerate(values.items())
    ]


def _compared(client: Client) -> dict[str, Any]:
    """The rows of the comparison, by their labels."""
    show, picture = make_show(), make_picture()
    article = make_article(show, body=_body(show, picture, "former"))
    before = article.latest_revision
    draft: Article = article.get_latest_revision_as_object()
    for name, value in CHANGED.items():
        setattr(draft, name, value)
    draft.safe_hero, draft.hero = make_picture("A safer one"), make_picture("A bolder one")
    draft.boundary, draft.updated_at = episode_of(show, 1, 2), MOMENT
    draft.has_affiliate_links, draft.when_it_leaves = True, "gone"
    draft.takeaways = [("takeaway", "New takeaway")]
    draft.body = _body(show, picture, "latter")
    draft.bylines.set([Byline(author=make_author("Another author"))])
    draft.fates.set([Fate(character="Newcomer", status="dead", line="Gone")])
    draft.related.set([RelatedArticle(to=make_article(show, title="A related one"))])
    draft.videos.set([RecommendedVideo(title="A new video", url=WATCH)])
    draft.corrections.set([Correction(text="A new note", noted_at=MOMENT)])
    after = draft.save_revision()
    newsroom.sign_in(client)
    address = reverse(
        "wagtailadmin_pages:revisions_compare", args=[article.pk, before.pk, after.pk]
    )
    answer = client.get(address)
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content, "html.parser")
    return {
        row.select("td")[0].get_text(" ", strip=True).rstrip(":"): row.select("td")[1]
        for row in soup.select("tr")
        if len(row.find_all("td", recursive=False)) == 2
    }


def test_every_field_that_changed_is_there(client: Client) -> None:
    rows = _compared(client)
    text = " ".join(row.get_text(" ", strip=True) for row in rows.values())
    for word in [
        *(value.removeprefix("<p>").removesuffix("</p>") for value in CHANGED.values()),
        "New takeaway", "Another author", "Newcomer", "A related one", "A new video", "A new note",
    ]:  # fmt: skip
        assert all(part in text for part in word.split()), word
    assert {"Safe hero", "Hero", "Boundary", "Bylines", "Corrections and updates"} <= set(rows)


def test_every_kind_of_block_shows_what_changed_in_it(client: Client) -> None:
    body = _compared(client)["Body"]
    added = [tag.get_text(strip=True) for tag in body.select(".addition")]
    assert added.count("latter") + sum("latter" in words for words in added if words != "latter") \
        >= len(set(BodyBlock().child_blocks) - {"needs_a_look"})  # fmt: skip


def test_dates_and_ticks_are_in_words(client: Client) -> None:
    rows = _compared(client)
    assert rows["Updated"].get_text(" ", strip=True) == "February 3, 2026, 12:30"
    ticks = rows["Carries affiliate links"]
    assert [tag.get_text() for tag in ticks.select(".deletion, .addition")] == ["No", "Yes"]
    assert "Say that it is gone" in rows["When it expires"].get_text()


def test_no_row_shows_what_only_a_program_reads(client: Client) -> None:
    for label, row in _compared(client).items():
        text = row.get_text(" ", strip=True)
        assert "object (" not in text, label
        assert "+00:00" not in text, label
        assert "<p>" not in text, label
