"""How the addresses that things had in the archive lead to the new ones.

They wait with the archive's items until what they led to is public: an address of a draft answers
as if there were nothing. Then each becomes one of Wagtail's redirects, which editors can see.

A try hands its index in as ``tried``: it makes no redirect and notes there which it would make, so
that it meets the same conflicts. What it only plans has no page yet, but a path that it will have.
Everything here that leads returns the addresses that lead elsewhere already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from articles.addresses import path_of
from articles.importing.addresses import LONGEST, base_of, is_upload, of_file, of_term
from articles.importing.index import Index
from articles.importing.records import ArchiveItem, ArchiveTerm
from articles.models import FrontPage, ShowIndex

type Target = Page | str  # a page, or the path or address of anything else


def lead(addresses: Iterable[str], to: Target, tried: Index | None = None) -> list[str]:
    """Make redirects where there are none. An address that is the new one itself needs nothing."""
    target = path_of(to) if isinstance(to, Page) else to
    taken = []
    for address in addresses:
        old = Redirect.normalise_path(address)
        if old.rstrip("/") == target.rstrip("/") or len(old) > LONGEST or old in {"", "/"}:
            continue
        known = _known(old, tried)
        if known is None:
            _make(old, to, tried)
        elif known != _name(to):
            taken.append(old)
    return taken


def _name(to: Target) -> str:
    """What a redirect leads to, as one text, to compare."""
    return f"page {to.pk}" if isinstance(to, Page) else to


def _known(old: str, tried: Index | None) -> str | None:
    """What an address leads to, or would after a try; None where it leads nowhere."""
    if tried and (planned := tried.lead(old)):
        return planned
    known = Redirect.objects.filter(old_path=old).first()
    if known is None:
        return None
    return f"page {known.redirect_page_id}" if known.redirect_page_id else str(known.redirect_link)


def _make(old: str, to: Target, tried: Index | None) -> None:
    if tried:
        tried.add_lead(old, _name(to))
        return
    page, link = (to, "") if isinstance(to, Page) else (None, to)
    Redirect.objects.create(
        old_path=old, automatically_created=True, redirect_link=link,
        redirect_page_id=page.pk if page else None,
    )  # fmt: skip


def editors_own(addresses: Iterable[str]) -> list[str]:
    """Those of these addresses for which an editor has made a redirect, which stays as it is."""
    wanted = [Redirect.normalise_path(each) for each in addresses]
    own = Redirect.objects.filter(old_path__in=wanted, automatically_created=False)
    return list(own.order_by("pk").values_list("old_path", flat=True))


def open_page(page: Page, tried: Index | None = None) -> list[str]:
    """What led to this page in the archive leads here, now that it is public.

    So do the pictures in it.
    """
    taken: list[str] = []
    for item in ArchiveItem.objects.filter(page_id=page.pk).select_related("archive"):
        taken += open_item(item, page, tried)
    for term in ArchiveTerm.objects.filter(show_id=page.pk).select_related("archive"):
        taken += open_term(term, tried)
    return taken


def open_item(item: ArchiveItem, to: Target, tried: Index | None = None) -> list[str]:
    """One item's addresses lead to what it has become, and so do those of the pictures in it."""
    taken = lead(item.addresses, to, tried)
    if item.kind == "author":  # its id is no post's, so no attachment belongs to it
        return taken
    for addresses, picture in _files_of(item, tried):
        taken += open_file(addresses, to, picture, tried)
    return taken


def _files_of(item: ArchiveItem, tried: Index | None) -> Iterator[tuple[list[str], str]]:
    """The addresses of each attachment in an item, with its picture's own, if it has one."""
    met = set()
    if item.archive.pk:
        files = Q(parent_id_there=item.old_id) | Q(old_id__in=item.uses)
        attachments = ArchiveItem.objects.filter(files, archive=item.archive, kind="attachment")
        for each in attachments.select_related("picture"):
            met.add(each.old_id)
            yield each.addresses, each.picture.file.url if each.picture else ""
    if tried:
        for old_id in dict.fromkeys([*tried.files_of(item.old_id), *item.uses]):
            file = tried.file(old_id)
            if file and old_id not in met:
                yield of_file(base_of(item.archive), file), file.planned


def open_file(
    addresses: Iterable[str], to: Target | None, picture: str, tried: Index | None = None
) -> list[str]:
    """An attachment's page leads to the article, if it is in one, and its file to the picture's.

    In several articles, it leads to the first that was public, which is no conflict.
    """
    addresses = list(addresses)
    pages = [each for each in addresses if not is_upload(each)]
    files = [each for each in addresses if is_upload(each)]
    target = to or picture
    taken = lead(pages, target, tried) if target else []
    taken += lead(files, picture, tried) if picture else []
    return editors_own(taken) if taken else []


def open_term(term: ArchiveTerm, tried: Index | None = None) -> list[str]:
    """A category leads to its show while that is public, else to the list of shows.

    Only what we made ourselves is led elsewhere; an editor's own redirect stays.
    """
    show = term.show if term.show and term.show.live else None
    page: Any = show or ShowIndex.objects.live().first() or FrontPage.objects.live().first()
    if page is None:
        return []
    taken = lead(of_term(base_of(term.archive), term), page, tried)
    own = editors_own(taken) if taken else []
    ours = [each for each in taken if each not in own]
    if tried:
        for each in ours:
            tried.add_lead(each, _name(page))
    elif ours:
        redirects = Redirect.objects.filter(old_path__in=ours)
        redirects.update(redirect_page_id=page.pk, redirect_link="")
    return own
