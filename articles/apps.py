"""The articles app."""

import logging
from typing import Any

from django.apps import AppConfig
from django.core.signals import request_started
from django.db.models.signals import post_save

log = logging.getLogger(__name__)


class ArticlesConfig(AppConfig):
    """What we publish: shows, seasons, episodes, articles, people, blocks, feeds."""

    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        """Make pictures ready whenever a page is published."""
        from wagtail.models import Page, Site
        from wagtail.signals import page_published

        from articles import addresses, imaging
        from articles.newsroom import doors

        imaging.tune()
        doors.guard()
        request_started.connect(addresses.forget_site, dispatch_uid="forget-site-request")
        for model in (Site, Page):
            post_save.connect(addresses.forget_site, sender=model, dispatch_uid=f"forget-{model}")
        page_published.connect(_make_renditions, dispatch_uid="make-renditions")


def _make_renditions(sender: Any, instance: Any, **_: Any) -> None:
    from wagtail.images.models import SourceImageIOError

    from articles.publishing import make_page_renditions

    if not instance.live:
        return
    try:
        make_page_renditions(instance)
    except (SourceImageIOError, OSError):
        # The page is live, with the original standing in; a file that is gone must not undo that.
        log.exception("A picture of page %s could not be made ready.", instance.pk)
