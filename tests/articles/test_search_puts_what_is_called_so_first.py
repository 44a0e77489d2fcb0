"""What is called so comes before what says so, and the newest of equals before older ones."""

from datetime import UTC, datetime

import pytest

from articles.models import Article
from tests.articles.searching import add_character, found
from tests.factories import make_article, make_author, make_show

pytestmark = pytest.mark.django_db


def test_a_title_comes_before_a_dek() -> None:
    show = make_show("The Long Way")
    make_article(show, title="Lantern season 1 ending", safe_dek="What stays.")
    make_article(show, title="A season of rain", safe_dek="Who carries the lantern.")
    assert found("lantern") == ["Lantern season 1 ending", "A season of rain"]


def test_the_show_itself_comes_first_by_its_name() -> None:
    show = make_show("The Lantern")
    make_article(show, title="The Lantern season 1 ending, explained")
    make_article(show, title="Why the lantern matters")
    assert found("the lantern") == [
        "The Lantern", "The Lantern season 1 ending, explained", "Why the lantern matters",
    ]  # fmt: skip


def test_words_in_a_row_come_before_words_apart() -> None:
    show = make_show("The Long Way")
    make_article(show, title="The night after the red lantern")
    make_article(show, title="Red is the night of the lantern")
    assert found("red lantern")[0] == "The night after the red lantern"


def test_a_whole_word_comes_before_a_beginning() -> None:
    show = make_show("The Long Way")
    make_article(show, title="The marsh, explained")
    make_article(show, title="Going to Mars, explained")
    make_article(show, title="A marshal, explained")
    assert found("mars")[0] == "Going to Mars, explained"
    assert set(found("mars")[1:]) == {"The marsh, explained", "A marshal, explained"}


def test_every_word_has_to_be_there() -> None:
    show = make_show("The Long Way")
    make_article(show, title="Red lantern")
    make_article(show, title="Red river")
    assert found("red lantern") == ["Red lantern"]


def test_the_newest_of_equals_comes_first() -> None:
    show = make_show("The Long Way")
    older = make_article(show, title="The lantern one")
    newer = make_article(show, title="The lantern two")
    for article, year in ((newer, 2020), (older, 2024)):
        Article.objects.filter(pk=article.pk).update(
            first_published_at=datetime(year, 1, 1, tzinfo=UTC)
        )
        Article.objects.get(pk=article.pk).save()
    assert found("lantern") == ["The lantern one", "The lantern two"]


def test_people_are_found_by_their_names() -> None:
    show = make_show("The Long Way")
    add_character(show, "Ada Lantern")
    make_author("Bea Lantern")
    assert found("lantern") == ["Ada Lantern", "Bea Lantern"]


def test_case_accents_apostrophes_and_plurals_do_not_matter() -> None:
    show = make_show("Čapek’s Café")
    for query in ("capeks cafe", "ČAPEK’S CAFÉ", "Čapek's cafés", "ｃａｐｅｋｓ"):
        assert found(query) == [show.title], query


@pytest.mark.parametrize("name", ["It", "Us", "The Who", "2001", "Ёж", "夜警", "قمر"])
def test_a_name_of_little_words_is_found(name: str) -> None:
    make_show(name)
    assert found(name) == [name]
