"""However somebody tries to publish an incomplete article, it stays unpublished."""

import pytest
from django.core.exceptions import ValidationError

from articles.completeness import ArticleIncomplete, missing
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db


def test_revision_publish_refuses() -> None:
    draft = make_draft()
    with pytest.raises(ArticleIncomplete) as refusal:
        draft.get_latest_revision().publish()
    draft.refresh_from_db()
    assert not draft.live
    assert {"boundary", "bylines", "takeaways", "body"} <= {gap.field for gap in refusal.value.gaps}


def test_a_complete_article_lacks_nothing_and_goes_live() -> None:
    article = make_article()
    assert missing(article) == []
    assert article.live


def test_saving_a_draft_live_refuses() -> None:
    draft = make_draft()
    draft.live = True
    with pytest.raises(ValidationError):
        draft.save()
