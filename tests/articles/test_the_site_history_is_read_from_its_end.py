"""The site's history shows to each what Wagtail's does, without asking it of every entry."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.views.reports import audit_logging
from wagtail.log_actions import log, registry
from wagtail.models import PageLogEntry

from articles.models import SiteWords
from articles.newsroom.roles import EDITORS, WRITERS
from articles.newsroom.site_history import SiteHistory
from tests.articles.people import somebody, writer_under
from tests.factories import make_article, make_show

pytestmark = pytest.mark.django_db
HISTORY = reverse("wagtailadmin_reports:site_history")


def _admin(client: Client) -> Any:
    admin = somebody(client)
    admin.is_superuser = True
    admin.save()
    return admin


def _one_show(client: Client) -> Any:
    person = writer_under(make_show())
    client.force_login(person)
    return person


WHO = {
    "an administrator": _admin,
    "an editor": lambda client: somebody(client, EDITORS),
    "a writer": lambda client: somebody(client, WRITERS),
    "a writer of one show": _one_show,
}


@pytest.fixture
def _past() -> None:
    """Something was done to pages of a show, to one that is gone, and to the site's words."""
    article, gone = make_article(), make_article()
    for page in (article, gone):
        log(page, "wagtail.edit")
    log(SiteWords.load(), "wagtail.edit")
    log(gone, "wagtail.delete", deleted=True)
    gone.delete()


def _every_entry() -> list[Any]:
    return [entry for model in registry.get_log_entry_models() for entry in model.objects.all()]


@pytest.mark.usefixtures("_past")
@pytest.mark.parametrize("who", WHO)
def test_everybody_sees_what_wagtail_shows_them(client: Client, who: str) -> None:
    person = WHO[who](client)
    if who == "a writer of one show":
        log(make_article(person.groups.get().page_permissions.get().page.specific), "wagtail.edit")
    answer = client.get(HISTORY)
    wanted = {
        (type(entry), entry.pk)
        for model in registry.get_log_entry_models()
        for entry in model.objects.viewable_by_user(person)
    }
    assert wanted
    shown = answer.context["object_list"]
    assert {(type(entry), entry.pk) for entry in shown} == wanted
    times = [entry.timestamp for entry in shown]
    assert times == sorted(times, reverse=True)
    offered = answer.context["filters"].filters["action"].extra["choices"]
    assert set(offered) >= set(audit_logging.get_actions_for_filter(person))
    assert {action for action, _ in offered} <= {entry.action for entry in _every_entry()}
    types = answer.context["filters"].form.fields["object_type"].queryset
    assert set(types) == set(audit_logging.get_content_types_for_filter(person))


@pytest.mark.usefixtures("_past")
def test_the_filters_still_narrow_it(client: Client) -> None:
    admin = _admin(client)
    log(make_article(title="Mine"), "wagtail.lock", user=admin)
    for query in ({"action": "wagtail.lock"}, {"user": admin.pk}, {"label": "mine"}):
        shown = client.get(HISTORY, query).context["object_list"]
        assert [entry.label for entry in shown if entry.action == "wagtail.lock"] == ["Mine"]
        assert all("Mine" in entry.label or entry.user == admin for entry in shown)


@pytest.mark.usefixtures("_past")
@pytest.mark.parametrize("who", ["an administrator", "an editor"])
def test_no_entry_is_asked_whether_its_page_is_there(client: Client, who: str) -> None:
    WHO[who](client)
    client.get(HISTORY)
    with CaptureQueriesContext(connection) as asked:
        client.get(HISTORY)
    of_pages = [q["sql"] for q in asked if PageLogEntry._meta.db_table in q["sql"]]
    assert of_pages
    for sql in of_pages:
        assert " IN (SELECT" not in sql
        assert "DISTINCT" not in sql
        assert "LIMIT" in sql or "RECURSIVE" in sql or "WHERE" in sql, sql


def test_it_stands_before_wagtails_own(client: Client) -> None:
    _admin(client)
    assert isinstance(client.get(HISTORY).context["view"], SiteHistory)
    results = client.get(reverse("wagtailadmin_reports:site_history_results"))
    assert isinstance(results.context["view"], SiteHistory)


def test_it_is_closed_to_readers(client: Client) -> None:
    somebody(client)
    assert client.get(HISTORY).status_code == 403
