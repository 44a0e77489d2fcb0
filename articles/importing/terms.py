"""Categories and tags: the small table that says which show and which kind each of them means."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable

from articles.importing.addresses import TOO_LONG, base_of, of_term, too_long
from articles.importing.records import Archive, ArchiveTerm
from articles.importing.report import TAKEN, Report
from articles.models import Show

TAXONOMIES = {"category": "category", "post_tag": "tag"}
LONGEST_SLUG = LONGEST_NAME = 200  # what a row keeps of them
# What names of categories usually mean, in our words.
KINDS = {
    "recap": "Recap", "recaps": "Recap", "review": "Review", "reviews": "Review",
    "ending explained": "Ending explained", "endings explained": "Ending explained",
    "endings": "Ending explained", "explained": "Explained", "theories": "Theory",
    "theory": "Theory", "news": "News", "interview": "Interview", "interviews": "Interview",
}  # fmt: skip


class Terms:
    """The archive's categories and tags with what they mean here."""

    def __init__(self, archive: Archive, report: Report, *, only_try: bool) -> None:
        self.archive, self.report, self.only_try = archive, report, only_try
        self._cut: set[tuple[str, str]] = set()  # whose slugs are longer than what is kept
        rows = archive.terms.select_related("show") if archive.pk else []
        self.known = {(row.taxonomy, row.slug): row for row in rows}
        self.shows: dict[str, Show] = {}
        for show in Show.objects.order_by("-pk"):
            self.shows |= {show.slug: show, show.title.casefold(): show}

    def add(
        self, taxonomy: str, slug: str, name: str, parent: str = "", old_id: int | None = None
    ) -> bool:
        """Note a term and return whether it is new.

        A new one gets the show of its name, or the kind, if there is one.
        """
        key = (taxonomy, slug[:LONGEST_SLUG])
        if key in self.known:
            return False
        if len(slug) > LONGEST_SLUG:
            self._cut.add(key)
        name = html.unescape(name)
        short = self.report.kept("name", name, LONGEST_NAME)
        term = ArchiveTerm(
            archive=self.archive, taxonomy=taxonomy, slug=key[1], name=short,
            old_id=old_id, parents=parent[:400],
        )  # fmt: skip
        term.show = self.shows.get(name.casefold().strip()) or self.shows.get(slug)
        term.kicker = KINDS.get(name.casefold().strip(), "")
        self.known[key] = term
        return True

    def save(self) -> None:
        """Complete the parents, and store what is new."""
        parent_of = {slug: row.parents for (kind, slug), row in self.known.items()
                     if kind == "category"}  # fmt: skip
        for row in self.known.values():
            if row.pk is None:
                row.parents = _chain(row.parents, parent_of)[:400]
                self._store(row)
            self.report.count("categories" if row.taxonomy == "category" else "tags")

    def _store(self, row: ArchiveTerm) -> None:
        """Keep a new row, and say if its old address can not lead on."""
        is_cut = (row.taxonomy, row.slug) in self._cut
        if is_cut or too_long(of_term(base_of(self.archive), row)):
            self.report.line(TAKEN, row.name, TOO_LONG)
        if not self.only_try:
            row.save()

    def of(
        self, terms: Iterable[tuple[str, str, str]], mend: Callable[[str], str]
    ) -> list[ArchiveTerm]:
        """The rows of an item's terms, categories first. New ones get their names mended."""
        found = []
        for taxonomy, slug, name in terms:
            kind = TAXONOMIES.get(taxonomy)
            if kind:
                key = (kind, slug[:LONGEST_SLUG])
                if key not in self.known:
                    self.add(kind, slug, mend(name))
                    self._store(self.known[key])
                found.append(self.known[key])
        return sorted(found, key=lambda row: row.taxonomy != "category")

    def show_of(self, terms: Iterable[ArchiveTerm]) -> Show | None:
        """The show of the first term that means one, its parents asked as well."""
        for term in terms:
            if term.show:
                return term.show
            for slug in reversed(term.parents.split("/")):
                parent = self.known.get(("category", slug))
                if parent is not None and parent.show:
                    return parent.show
        return None


def _chain(parent: str, parent_of: dict[str, str]) -> str:
    """All parents' slugs, the outermost first; a circle ends where it closes."""
    chain: list[str] = []
    while parent and parent not in chain and len(chain) < 10:
        chain.insert(0, parent)
        parent = parent_of.get(parent, "").rsplit("/", 1)[-1]
    return "/".join(chain)


def kicker_of(terms: Iterable[ArchiveTerm]) -> str:
    """The kind that the terms say, or nothing."""
    return next((term.kicker for term in terms if term.kicker), "")
