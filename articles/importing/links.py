"""What one post asks while its body is made: its pictures, and where its links lead."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

from articles.importing.bodies import Found
from articles.importing.captions import split_credit
from articles.importing.files import Files
from articles.importing.index import Index, path_of_url
from articles.importing.pieces import Image
from articles.importing.repair import repair
from articles.importing.report import BROKEN, REPAIRED, Report

_KNOWN = ("/category/", "/tag/", "/author/", "/feed/", "/page/")


class PostLookup:
    """Answers for one post. ``uses`` and ``links`` gather what was asked for."""

    def __init__(
        self, old_id: int, title: str, archive_url: str, files: Files, report: Report
    ) -> None:
        self.old_id, self.title, self.files, self.report = old_id, title, files, report
        parts = urlsplit(archive_url)
        self.host = (parts.hostname or "").removeprefix("www.")
        self.base = parts.path.rstrip("/")
        self.uses: list[int] = []
        self.links: dict[str, int] = {}

    @property
    def index(self) -> Index:
        """Where everything of the archive is looked up."""
        return self.files.index

    def picture(self, image: Image) -> Found:
        """The picture of an image; one that is no attachment is looked for by its address."""
        file = self.files.find(image.src, image.attachment)
        if file is None and not image.src:
            return Found(None, trouble="The export does not have it.")
        if file is None:
            file = self.files.hotlinked(image.src)
        if file.id > 0:
            self.uses.append(file.id)
        caption, credit = split_credit(file.caption)
        return Found(file.picture, file.alt, caption, credit, file.trouble or "")

    def attached(self) -> list[int]:
        """The attachments of this post."""
        return self.index.files_of(self.old_id)

    def is_file(self, address: str) -> bool:
        """Whether an address is that of one of the archive's pictures, or its page."""
        path = path_of_url(address)
        item = self.index.item_at(path)
        return self.index.file_at(path) is not None or bool(item and item[1] == "attachment")

    def href(self, address: str) -> str:
        """Where a link leads: in the archive by its path, which leads on; elsewhere as it is."""
        try:
            parts = urlsplit(address)
            host = (parts.hostname or "").removeprefix("www.")
        except ValueError:
            self._broken(address)
            return address
        is_ours = parts.scheme in {"", "http", "https"} and host in {"", self.host}
        if not is_ours or not (parts.path or parts.query):
            return address
        old_id = self._target(parts.path, parts.query)
        inside = parts._replace(scheme="", netloc="").geturl() or "/"
        if old_id is not None:
            self.links[inside] = old_id
        elif not self._leads_on(unquote(parts.path)):
            self._broken(address)
            return address
        return inside

    def _leads_on(self, path: str) -> bool:
        """Whether a path is the front page's, a category's, a feed's or a picture's."""
        is_front = path.rstrip("/") in {"", self.base}
        return (
            is_front
            or path.removeprefix(self.base).startswith(_KNOWN)
            or self.index.file_at(path.rstrip("/")) is not None
        )

    def _target(self, path: str, query: str) -> int | None:
        if path.rstrip("/") in {"", self.base} and query:
            values = parse_qs(query[:500])
            for key in ("p", "page_id", "attachment_id"):
                value = values.get(key, [""])[0]
                if value.isdecimal() and len(value) < 13 and self.index.item(int(value)):
                    return int(value)
            return None
        found = self.index.item_at(unquote(path).rstrip("/") or "/")
        return found[0] if found else None

    def _broken(self, address: str) -> None:
        self.report.line(BROKEN, self.title, f"{address} leads to nothing in the export.")


def mended(text: str, about: str, report: Report) -> str:
    """The text repaired, with a line for each word that changed."""
    fixed, repairs = repair(text)
    for each in repairs:
        times = f" ({each.times} times)" if each.times > 1 else ""
        report.line(REPAIRED, about, f"{each.before} → {each.after}{times}")
    return fixed
