"""A writer puts nothing before readers, whichever door is tried; submitting is the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState

from articles.models import Article
from articles.newsroom.roles import WRITERS, make_review
from tests.articles import newsroom
from tests.articles.people import own_draft, somebody
from tests.factories import make_article, make_show

pytestmark = pytest.mark.django_db
LATER = "2030-01-01 10:00"


@pytest.fixture(autouse=True)
def _review() -> None:
    make_review(apps)


@pytest.fixture
def writer(client: Client) -> Any:
    return somebody(client, WRITERS)


@pytest.fixture
def draft(writer: Any) -> Article:
    return own_draft(writer)


def _nothing_is_live(draft: Article) -> bool:
    due = Revision.objects.filter(approved_go_live_at__isnull=False)
    return not Article.objects.live().filter(pk=draft.pk).exists() and not due.exists()


def _state(draft: Article) -> TaskState | None:
    return Page.objects.get(pk=draft.pk).current_workflow_task_state


def test_the_form(client: Client, draft: Article) -> None:
    newsroom.edit(client, draft, newsroom.article_data(draft), "action-publish")
    assert _nothing_is_live(draft)


def test_the_form_of_a_new_article(client: Client, writer: Any) -> None:
    data = newsroom.article_data(own_draft(writer), slug="new")
    newsroom.create(client, make_show(), data, "action-publish")
    assert not Article.objects.live().filter(slug="new").exists()


@pytest.mark.parametrize("button", ["action-publish", "action-save"])
def test_the_schedule(client: Client, draft: Article, button: str) -> None:
    newsroom.edit(client, draft, newsroom.article_data(draft, go_live_at=LATER), button)
    assert _nothing_is_live(draft)


def test_an_expiry_of_what_is_live(client: Client, writer: Any) -> None:
    article = make_article()
    Page.objects.filter(pk=article.pk).update(owner=writer)
    data = newsroom.article_data(article, expire_at=LATER)
    newsroom.edit(client, article, data, "action-publish")
    assert Article.objects.get(pk=article.pk).expire_at is None


@pytest.mark.parametrize("action", ["publish", "unpublish", "create_alias", "copy", "delete"])
def test_the_newsrooms_api(client: Client, draft: Article, action: str) -> None:
    live = make_article()
    for page in (draft, live):
        address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
        data = {"slug": f"copy-{page.pk}", "keep_live": True} if action == "copy" else {}
        client.post(address, data, content_type="application/json")
    assert list(Article.objects.live()) == [live]


@pytest.mark.parametrize("descendants", [False, True])
def test_publishing_in_bulk(client: Client, draft: Article, descendants: bool) -> None:
    target = draft.get_parent() if descendants else draft
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    data = {"include_descendants": "on"} if descendants else {}
    client.post(f"{address}?id={target.pk}&next=/cms/", data)
    assert _nothing_is_live(draft)


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_taking_away_in_bulk(client: Client, writer: Any, action: str) -> None:
    live = make_article()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    client.post(f"{address}?id={live.pk}&next=/cms/", {})
    assert Article.objects.live().filter(pk=live.pk).exists()


def test_a_live_copy(client: Client, writer: Any) -> None:
    live = make_article()
    data = {
        "new_title": "Copied", "new_slug": "copied", "new_parent_page": live.get_parent().pk,
        "publish_copies": "on", "alias": "on",
    }  # fmt: skip
    client.post(reverse("wagtailadmin_pages:copy", args=[live.pk]), data)
    assert not Article.objects.live().filter(slug="copied").exists()


def test_approving_what_they_submitted(client: Client, draft: Article) -> None:
    newsroom.edit(client, draft, newsroom.article_data(draft), "action-submit")
    state = _state(draft)
    assert state is not None
    modal = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk])
    client.post(modal, {"comment": ""})
    approving = newsroom.article_data(draft) | {"workflow-action-name": "approve"}
    newsroom.edit(client, draft, approving, "action-workflow-action")
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS
    assert _nothing_is_live(draft)


def test_an_older_version(client: Client, writer: Any) -> None:
    article = make_article()
    Page.objects.filter(pk=article.pk).update(owner=writer)
    first = article.latest_revision
    article.title = "Changed"
    article.save_revision().publish()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[article.pk, first.pk])
    assert client.get(address).status_code in {200, 302}
    data = newsroom.article_data(article) | {"revision": first.pk, "title": first.content["title"]}
    newsroom.edit(client, article, data, "action-publish")
    assert Article.objects.get(pk=article.pk).title == "Changed"


def test_an_editors_schedule_stays(client: Client, writer: Any) -> None:
    draft = own_draft(writer)
    newsroom.schedule(draft, timezone.now() + timedelta(days=1))
    address = reverse(
        "wagtailadmin_pages:revisions_unschedule", args=[draft.pk, draft.latest_revision_id]
    )
    client.post(address)
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1


def test_the_form_has_no_such_button(client: Client, draft: Article) -> None:
    form = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "action-submit" in form
    assert "action-publish" not in form
