"""The schedule publishes and unpublishes each page by itself, and reports what went wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.dispatch import Signal
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from articles.models import Article
from tests.articles.newsroom import schedule
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db


def _ago(minutes: int) -> Any:
    return timezone.now() - timedelta(minutes=minutes)


def _run(command: str = "publish_scheduled") -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command(command, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def _live(article: Article) -> bool:
    return Article.objects.get(pk=article.pk).live


@contextmanager
def _something_breaks_at(signal: Signal, article: Article) -> Iterator[None]:
    """Whatever listens to publishing fails for this one article."""

    def fail(instance: Any, **_: Any) -> None:
        if instance.pk == article.pk:
            raise RuntimeError("An unexpected failure")

    signal.connect(fail)
    try:
        yield
    finally:
        signal.disconnect(fail)


def test_an_incomplete_one_is_reported_and_the_next_is_published() -> None:
    bad, good = make_draft(), make_article(publish=False)
    schedule(bad, _ago(20))
    schedule(good, _ago(10))
    out, err = _run()
    assert [_live(bad), _live(good)] == [False, True]
    assert bad.title in err
    assert "Write the article." in err
    assert good.title in out


def test_an_unexpected_error_is_reported_and_the_next_is_published() -> None:
    bad, good = make_article(publish=False), make_article(publish=False)
    schedule(bad, _ago(20))
    schedule(good, _ago(10))
    with _something_breaks_at(page_published, bad):
        _, err = _run()
    assert [_live(bad), _live(good)] == [False, True]
    assert bad.title in err


def test_what_was_refused_stays_scheduled_and_comes_once_it_is_complete() -> None:
    article = make_article(publish=False, takeaways=[])
    schedule(article, _ago(10))
    _run()
    assert not _live(article)
    article.refresh_from_db()
    article.takeaways = [("takeaway", f"Sentence {n}.") for n in (1, 2, 3)]
    article.save_revision(clean=False)
    schedule(article, _ago(5))
    _run()
    assert _live(article)


def test_an_error_in_unpublishing_does_not_delay_another() -> None:
    bad, good, due = make_article(), make_article(), make_article(publish=False)
    Article.objects.filter(pk=bad.pk).update(expire_at=_ago(20))
    Article.objects.filter(pk=good.pk).update(expire_at=_ago(10))
    schedule(due, _ago(5))
    with _something_breaks_at(page_unpublished, bad):
        _run()
    assert [_live(bad), _live(good), _live(due)] == [True, False, True]


def test_what_is_not_due_waits() -> None:
    article = make_article(publish=False)
    schedule(article, timezone.now() + timedelta(hours=1))
    _run()
    assert not _live(article)


def test_wagtails_older_name_of_the_command_does_the_same() -> None:
    bad, good = make_draft(), make_article(publish=False)
    schedule(bad, _ago(20))
    schedule(good, _ago(10))
    _run("publish_scheduled_pages")
    assert [_live(bad), _live(good)] == [False, True]
