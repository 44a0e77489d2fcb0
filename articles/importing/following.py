"""What follows an import: links between its texts, and addresses when something goes public."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.tasks import task
from wagtail.models import Page, ReferenceIndex

from articles.importing import leading
from articles.importing.records import Archive, ArchiveItem, ArchiveTerm


def page_published(sender: Any, instance: Page, **_: Any) -> None:
    """What led to a page in its archive leads to it once it is public."""
    if instance.live:
        leading.open_page(instance)


def term_saved(sender: Any, instance: ArchiveTerm, created: bool, **_: Any) -> None:
    """A category that an editor has given a show: its address and its waiting articles follow."""
    if created:
        return
    leading.open_term(instance)
    follow_term.enqueue(instance.pk)


@task()
def follow_term(pk: int) -> str:
    """What a category's articles do once it is given a meaning; they may be thousands."""
    term = ArchiveTerm.objects.select_related("show", "archive").filter(pk=pk).first()
    if term is None:
        return "gone"
    moved, told = move_waiting(term), tell_kind(term)
    return f"{moved} moved, {told} given their kind"


def tell_kind(term: ArchiveTerm) -> int:
    """Give a category's kind to its articles that are as they came; return how many.

    What somebody has edited since, or published, keeps its own.
    """
    told = 0
    items = term.items.filter(kind="post", page__live=False) if term.kicker else term.items.none()
    for item in items.select_related("page").iterator(chunk_size=200):
        page: Any = item.page
        if page.latest_revision_id != item.revision_id:
            continue
        revision = page.latest_revision
        revision.content["kicker"] = term.kicker
        with transaction.atomic():
            revision.save(update_fields=["content"])
            page.specific_class.objects.filter(pk=page.pk).update(kicker=term.kicker)
        told += 1
    return told


def _meant(term: ArchiveTerm) -> list[ArchiveTerm]:
    """A category and those below it that no show of their own takes elsewhere."""
    rest = term.archive.terms.filter(taxonomy="category", show=None).exclude(parents="")
    is_parent = term.taxonomy == "category"
    return [term, *(each for each in rest if is_parent and term.slug in each.parents.split("/"))]


def to_be_sorted() -> QuerySet[Page]:
    """Every article that waits until somebody says which show it belongs to."""
    from articles.importing.writing import holding_show

    holding = holding_show()
    found: QuerySet[Page] = Page.objects.child_of(holding) if holding else Page.objects.none()
    return found


def waiting(term: ArchiveTerm) -> QuerySet[Page]:
    """A category's articles that wait to be sorted, with those of the categories below it."""
    return to_be_sorted().filter(archive_items__terms__in=_meant(term)).distinct()


def stuck(term: ArchiveTerm) -> QuerySet[Page]:
    """Those that can not move under the category's show, which has their addresses already."""
    show: Page | None = term.show
    taken = show.get_children().values("slug") if show else ()
    return waiting(term).filter(slug__in=taken)


def move_waiting(term: ArchiveTerm) -> int:
    """Move a category's articles that wait to be sorted under its show; return how many.

    Those that are ``stuck`` stay, as the editor was told on saving the category.
    """
    if term.show is None:
        return 0
    moved = 0
    for page in waiting(term):
        with transaction.atomic():
            show = type(term.show).objects.get(pk=term.show_id)
            if not show.get_children().filter(slug=page.slug).exists():
                page.move(show, pos="last-child")
                moved += 1
    return moved


def settle_links(archive: Archive, progress: Callable[[int, int], None]) -> int:
    """Lead links between imported texts to the pages themselves, which may move; return how many.

    A text that somebody has edited since is left alone: its old links lead on all the same.
    """
    settled = 0
    items = archive.items.exclude(links={}).filter(page__isnull=False).select_related("page")
    total = items.count()
    for number, item in enumerate(items.iterator(chunk_size=200), start=1):
        progress(number, total)
        page: Any = item.page
        if page.latest_revision_id != item.revision_id:
            continue
        wanted = set(item.links.values())
        there = ArchiveItem.objects.filter(archive=archive, kind__in=["post", "page"])
        rows = there.filter(old_id__in=wanted, page__isnull=False)
        targets = dict(rows.values_list("old_id", "page_id"))
        ready = {href: targets[old] for href, old in item.links.items() if old in targets}
        if ready:
            with transaction.atomic():
                _lead(item, ready)
            settled += len(ready)
    return settled


def _lead(item: ArchiveItem, ready: dict[str, int]) -> None:
    """Change the one version that there is, in both places where it is kept."""
    stored: Any = item.page
    page: Any = stored.specific
    page.body = [_with_links(block, ready) for block in page.body.raw_data]
    revision = page.latest_revision
    revision.content["body"] = page.body.stream_block.get_prep_value(page.body)
    revision.content["body"] = json.dumps(revision.content["body"])
    revision.save(update_fields=["content"])
    type(page).objects.filter(pk=page.pk).update(body=page.body)
    ReferenceIndex.create_or_update_for_object(page)
    item.links = {href: old for href, old in item.links.items() if href not in ready}
    item.save(update_fields=["links"])


def _with_links(block: dict[str, Any], ready: dict[str, int]) -> dict[str, Any]:
    """A block with its links to imported texts turned into links to pages."""

    def change(text: str) -> str:
        for href, pk in ready.items():
            text = text.replace(f'<a href="{html.escape(href)}">', f'<a linktype="page" id="{pk}">')
        return text

    value = block["value"]
    if block["type"] == "paragraph":
        return {**block, "value": change(value)}
    if block["type"] == "question":
        return {**block, "value": {**value, "answer": change(value["answer"])}}
    return dict(block)
