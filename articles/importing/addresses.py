"""The addresses that things had in the archive. How they lead to the new ones: ``leading``."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from django.urls import reverse
from django.utils.text import slugify
from wagtail.contrib.redirects.models import Redirect

from articles.importing.index import Attachment, path_of_url
from articles.importing.records import Archive, ArchiveTerm

LONGEST = 255  # characters of a redirect's address
TOO_LONG = "Its old address is too long to lead on."


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
        found.insert(0, f"/{parts.path.lstrip('/')}")
        folder = parts.path.rstrip("/").rpartition("/")[0]
        found += [f"{folder}/{slug}/" for slug in old_slugs]
    return found


def of_file(base: str, file: Attachment) -> list[str]:
    """Every address of an attachment: those of its page, and its file's."""
    found = of_item(base, "attachment", file.id, file.link)
    is_apart = file.path and path_of_url(file.link) != file.path
    return [*found, file.path] if is_apart else found


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


def too_long(addresses: Iterable[str]) -> bool:
    """Whether one of these addresses is longer than a redirect's may be."""
    return any(len(Redirect.normalise_path(each)) > LONGEST for each in addresses)


def is_upload(address: str) -> bool:
    """Whether an address is a file's, and not a page's."""
    name = address.rsplit("/", 1)[-1]
    return "?" not in address and "." in name and not name.endswith((".html", ".htm", ".php"))
