"""The report of readership adds up, sorts, draws and exports; an article's form has its own."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, ReadDay
from articles.newsroom.roles import WRITERS
from tests.articles.people import somebody
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _writer(client: Client) -> None:
    somebody(client, WRITERS)


def read(article: Article, *days_ago: int, reads: int = 10, finishes: int = 4) -> None:
    today = timezone.localdate()
    for ago in days_ago:
        ReadDay.objects.create(
            article=article, day=today - timedelta(days=ago), reads=reads, finishes=finishes
        )


def rows(client: Client, **query: Any) -> list[tuple[str, int, int, Any]]:
    answer = client.get(reverse("readership_report"), query)
    assert answer.status_code == 200
    return [(p.title, p.reads, p.finishes, p.completion) for p in answer.context["object_list"]]


def test_the_sums_of_each_period(client: Client) -> None:
    article = make_article(title="One")
    read(article, 0, 6, 7, 29, 30, 89, 90)
    found = {days: rows(client, period=days)[0][1:3] for days in (7, 30, 90)}
    assert found == {7: (20, 8), 30: (40, 16), 90: (60, 24)}
    assert rows(client) == rows(client, period="nonsense") == [("One", 20, 8, 0.4)]


def test_sorting_and_whoever_was_never_read_comes_last(client: Client) -> None:
    for title, reads, finishes in (("Some", 5, 5), ("Many", 50, 10), ("None", 0, 0)):
        article = make_article(title=title)
        if reads:
            read(article, 1, reads=reads, finishes=finishes)
    order = {key: [row[0] for row in rows(client, ordering=key)] for key in ("-reads", "title")}
    assert order == {"-reads": ["Many", "Some", "None"], "title": ["Many", "None", "Some"]}
    assert [row[0] for row in rows(client, ordering="-completion")] == ["Some", "Many", "None"]
    assert rows(client, ordering="title")[1][1:] == (0, 0, None)


def test_one_show(client: Client) -> None:
    one, other = make_article(title="One"), make_article(title="Other")
    read(other, 1)
    assert [row[0] for row in rows(client, show=one.get_parent().pk)] == ["One"]


@pytest.mark.parametrize("key", ["x", "99999999999999999999", "-1"])
def test_nonsense_chooses_nothing(client: Client, key: str) -> None:
    make_article()
    assert client.get(reverse("readership_report"), {"show": key}).status_code == 200


def test_the_bars_say_the_same_in_words(client: Client) -> None:
    article = make_article()
    read(article, 0, reads=3)
    read(article, 2, reads=9)
    page = client.get(reverse("readership_report"), {"period": 7}).content.decode()
    assert "12 in 7 days; most on" in page
    assert page.count("<rect") == 2


def test_a_table_to_take_along(client: Client) -> None:
    read(make_article(title="One"), 1)
    answer = client.get(reverse("readership_report"), {"export": "csv", "period": 7})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[0] == "Article,Headline,Read,Finished,Finished of read"
    assert lines[1].endswith("One,10,4,0.4")
    assert 'filename="readership-7-days.csv"' in answer["Content-Disposition"]


def test_a_fixed_number_of_questions(client: Client) -> None:
    counts = []
    for _ in range(2):
        for _ in range(3):
            read(make_article(), 1, 2)
        rows(client)
        with CaptureQueriesContext(connection) as queries:
            rows(client)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_it_is_closed_to_readers(client: Client) -> None:
    somebody(client)
    assert client.get(reverse("readership_report")).status_code == 403


def test_in_the_articles_own_form(client: Client) -> None:
    article = make_article()
    article.owner = somebody(client, WRITERS)
    article.save()
    read(article, 1)
    form = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert "10 in 90 days" in form
    assert "40%" in form


def test_a_draft_has_no_readers(client: Client) -> None:
    draft = make_draft()
    draft.owner = somebody(client, WRITERS)
    draft.save()
    form = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "Finished, %" not in form
