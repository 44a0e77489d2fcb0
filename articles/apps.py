"""The articles app."""

from typing import Any

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """What we publish: shows, seasons, episodes, articles, people, blocks, feeds."""

    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        """Make pictures ready whenever a page is published."""
        from wagtail.signals import page_published

        from articles import avif

        avif.use_quick_encoder()
        page_published.connect(_make_renditions, dispatch_uid="make-renditions")


def _make_renditions(sender: Any, instance: Any, **_: Any) -> None:
    from articles.publishing import make_page_renditions

    if instance.live:
        make_page_renditions(instance)
