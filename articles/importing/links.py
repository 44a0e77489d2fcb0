"""What one post asks while its body is made: its pictures, and where its links lead."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

from articles.importing.bodies import Found
from articles.importing.captions import split_credit
from articles.importing.files import Files
from articles.importing.index import Attachment, Index, path_of_url
from articles.importing.long_texts import in_parts, is_too_long
from articles.importing.markup import take_apart
from articles.importing.pieces import Image, Piece
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

    def reused(self, old_id: int) -> list[Piece] | None:
        """The pieces of a block that is kept apart from the texts it is in.

        Inside of another one it is not looked for again, so that no circle has to be followed.
        """
        body = self.index.body(old_id)
        if body is None:
            return None
        if is_too_long(body):
            mend = lambda part: mended(part, self.title, self.report)  # noqa: E731
            return [*in_parts("reusable block", body, mend)]
        return take_apart(mended(body, self.title, self.report))

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
        asked = self._asked(parts.path, parts.query)
        old_id = self._target(parts.path, asked)
        inside = parts._replace(scheme="", netloc="").geturl() or "/"
        if old_id is not None:
            self.links[inside] = old_id
        elif asked or not self._leads_on(unquote(parts.path)):
            self._broken(address)
            return address
        return inside

    def _leads_on(self, path: str) -> bool:
        """Whether a path is the front page's, a category's, a feed's or a picture's."""
        is_front = path.rstrip("/") in {"", self.base}
        return (
            is_front
            or path.removeprefix(self.base).startswith(_KNOWN)
            or self._is_picture(self.index.file_at(path.rstrip("/")))
        )

    @staticmethod
    def _is_picture(file: Attachment | None) -> bool:
        """Whether a file came along as a picture; a PDF did not, and its address leads nowhere."""
        return file is not None and file.picture is not None

    def _asked(self, path: str, query: str) -> int | None:
        """The id that a query names."""
        if path.rstrip("/") not in {"", self.base} or not query:
            return None
        values = parse_qs(query[:500])
        named = (values.get(key, [""])[0] for key in ("p", "page_id", "attachment_id"))
        return next((int(each) for each in named if each.isdecimal() and len(each) < 13), None)

    def _target(self, path: str, asked: int | None) -> int | None:
        """The item that a link means, if that comes along and its address will lead somewhere."""
        found = (
            (asked, self.index.item(asked))
            if asked
            else self.index.item_at(unquote(path).rstrip("/") or "/")
        )
        if not found or not found[1]:
            return None
        return found[0] if found[1] != "attachment" or self._leads_file(found[0]) else None

    def _leads_file(self, old_id: int) -> bool:
        """An attachment's page leads to its article, or to its picture."""
        file = self.index.file(old_id)
        has_article = bool(file and file.parent and self.index.item(file.parent))
        return has_article or self._is_picture(file)

    def _broken(self, address: str) -> None:
        self.report.line(BROKEN, self.title, f"{address} leads to nothing in the export.")


def mended(text: str, about: str, report: Report) -> str:
    """The text repaired, with a line for each word that changed."""
    fixed, repairs = repair(text)
    for each in repairs:
        times = f" ({each.times} times)" if each.times > 1 else ""
        report.line(REPAIRED, about, f"{each.before} → {each.after}{times}")
    return fixed
