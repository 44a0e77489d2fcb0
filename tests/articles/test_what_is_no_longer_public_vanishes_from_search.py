"""Search shows what is public now: nothing lingers, and nothing of a draft comes early."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from articles.models import Article, Findable, Show
from articles.search import index
from articles.search.vocabulary import SearchWord
from tests.articles.searching import add_character, found, page_for, suggested_titles
from tests.factories import episode_of, make_article, make_author, make_draft, make_show

pytestmark = pytest.mark.django_db
TITLE = "Quicksilver, explained"


@pytest.fixture
def article() -> Article:
    """One that is found by a word of its own."""
    made = make_article(make_show("The Long Way"), title=TITLE)
    assert found("quicksilver") == suggested_titles("quicksilver") == [TITLE]
    return made


def gone() -> bool:
    """Whether nothing leads there any more."""
    return found("quicksilver") == suggested_titles("quicksilver") == found("quicksilvr") == []


def test_unpublished(article: Article) -> None:
    article.unpublish()
    assert gone()
    assert not Findable.objects.filter(page=article).exists()
    article.get_latest_revision().publish()
    assert found("quicksilver") == [TITLE]


def test_expired(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert gone()
    assert not Findable.objects.filter(page=article).exists()


def test_taken_back_by_the_schedule_or_with_others(article: Article) -> None:
    """Both save the page without its article's fields; no count and no stored word stays."""
    UnpublishPageAction(Page.objects.get(pk=article.pk), include_descendants=False).execute()
    assert gone()
    assert not Findable.objects.filter(page=article).exists()
    assert not SearchWord.objects.filter(word__startswith="quick").exists()


def test_deleted(article: Article) -> None:
    article.delete()
    assert gone()


def test_taken_back_behind_search(article: Article) -> None:
    """Even where no signal told of it, nothing is shown that is not public."""
    Page.objects.filter(pk=article.pk).update(live=False)
    assert gone()


def test_a_draft_is_not_found_until_published(article: Article) -> None:
    article.title = "Mercury, explained"
    revision = article.save_revision()
    assert found("mercury") == []
    assert found("quicksilver") == [TITLE]
    revision.publish()
    assert found("mercury") == ["Mercury, explained"]
    assert gone()


def test_a_draft_of_a_show_is_not_found_either() -> None:
    show = make_show("Quicksilver Road")
    show.title = "Mercury Road"
    revision = show.save_revision()
    assert found("mercury") == []
    revision.publish()
    assert found("mercury") == ["Mercury Road"]


def test_one_that_never_was_published() -> None:
    make_draft(make_show("The Long Way"), safe_dek="About quicksilver.")
    assert gone()


def test_moved_to_another_show(article: Article) -> None:
    other = make_show("Another Road")
    Article.objects.filter(pk=article.pk).update(boundary=episode_of(other, 1, 3))
    article.refresh_from_db()
    article.move(other, pos="last-child")
    assert page_for("quicksilver").select_one(".hit__link")["href"].startswith(other.url)
    assert found("quicksilver", show=other.slug) == [TITLE]
    assert found("another road") == ["Another Road", TITLE]
    assert article.get_parent().slug == other.slug


def test_a_renamed_show_is_found_with_its_articles(article: Article) -> None:
    show = Show.objects.get()
    show.title = "The Short Way"
    show.save_revision().publish()
    assert found("short way") == ["The Short Way", TITLE]
    assert found("long way") == []


def test_a_show_taken_back_takes_its_characters_along() -> None:
    show = make_show("Quicksilver Road")
    add_character(show, "Ada Quicksilver")
    show.refresh_from_db()
    show.unpublish()
    assert gone()


def test_an_author_taken_back() -> None:
    author = make_author("Ada Quicksilver")
    assert found("quicksilver") == ["Ada Quicksilver"]
    author.unpublish()
    assert gone()


def test_the_index_can_be_made_anew(article: Article) -> None:
    before = sorted(Findable.objects.values_list("title", flat=True))
    Findable.objects.all().delete()
    IndexEntry.objects.all().delete()
    call_command("index_search")
    assert sorted(Findable.objects.values_list("title", flat=True)) == before
    assert found("quicksilver") == found("quicksilvr") == [TITLE]
    rows = list(Findable.objects.order_by("pk").values())
    index.everything()
    assert list(Findable.objects.order_by("pk").values()) == rows


def test_wagtails_own_rebuilding_keeps_it(article: Article) -> None:
    call_command("update_index", verbosity=0)
    assert found("quicksilver") == [TITLE]
