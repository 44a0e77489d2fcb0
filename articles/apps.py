"""The articles app."""

import logging
from typing import Any

from django.apps import AppConfig
from django.core.signals import request_finished, request_started
from django.db.models.signals import post_save, pre_save

log = logging.getLogger(__name__)


class ArticlesConfig(AppConfig):
    """What we publish: shows, seasons, episodes, articles, people, blocks, feeds."""

    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        """Make pictures ready whenever a page is published."""
        from wagtail.models import Page, Site
        from wagtail.signals import page_published, page_unpublished

        from articles import addresses, departures, imaging, legal_text, retouching, site_settings
        from articles.importing import following, records
        from articles.newsroom import comparing, doors
        from articles.pictures import Picture
        from articles.search import in_step, quoting

        imaging.tune()
        quoting.tune()
        doors.guard()
        comparing.register()
        in_step.connect()
        request_started.connect(addresses.forget_site, dispatch_uid="forget-site-request")
        request_started.connect(site_settings.remember_words, dispatch_uid="remember-words")
        request_finished.connect(site_settings.end_of_request, dispatch_uid="end-words")
        post_save.connect(
            site_settings.forget_words, sender=site_settings.SiteWords, dispatch_uid="forget-words"
        )
        for model in (Site, Page):
            post_save.connect(addresses.forget_site, sender=model, dispatch_uid=f"forget-{model}")
        pre_save.connect(legal_text.about_to_be_saved, dispatch_uid="legal-characters")
        post_save.connect(retouching.picture_saved, sender=Picture, dispatch_uid="picture-saved")
        page_published.connect(_make_renditions, dispatch_uid="make-renditions")
        page_published.connect(departures.on_published, dispatch_uid="departure-ends")
        page_unpublished.connect(departures.on_unpublished, dispatch_uid="departure-begins")
        page_published.connect(following.page_published, dispatch_uid="open-old-addresses")
        post_save.connect(
            following.term_saved, sender=records.ArchiveTerm, dispatch_uid="term-saved"
        )


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
