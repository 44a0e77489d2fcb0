"""The reading time: all of an article's words at 230 a minute, at least one minute."""

import pytest

from articles.models import Article, Fate
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (100, 1), (230, 1), (345, 2), (460, 2), (1200, 5)]
)
def test_minutes(words: int, minutes: int) -> None:
    assert Article(word_count=words).reading_minutes == minutes


def test_every_text_counts_once_and_markup_does_not() -> None:
    body = [
        {"type": "heading", "value": {"text": "one two"}},
        {"type": "paragraph", "value": "<p>three <b>four</b></p><p>five&nbsp;six</p>"},
        {"type": "question", "value": {"question": "seven", "answer": "<p>eight</p>"}},
        {
            "type": "product",
            "value": {"name": "nine", "url": "https://example.com/a-b", "shop": ""},
        },
    ]
    takeaways = [{"type": "takeaway", "value": "ten eleven"}]
    article = make_article(publish=False, body=body, takeaways=takeaways, sets_up="<p>twelve</p>")
    article.fates.set([Fate(character="Ana", line="thirteen fourteen")])
    article.save()
    assert article.word_count == 14


def test_it_is_counted_anew_when_the_article_grows() -> None:
    article = make_article()
    before = article.word_count
    article.body.append(("paragraph", "<p>" + "word " * 460 + "</p>"))
    article.save_revision(clean=False).publish()
    article.refresh_from_db()
    assert article.word_count == before + 460
