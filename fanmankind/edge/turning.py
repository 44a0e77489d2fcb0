"""Noticing what changes a page: every saving, moving and deleting, through whichever door.

A page is saved with its parts, a show with hundreds of episodes. What shows it is worked out with
the page itself, and not again with each of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import post_save, pre_delete
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from articles.addresses import path_of
from articles.models import Picture, Rendition, SiteWords
from articles.retouching import retouched
from fanmankind.edge import models, purging
from fanmankind.edge.sections import owner_of, showing
from fanmankind.edge.watch import watch

# A page as it is being written: nobody but the newsroom sees these change.
OF_DRAFTS = {
    "draft_title", "expire_at", "expired", "go_live_at", "has_unpublished_changes",
    "latest_revision", "latest_revision_created_at", "locked", "locked_at", "locked_by", "owner",
}  # fmt: skip


def content() -> list[type[Model]]:
    """Every kind of thing that a page shows: pages, their parts, pictures, the site's words."""
    ours = apps.get_app_config("articles").get_models()
    parts = [m for m in ours if issubclass(m, Page) or _is_part(m)]
    return [Page, Site, Picture, Rendition, SiteWords, *parts]


def _is_part(model: type[Model]) -> bool:
    return any(isinstance(field, ParentalKey) for field in model._meta.concrete_fields)


def connect() -> None:
    """Listen."""
    for model in content():
        name = model._meta.label
        post_save.connect(_saved, sender=model, dispatch_uid=f"turn-saved-{name}")
        # Before, since the references to it go with it.
        pre_delete.connect(_deleted, sender=model, dispatch_uid=f"turn-deleted-{name}")
    page_published.connect(_published, dispatch_uid="turn-published")
    page_unpublished.connect(_unpublished, dispatch_uid="turn-unpublished")
    page_slug_changed.connect(_moved, dispatch_uid="turn-slug")
    post_page_move.connect(_sorted, dispatch_uid="turn-moved")
    retouched.connect(_retouched, dispatch_uid="turn-retouched")


def turn(sections: Iterable[str], gone: Iterable[str] = ()) -> None:
    """Begin a new edition of these sections, and have every cache before the site hear of it.

    ``gone`` are the paths of pages that were there before.
    """
    found = set(sections)
    if not found:
        return
    models.turn(found)
    transaction.on_commit(watch.wake)
    purging.when_stored(found, gone)


@dataclass(frozen=True)
class _Turned:
    """Stands among what is done once a transaction is stored: this whole was saved within it.

    Django strikes it out where a savepoint that it was saved in is rolled back.
    """

    whole: Model

    def __call__(self) -> None:
        watch.wake()


def _is_turned(whole: Model) -> bool:
    """Whether it was itself saved in the transaction, or the savepoint, that is open now."""
    around, wanted = set(connection.savepoint_ids), _Turned(whole)
    return any(
        made_in <= around and done == wanted for made_in, done, *_ in connection.run_on_commit
    )


def _saved(instance: Any, created: bool, raw: bool, update_fields: Any, **_: Any) -> None:
    if update_fields is not None and set(update_fields) <= OF_DRAFTS:
        return
    if created and isinstance(instance, Picture):
        return
    _changed(instance, raw=raw)


def _deleted(instance: Any, **_: Any) -> None:
    _changed(instance, gone=[path_of(instance)] if isinstance(instance, Page) else [])


def _changed(instance: Any, *, raw: bool = False, gone: Iterable[str] = ()) -> None:
    if raw:  # a fixture, whose other half may not be there yet
        turn({models.EVERYTHING})
        return
    try:
        owner = owner_of(instance)
    except ObjectDoesNotExist:  # it goes with its page, which says so itself
        return
    # A page that has never been public shows nothing to anybody.
    if owner is None or (isinstance(owner, Page) and not (owner.live or owner.first_published_at)):
        return
    is_part = owner is not instance
    if is_part and _is_turned(owner):
        return
    turn(showing(owner), gone)
    if not is_part:
        transaction.on_commit(_Turned(owner))


def _published(instance: Any, **_: Any) -> None:
    """The page and its parts are stored and its pictures are ready: what it refers to counts now.

    Wagtail does the same in a task, which may come late.
    """
    with transaction.atomic():
        ReferenceIndex.create_or_update_for_object(instance)
        turn(showing(instance))


def _unpublished(instance: Any, **_: Any) -> None:
    turn(showing(instance), [path_of(instance)])


def _retouched(instance: Any, **_: Any) -> None:
    turn(showing(instance))


def _moved(instance: Any, instance_before: Any, **_: Any) -> None:
    """Addresses changed, and every link to them; not those of drafts, which nobody links to."""
    live = Page.objects.descendant_of(instance, inclusive=True).live()
    if live.exists():
        turn({models.EVERYTHING}, _former(live, instance_before.url_path, instance.url_path))


def _sorted(instance: Any, url_path_before: str, url_path_after: str, **_: Any) -> None:
    """A page has another place in the tree, and so has whatever comes after it there.

    By its place a show finds its articles. After a draft that went to the end comes nothing.
    """
    place = Page.objects.get(pk=instance.pk)
    shifted = Page.objects.descendant_of(place.get_parent()).filter(path__gte=place.path)
    if shifted.live().exists():
        own = Page.objects.descendant_of(place, inclusive=True).live()
        turn({models.EVERYTHING}, _former(own, url_path_before, url_path_after))


def _former(pages: QuerySet[Page], before: str, after: str) -> list[str]:
    """Where these pages were, before the place that they are below had another address."""
    if before == after:
        return []
    found = []
    for page in pages.only("url_path")[: purging.MOST]:
        page.url_path = before + page.url_path.removeprefix(after)
        found.append(path_of(page))
    return found
