"""The one place through which every publication goes, and every page that leaves for good.

The form, approval, bulk publishing, the schedule, ``Revision.publish`` and the newsroom's API all
end in Wagtail's ``PublishPageRevisionAction``, whose ``check`` runs before anything is changed.
Wagtail offers no hook there, so the check is extended here.
"""

from typing import Any

from django.db import transaction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import PagePermissionTester

from articles.models import Article, Show
from articles.publishing import refuse_incomplete
from articles.show_order import refuse_untrue


def guard() -> None:
    """Make publishing ask what a page lacks or makes untrue. Raises PageRefused from then on."""
    check = PublishPageRevisionAction.check

    def check_page(action: Any, *args: Any, **kwargs: Any) -> None:
        check(action, *args, **kwargs)
        if isinstance(action.object, Article):
            refuse_incomplete(action.object)
        elif isinstance(action.object, Show):
            refuse_untrue(action.object)

    PublishPageRevisionAction.check = check_page
    _copy_all_or_nothing()
    _keep_what_editors_decided()


def _copy_all_or_nothing() -> None:
    """A copy that is refused leaves nothing of what was copied before it.

    Wagtail copies page by page, so a show's own copy was public before its first article was
    refused, whose boundary is an episode of the show that it comes from.
    """
    for action in (CopyPageAction, CreatePageAliasAction):
        action.execute = transaction.atomic(action.execute)


def _keep_what_editors_decided() -> None:
    """Let nobody who may not publish delete or move what an editor has to do with.

    Wagtail lets writers remove whatever of theirs is not live: a draft in review, one that an
    editor has scheduled, one whose address an editor has given an answer of its own.
    """
    may_delete = PagePermissionTester.can_delete

    def can_delete(tester: Any, *args: Any, **kwargs: Any) -> bool:
        if not may_delete(tester, *args, **kwargs):
            return False
        page = tester.page
        decided = page.first_published_at or page.workflow_in_progress or page.scheduled_revision
        return not decided or bool(tester.can_publish())

    PagePermissionTester.can_delete = can_delete  # moving asks it too
