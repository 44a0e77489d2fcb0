"""The last approval of a workflow publishes, so it is refused while something is missing."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState

from articles.models import Article
from tests.articles import newsroom
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db


def _address(draft: Article, action: str, state: TaskState) -> str:
    return reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, action, state.pk])


def _is_untouched(draft: Article, state: TaskState) -> bool:
    draft.refresh_from_db()
    state.refresh_from_db()
    return not draft.live and state.status == TaskState.STATUS_IN_PROGRESS


def test_in_the_modal(client: Client) -> None:
    user = newsroom.sign_in(client)
    newsroom.make_workflow()
    draft = make_draft()
    state = newsroom.in_review(draft, user)
    answer = client.post(_address(draft, "approve", state), {"comment": "Fine."})
    assert answer.status_code == 302
    assert "was not published" in newsroom.messages_of(answer, client)
    assert _is_untouched(draft, state)


def test_in_the_modal_by_script(client: Client) -> None:
    user = newsroom.sign_in(client)
    newsroom.make_workflow()
    draft = make_draft()
    state = newsroom.in_review(draft, user)
    answer = client.post(
        _address(draft, "approve", state),
        {"comment": "Fine."},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert answer.status_code == 200
    assert answer.json()["step"] == "success"
    shown = client.get(answer.json()["redirect"])
    messages = " ".join(str(message) for message in shown.context["messages"])
    assert "was not published" in messages
    assert "Name at least one author who has a public page." in messages
    assert _is_untouched(draft, state)


def test_in_the_edit_form(client: Client) -> None:
    user = newsroom.sign_in(client)
    newsroom.make_workflow()
    draft = make_draft()
    state = newsroom.in_review(draft, user)
    data = newsroom.article_data() | {"workflow-action-name": "approve"}
    answer = newsroom.edit(client, draft, data, "action-workflow-action")
    assert answer.status_code == 200
    assert {"boundary", "takeaways", "body"} <= set(answer.context["form"].errors)
    assert _is_untouched(draft, state)


@pytest.mark.parametrize("door", ["form", "modal"])
def test_rejecting_an_incomplete_one_is_possible(client: Client, door: str) -> None:
    user = newsroom.sign_in(client)
    newsroom.make_workflow()
    draft = make_draft()
    state = newsroom.in_review(draft, user)
    if door == "form":
        data = newsroom.article_data() | {"workflow-action-name": "reject"}
        answer = newsroom.edit(client, draft, data, "action-workflow-action")
    else:
        answer = client.post(_address(draft, "reject", state), {"comment": "Not yet."})
    assert answer.status_code == 302, answer.context["form"].errors
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_REJECTED


def test_approving_a_complete_one_publishes_it(client: Client) -> None:
    user = newsroom.sign_in(client)
    newsroom.make_workflow()
    draft = make_article(publish=False)
    state = newsroom.in_review(draft, user)
    client.post(_address(draft, "approve", state), {"comment": ""})
    draft.refresh_from_db()
    assert draft.live
