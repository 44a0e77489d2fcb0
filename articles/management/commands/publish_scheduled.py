"""Publish what is due and unpublish what has expired, each by itself."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from articles.newsroom.schedule_log import note_refusal

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Wagtail's command of this name stops at the first bad page; this one reports and goes on."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Unpublish, then publish, and say what was refused."""
        now = timezone.now()
        for page in Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
            self._unpublish(page)
        due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
        for revision in due:
            self._publish(revision)

    def _unpublish(self, page: Page) -> None:
        """Unpublish one page in a transaction of its own."""
        try:
            with transaction.atomic():
                page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        except Exception:
            self.stderr.write(f"Not unpublished: “{page}”. The log says why.")
            log.exception("Expired page %s could not be unpublished.", page.pk)
        else:
            self.stdout.write(f"Unpublished “{page}”.")

    def _publish(self, revision: Revision) -> None:
        """Publish one revision in a transaction of its own."""
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except ValidationError as error:
            self._refused(revision, " ".join(error.messages))
        except Exception:
            self.stderr.write(f"Not published: “{revision.object_str}”. The log says why.")
            log.exception("Scheduled revision %s could not be published.", revision.pk)
        else:
            self.stdout.write(f"Published “{revision.object_str}”.")

    def _refused(self, revision: Revision, reasons: str) -> None:
        """Say so once. It stays due and is asked again each minute, which is no news."""
        if note_refusal(revision, reasons):
            self.stderr.write(f"Not published: “{revision.object_str}”. {reasons}")
            log.warning("Scheduled revision %s is refused: %s", revision.pk, reasons)
