"""No hit, suggestion or correction exists because of words that an ending gives away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from articles.demo.loading import load
from articles.models import Article, Character, Findable, Picture, SearchWord
from articles.publishing import words_of as strings_in
from articles.search.correction import corrected
from articles.search.finding import find
from articles.search.suggestions import suggestions
from articles.search.words import asked_words, forms_of
from articles.search.words import words_of as words_in
from tests.articles.revelations import FILE, PASSAGE, WORDS, make_secretive_article
from tests.articles.searching import found, page_for, suggested
from tests.demonstration.small_drawings import draw_small

pytestmark = pytest.mark.django_db


def hidden_texts() -> Iterator[str]:
    """Everything in the demonstration that is behind an ending, or said by a picture."""
    for article in Article.objects.all():
        yield from (article.revealing_headline, article.dek, article.end_mark)
        yield from (article.hero_caption, article.safe_hero_caption, article.sets_up)
        yield from strings_in(list(article.takeaways.raw_data))
        yield from strings_in(list(article.body.raw_data))
        for fate in article.fates.all():
            yield from (fate.character, fate.actor, fate.line)
        yield from (video.title for video in article.videos.all())
    for picture in Picture.objects.all():
        yield from (picture.title, picture.description)
    for character in Character.objects.exclude(boundary=None):
        yield from (character.name, character.actor, character.line)


def test_in_the_whole_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    draw_small(monkeypatch)
    load()
    safe = {t for row in Findable.objects.all() for t in forms_of(f"{row.title} {row.text}")}
    hidden = {w.folded: w.term for text in hidden_texts() for w in words_in(text)}
    # What begins a safe word finds that word, and would without anything hidden.
    hidden = {
        word: term
        for word, term in hidden.items()
        if term not in safe and not any(each.startswith(word) for each in safe)
    }
    assert len(hidden) > 500
    for word in sorted(hidden):
        assert find(asked_words(word)).hits == [], word
        offered = suggestions(word)
        better = corrected(asked_words(word))
        assert not offered["items"] or offered["meant"], word
        for mended in (better, offered["meant"]):
            assert set(forms_of(mended)) <= safe, (word, mended)


@pytest.mark.parametrize("word", [*WORDS.values(), FILE, PASSAGE])
def test_in_an_article_full_of_them(word: str) -> None:
    make_secretive_article()
    page = page_for(word)
    assert page.select(".hit, [aria-label='By show'] a, .found__mended strong") == []
    assert word.islower() or word not in str(page)  # a query is said back folded
    assert suggested(word) == {"meant": "", "items": []}
    assert suggested(word[:5])["items"] == []


def test_hidden_words_leave_no_trace_in_what_is_stored() -> None:
    article = make_secretive_article()
    before = [list(model.objects.order_by("pk").values()) for model in (Findable, SearchWord)]
    for name in ("revealing_headline", "dek", "hero_caption", "sets_up"):
        setattr(article, name, "Xylophone marmot.")
    article.save_revision().publish()
    after = [list(model.objects.order_by("pk").values()) for model in (Findable, SearchWord)]
    assert before == after


def test_what_is_safe_is_found_all_the_same() -> None:
    article = make_secretive_article()
    assert found(article.title) == [article.title]
    assert found("finale answers") == [article.title]
