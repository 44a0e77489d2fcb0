"""The articles app."""

from typing import Any

from django.apps import AppConfig
from django.core.signals import request_started
from django.db.models.signals import post_save


class ArticlesConfig(AppConfig):
    """What we publish: shows, seasons, episodes, articles, people, blocks, feeds."""

    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        """Make pictures ready whenever a page is published."""
        from wagtail.models import Page, Site
        from wagtail.signals import page_published

        from articles import addresses, avif
        from articles.newsroom import doors

        avif.use_quick_encoder()
        doors.guard()
        request_started.connect(addresses.forget_site, dispatch_uid="forget-site-request")
        for model in (Site, Page):
            post_save.connect(addresses.forget_site, sender=model, dispatch_uid=f"forget-{model}")
        page_published.connect(_make_renditions, dispatch_uid="make-renditions")


def _make_renditions(sender: Any, instance: Any, **_: Any) -> None:
    from articles.publishing import make_page_renditions

    if instance.live:
        make_page_renditions(instance)
