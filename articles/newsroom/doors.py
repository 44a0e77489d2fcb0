"""The one place through which every publication goes.

The form, approval, bulk publishing, the schedule, ``Revision.publish`` and the newsroom's API all
end in Wagtail's ``PublishPageRevisionAction``, whose ``check`` runs before anything is changed.
Wagtail offers no hook there, so the check is extended here.
"""

from typing import Any

from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from articles.models import Article
from articles.publishing import refuse_incomplete


def guard() -> None:
    """Make publishing ask for completeness. Raises ArticleIncomplete from then on."""
    check = PublishPageRevisionAction.check

    def check_completeness(action: Any, *args: Any, **kwargs: Any) -> None:
        check(action, *args, **kwargs)
        if isinstance(action.object, Article):
            refuse_incomplete(action.object)

    PublishPageRevisionAction.check = check_completeness
