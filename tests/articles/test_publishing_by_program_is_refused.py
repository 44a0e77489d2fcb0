"""A revision, Wagtail's action and a save refuse an incomplete article, and leave no trace."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from articles.completeness import ArticleIncomplete
from articles.models import Article
from tests.articles.newsroom import schedule
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db


def test_the_revision_itself() -> None:
    draft = make_draft()
    with pytest.raises(ArticleIncomplete) as refusal:
        draft.get_latest_revision().publish()
    draft.refresh_from_db()
    assert not draft.live
    assert {"boundary", "bylines", "takeaways", "body"} <= {gap.field for gap in refusal.value.gaps}


def test_scheduling_a_revision_for_later() -> None:
    draft = make_draft(go_live_at=timezone.now() + timedelta(days=1))
    with pytest.raises(ArticleIncomplete):
        draft.get_latest_revision().publish()
    assert not draft.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_wagtails_action() -> None:
    draft = make_draft()
    with pytest.raises(ValidationError):
        PublishPageRevisionAction(draft.get_latest_revision()).execute()
    draft.refresh_from_db()
    assert not draft.live
    assert draft.live_revision is None


def test_wagtails_action_leaves_the_schedule_as_it_was() -> None:
    article = make_article(publish=False)
    schedule(article, timezone.now() + timedelta(days=1))
    article.takeaways = []
    worse = article.save_revision(clean=False)
    with pytest.raises(ValidationError):
        PublishPageRevisionAction(worse).execute()
    assert article.revisions.filter(approved_go_live_at__isnull=False).count() == 1


def test_wagtails_action_does_not_schedule_one_for_later() -> None:
    draft = make_draft(go_live_at=timezone.now() + timedelta(days=1))
    with pytest.raises(ValidationError):
        PublishPageRevisionAction(draft.get_latest_revision()).execute()
    assert not draft.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_saving_a_draft_as_live() -> None:
    draft = make_draft()
    draft.live = True
    with pytest.raises(ValidationError):
        draft.save()
    assert not Article.objects.get(pk=draft.pk).live


def test_adding_an_article_that_is_live_from_the_start() -> None:
    show = make_draft().get_parent().specific
    with pytest.raises(ValidationError):
        show.add_child(instance=Article(title="At once", slug="at-once", live=True))
    assert not Article.objects.filter(slug="at-once").exists()


def test_what_is_live_may_be_saved_again() -> None:
    article = make_article()
    article.kicker = "Explained"
    article.save()
    assert Article.objects.get(pk=article.pk).live
