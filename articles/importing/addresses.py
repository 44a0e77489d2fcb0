"""The addresses that things had in the archive, and how they lead to the new ones.

They wait with the archive's items until what they led to is public: an address of a draft answers
as if there were nothing. Then each becomes one of Wagtail's redirects, which editors can see.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit

from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from articles.addresses import path_of
from articles.importing.records import Archive, ArchiveItem, ArchiveTerm
from articles.models import FrontPage, ShowIndex

LONGEST = 255  # characters of a redirect's address


def base_of(archive: Archive) -> str:
    """The path of the archive's front page, without the slash at its end."""
    return urlsplit(archive.address).path.rstrip("/")


def of_item(
    base: str, kind: str, old_id: int, link: str, old_slugs: Iterable[str] = ()
) -> list[str]:
    """Every address of a post, page or attachment: its own, those before, those with its id."""
    keys = {"post": ["p"], "page": ["page_id", "p"], "attachment": ["attachment_id", "p"]}
    found = [f"{base}/?{key}={old_id}" for key in keys.get(kind, ["p"])]
    try:
        parts = urlsplit(link)
    except ValueError:
        return found
    if parts.path.rstrip("/") not in {"", base} and not parts.query:
        found.insert(0, parts.path)
        folder = parts.path.rstrip("/").rpartition("/")[0]
        found += [f"{folder}/{slug}/" for slug in old_slugs]
    return found


def of_author(base: str, old_id: int, login: str) -> list[str]:
    """Every address of an author."""
    nicename = slugify(login.replace(".", "-"))  # what WordPress makes of a login in an address
    found = [f"{base}/author/{quote(login)}/", f"{base}/author/{nicename}/"]
    return [*dict.fromkeys(found), f"{base}/?author={old_id}"]


def of_term(base: str, term: ArchiveTerm) -> list[str]:
    """Every address of a category or tag."""
    if term.taxonomy == "category":
        path = "/".join(part for part in (term.parents, term.slug) if part)
        found = [f"{base}/category/{path}/", f"{base}/category/{term.slug}/"]
        return [*dict.fromkeys(found), *([f"{base}/?cat={term.old_id}"] if term.old_id else [])]
    return [f"{base}/tag/{term.slug}/", f"{base}/?tag={term.slug}"]


def of_feeds(base: str) -> dict[str, str]:
    """The archive's own feeds, and ours instead of them."""
    rss, atom = reverse("feeds:rss"), reverse("feeds:atom")
    found = {f"{base}/{tail}": rss for tail in ("feed/", "feed/rss/", "feed/rss2/", "feed/rdf/",
                                                "comments/feed/", "rss/", "?feed=rss",
                                                "?feed=rss2", "?feed=rdf")}  # fmt: skip
    return found | {f"{base}/feed/atom/": atom, f"{base}/?feed=atom": atom}


def lead(addresses: Iterable[str], to: Page | str, *, only_try: bool = False) -> list[str]:
    """Make redirects where there are none; return the addresses that lead elsewhere already.

    An address that is the new one itself needs nothing. A try makes none and returns the same;
    there, nothing leads yet ``to`` what is only planned, which is an empty address.
    """
    target = path_of(to) if isinstance(to, Page) else to
    taken = []
    for address in addresses:
        old = Redirect.normalise_path(address)
        if old.rstrip("/") == target.rstrip("/") or len(old) > LONGEST or old in {"", "/"}:
            continue
        known = Redirect.objects.filter(old_path=old).first()
        if known is None and only_try:
            continue
        if known is None:
            page = to if isinstance(to, Page) else None
            Redirect.objects.create(
                old_path=old, automatically_created=True,
                redirect_page_id=page.pk if page else None,
                redirect_link="" if page else target,
            )  # fmt: skip
        elif not _leads_to(known, to, target):
            taken.append(old)
    return taken


def _leads_to(known: Redirect, to: Page | str, target: str) -> bool:
    if isinstance(to, Page):
        return bool(known.redirect_page_id == to.pk)
    return bool(known.redirect_link == target)


def open_page(page: Page) -> list[str]:
    """What led to this page in the archive leads here, now that it is public.

    So do the pictures in it. Returns the addresses that lead elsewhere already.
    """
    taken: list[str] = []
    for item in ArchiveItem.objects.filter(page_id=page.pk).select_related("archive"):
        taken += lead(item.addresses, page)
        files = Q(parent_id_there=item.old_id) | Q(old_id__in=item.uses)
        attachments = ArchiveItem.objects.filter(files, archive=item.archive, kind="attachment")
        for attachment in attachments.select_related("picture"):
            taken += open_file(attachment, page)
    for term in ArchiveTerm.objects.filter(show_id=page.pk).select_related("archive"):
        taken += open_term(term)
    return taken


def open_file(item: ArchiveItem, page: Page | None) -> list[str]:
    """An attachment's page leads to the article, and its file to the picture's.

    Returns the addresses that lead elsewhere already; so does ``open_term``.
    """
    pages = [each for each in item.addresses if not is_upload(each)]
    files = [each for each in item.addresses if is_upload(each)]
    address = item.picture.file.url if item.picture else ""
    taken: list[str] = []
    if page is not None:
        taken += lead(pages, page)
    elif address:
        taken += lead(pages, address)
    return taken + (lead(files, address) if address else [])


def is_upload(address: str) -> bool:
    """Whether an address is a file's, and not a page's."""
    name = address.rsplit("/", 1)[-1]
    return "?" not in address and "." in name and not name.endswith((".html", ".htm", ".php"))


def open_term(term: ArchiveTerm, *, only_try: bool = False) -> list[str]:
    """A category leads to its show while that is public, else to the list of shows."""
    show = term.show if term.show and term.show.live else None
    page: Any = show or ShowIndex.objects.live().first() or FrontPage.objects.live().first()
    if page is None:
        return []
    taken = []
    for old in lead(of_term(base_of(term.archive), term), page, only_try=only_try):
        # Only what we made ourselves is led elsewhere; an editor's own redirect stays.
        ours = Redirect.objects.filter(old_path=old, automatically_created=True)
        if not ours.exists():
            taken.append(old)
        elif not only_try:
            ours.update(redirect_page_id=page.pk, redirect_link="")
    return taken
