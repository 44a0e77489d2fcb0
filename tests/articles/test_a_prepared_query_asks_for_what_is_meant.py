"""A query whose SQL is written once answers as the one that Django would write each time."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models.expressions import RawSQL

from articles.models import Article
from articles.prepared import PreparedModels, PreparedRows, rows_of
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_each_value_goes_where_it_belongs() -> None:
    first, second = make_article(), make_article()
    asked = PreparedRows(
        lambda slug, pk: Article.objects.filter(pk=pk, slug=slug).values_list("pk"), str, int
    )
    assert asked.of(first.slug, first.pk) == [(first.pk,)]
    assert asked.of(second.slug, second.pk) == [(second.pk,)]
    assert asked.of(first.slug, second.pk) == []


def test_a_value_is_never_part_of_the_sql() -> None:
    asked = PreparedRows(lambda slug: Article.objects.filter(slug=slug).values_list("pk"), str)
    assert asked.of("' OR 1=1 --") == []


@pytest.mark.parametrize("sign", ["%%", ""])
def test_a_number_that_never_changes_stays_what_it_is(sign: str) -> None:
    first, second = make_article(), make_article()
    asked = PreparedRows(
        lambda pk: (
            Article.objects.filter(pk__gte=pk)
            .annotate(share=RawSQL(f"'5{sign}'", []))
            .order_by("pk")
            .values_list("pk", "share")[:1]
        ),
        int,
    )
    for article in (first, second):
        assert asked.of(article.pk) == [(article.pk, f"5{sign[:1]}")]


def test_the_rows_of_several_come_each_with_its_own_values() -> None:
    first, second = make_article(), make_article()
    by_slug = PreparedRows(lambda slug: Article.objects.filter(slug=slug).values_list("slug"), str)
    by_key = PreparedRows(lambda pk: Article.objects.filter(pk=pk).values_list("pk"), int)
    nothing = "'; SELECT 'all'; --%s"
    assert rows_of((by_slug, [first.slug]), (by_slug, [nothing]), (by_key, [second.pk])) == [
        [(first.slug,)], [], [(second.pk,)],
    ]  # fmt: skip
    assert rows_of((by_key, [first.pk])) == [[(first.pk,)]]


def test_the_sql_is_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article()
    written = []

    def make(pk):
        written.append(pk)
        return Article.objects.filter(pk=pk)

    asked = PreparedModels(Article, make, int)
    for _ in range(3):
        [found] = asked.of(article.pk)
        assert found.title == article.title
        assert found.first_published_at == article.first_published_at
        assert found.live is True
        assert list(found.body.raw_data) == list(article.body.raw_data)
    assert len(written) == 2  # for the SQL, and for what its columns mean


def test_what_is_left_out_is_read_when_it_is_asked_for(django_assert_num_queries) -> None:
    article = make_article()
    asked = PreparedModels(Article, lambda pk: Article.objects.filter(pk=pk).defer("kicker"), int)
    with django_assert_num_queries(2):
        [found] = asked.of(article.pk)
        assert found.kicker == article.kicker
    assert connection.vendor in asked._written
