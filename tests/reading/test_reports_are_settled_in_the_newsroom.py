"""The queue: for those who may edit articles; settled by POST, with who and when."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import User
from articles.models import Article
from reading.models import SpoilerReport
from tests.accounts.people import make_person, sign_in
from tests.factories import make_article

pytestmark = pytest.mark.django_db
QUEUE = "/cms/reports/spoilers/"


@pytest.fixture
def article() -> Article:
    return make_article()


def somebody(client: Client, *groups: str, **fields: bool) -> User:
    user = make_person(**fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    sign_in(client, user)
    return user


def shown(client: Client, **query: str) -> str:
    answer = client.get(QUEUE, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_editors_see_what_where_and_the_ways_there(client: Client, article: Article) -> None:
    somebody(client, "Editors")
    SpoilerReport.objects.create(article=article, place="text", line="<b>dies</b>", seen_at="/a/b/")
    SpoilerReport.objects.create(place="mail", line="Another")
    html = shown(client)
    assert f"/cms/pages/{article.pk}/edit/" in html
    assert 'href="/a/b/"' in html
    assert "&lt;b&gt;dies" in html
    assert "<b>dies" not in html
    assert html.index("Another") < html.index("dies")


def test_open_and_settled_are_told_apart(client: Client) -> None:
    somebody(client, "Editors")
    reports = [SpoilerReport.objects.create(line=line) for line in ("First one", "Second one")]
    client.post(f"{QUEUE}{reports[0].pk}/settle/")
    assert "Second one" in shown(client, state="open")
    assert "First one" not in shown(client, state="open")
    assert "First one" in shown(client, state="settled")
    assert "Second one" not in shown(client, state="settled")


def test_settling_notes_who_and_when_once(client: Client) -> None:
    report = SpoilerReport.objects.create()
    first = somebody(client, "Editors")
    path = f"{QUEUE}{report.pk}/settle/"
    assert client.get(path).status_code == 405
    assert SpoilerReport.objects.get().settled_at is None
    assert client.post(path).status_code == 302
    before = SpoilerReport.objects.get()
    assert before.settled_by == first
    somebody(client, "Editors")
    client.post(path)
    assert SpoilerReport.objects.get().settled_by == first
    assert SpoilerReport.objects.get().settled_at == before.settled_at
    assert client.post(f"{QUEUE}99999/settle/").status_code == 404


def test_readers_and_strangers_are_kept_out(client: Client) -> None:
    report = SpoilerReport.objects.create()
    path = f"{QUEUE}{report.pk}/settle/"
    for _ in ("stranger", "reader"):
        assert client.get(QUEUE).status_code in {302, 403}
        assert client.post(path).status_code in {302, 403}
        somebody(client)
    assert SpoilerReport.objects.get().settled_at is None


def test_a_form_of_another_site_is_refused(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    somebody(strict, "Editors")
    report = SpoilerReport.objects.create()
    assert strict.post(f"{QUEUE}{report.pk}/settle/").status_code == 403
    assert 'name="csrfmiddlewaretoken"' in shown(strict)


def test_who_reported_is_not_named(client: Client) -> None:
    reader = make_person()
    SpoilerReport.objects.create(user=reader, line="Hm")
    somebody(client, "Editors")
    html = shown(client)
    assert reader.email not in html
    assert "A reader" in html


def test_the_queue_asks_a_fixed_number_of_times(client: Client, article: Article) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    editor = somebody(client, "Editors")
    counts = []
    for _ in range(2):
        for _ in range(4):
            SpoilerReport.objects.create(article=article, line="x")
            SpoilerReport.objects.create(
                article=article, settled_by=editor, settled_at="2026-01-01T00:00Z"
            )
        shown(client)
        with CaptureQueriesContext(connection) as captured:
            shown(client)
        counts.append(len(captured))
    assert counts[0] == counts[1]
