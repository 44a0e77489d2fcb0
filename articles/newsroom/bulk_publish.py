"""Bulk publishing that publishes what is complete and reports what is not."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction

log = logging.getLogger(__name__)


class CompletePublishBulkAction(PublishBulkAction):
    """Wagtail's bulk publishing, one page at a time: one incomplete article stops no other."""

    def get_execution_context(self) -> dict[str, Any]:
        """Wagtail's, and the request that the report goes to."""
        return {**super().get_execution_context(), "request": self.request}

    @classmethod
    def execute_action(
        cls,
        objects: list[Any],
        include_descendants: bool = False,
        user: Any = None,
        request: Any = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Publish each page by itself; return how many pages and how many below them."""
        parents = children = 0
        for page in objects:
            parents += cls._publish(page.specific, user, request)
            if include_descendants:
                drafts = page.get_descendants().not_live().specific()
                children += sum(
                    cls._publish(draft, user, request)
                    for draft in drafts.iterator()
                    if user is None or draft.permissions_for_user(user).can_publish()
                )
        return parents, children

    @staticmethod
    def _publish(page: Any, user: Any, request: Any) -> int:
        """Publish one page's latest revision: 1, or 0 with a message when it is refused."""
        revision = page.get_latest_revision() or page.save_revision(user=user)
        try:
            with transaction.atomic():
                revision.publish(user=user)
        except ProtectedError:
            if request is not None:
                messages.error(
                    request,
                    f"“{page.title}” was not published: it would remove an episode that a "
                    "boundary needs.",
                )
            return 0
        except ValidationError as error:
            if request is not None:
                reasons = " ".join(error.messages)
                messages.error(request, f"“{page.title}” was not published. {reasons}")
            return 0
        except Exception:
            # One page that can't be read stops no other; its own page tells more.
            log.exception("Page %s could not be published with others.", page.pk)
            if request is not None:
                messages.error(
                    request,
                    f"“{page.title}” was not published: something went wrong, and we have a "
                    "record of it.",
                )
            return 0
        return 1

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> Any:
        """Wagtail's message, or none when nothing was published."""
        if not num_parent_objects and not num_child_objects:
            return None
        return super().get_success_message(num_parent_objects, num_child_objects)
