"""What a reader asks for, in the one form that its address has."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from articles.search.findable import Findable
from articles.search.words import Word, asked_words

LONGEST_QUERY = 100  # characters
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,255}")
PAGE = re.compile(r"[1-9][0-9]{0,2}")


def clean(text: str) -> str:
    """A query in its one spelling: no case, single spaces, nothing invisible, not too long."""
    text = text[: LONGEST_QUERY * 4]  # so that megabytes cost nothing
    for _ in range(3):  # folding one sign may bring forth another that folds
        text = unicodedata.normalize("NFKC", text.casefold())
    # Controls, marks of direction, lone surrogates and what is not assigned (category C).
    seen = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    return " ".join(seen.split())[:LONGEST_QUERY].strip()


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, its filters, and the page of its hits."""

    query: str = ""
    kind: str = ""
    show: str = ""  # the slug
    page: int = 1

    @property
    def words(self) -> list[Word]:
        """The words to look up."""
        return asked_words(self.query)

    @property
    def parameters(self) -> dict[str, str]:
        """What the address says, in its order; what says nothing is left out."""
        page = str(self.page) if self.page > 1 else ""
        said = {"q": self.query, "kind": self.kind, "show": self.show, "page": page}
        return {name: value for name, value in said.items() if value}

    @property
    def address(self) -> str:
        """The path, with the parameters."""
        encoded = urlencode(self.parameters)
        return reverse("search") + (f"?{encoded}" if encoded else "")

    def but(self, **changes: Any) -> Asked:
        """The same with something changed, from the first page on."""
        return replace(self, **{"page": 1} | changes)


def asked(parameters: QueryDict) -> Asked:
    """Read an address. What is malformed or unknown is left out."""
    kind, show = parameters.get("kind", ""), parameters.get("show", "")
    page = parameters.get("page", "")
    query = clean(parameters.get("q", ""))
    return Asked(
        query=query,
        kind=kind if query and kind in Findable.Kind.values else "",
        show=show if query and SLUG.fullmatch(show) else "",
        page=int(page) if query and PAGE.fullmatch(page) else 1,
    )


def is_canonical(parameters: QueryDict, wanted: Asked) -> bool:
    """Whether an address says just this, each thing once, and nothing else."""
    return dict(parameters.lists()) == {name: [v] for name, v in wanted.parameters.items()}
