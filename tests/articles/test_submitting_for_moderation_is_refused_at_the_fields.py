"""The Submit button asks for completeness as Publish does, so reviewers meet finished work."""

import pytest
from django.test import Client
from wagtail.models import WorkflowState

from articles.models import Article
from tests.articles import newsroom
from tests.factories import make_article, make_draft, make_show

pytestmark = pytest.mark.django_db


def test_from_the_create_form(client: Client) -> None:
    newsroom.sign_in(client)
    newsroom.make_workflow()
    answer = newsroom.create(client, make_show(), newsroom.article_data(), "action-submit")
    assert answer.status_code == 200
    assert "Write the article." in answer.context["form"].errors["body"]
    assert not Article.objects.exists()
    assert not WorkflowState.objects.exists()


def test_from_the_edit_form(client: Client) -> None:
    newsroom.sign_in(client)
    newsroom.make_workflow()
    draft = make_draft()
    answer = newsroom.edit(client, draft, newsroom.article_data(), "action-submit")
    assert answer.status_code == 200
    form = answer.context["form"]
    assert {"boundary", "takeaways", "body"} <= set(form.errors)
    assert form.formsets["bylines"].non_form_errors()
    assert not WorkflowState.objects.exists()


def test_a_complete_one_goes_into_review(client: Client) -> None:
    newsroom.sign_in(client)
    newsroom.make_workflow()
    draft = make_article(publish=False)
    answer = newsroom.edit(client, draft, newsroom.article_data(draft), "action-submit")
    assert answer.status_code == 302, answer.context["form"].errors
    draft.refresh_from_db()
    assert draft.workflow_in_progress
    assert not draft.live


def test_restarting_a_rejected_review_asks_again(client: Client) -> None:
    user = newsroom.sign_in(client)
    newsroom.make_workflow()
    draft = make_draft()
    newsroom.in_review(draft, user).reject(user=user)
    answer = newsroom.edit(client, draft, newsroom.article_data(), "action-restart-workflow")
    assert answer.status_code == 200
    assert "body" in answer.context["form"].errors
