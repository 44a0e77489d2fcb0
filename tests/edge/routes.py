"""Every route of the site, taken from its URL configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

# Wagtail's own screens are for those who signed in; their doors are tried elsewhere.
LEFT_OUT = ("cms/",)
PART = re.compile(
    r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|\(\?P<\w+>(?P<given>(?:[^()]|\([^()]*\))*)\)"
)


@dataclass(frozen=True, slots=True)
class Route:
    """An address with holes: the fixed texts, and between them the kinds of what goes there."""

    texts: tuple[str, ...]
    kinds: tuple[str, ...]

    def __str__(self) -> str:
        holes = [f"<{kind}>" for kind in self.kinds]
        return "".join(a + b for a, b in zip(self.texts, [*holes, ""], strict=True))

    def fill(self, values: list[str]) -> str:
        """The address with these values in it."""
        return "/" + "".join(a + b for a, b in zip(self.texts, [*values, ""], strict=True))


def routes() -> list[Route]:
    """All of them, each once."""
    found = {str(route): route for route in _below(get_resolver().url_patterns, "")}
    return [route for name, route in sorted(found.items()) if not name.startswith(LEFT_OUT)]


def _below(patterns: list[Any], before: str) -> Iterator[Route]:
    for pattern in patterns:
        told = before + _text(pattern)
        if isinstance(pattern, URLResolver):
            yield from _below(pattern.url_patterns, told)
        elif isinstance(pattern, URLPattern):
            yield _route(told)


def _text(pattern: Any) -> str:
    """A pattern's text; of a regular expression without its marks of begin, end and choice."""
    text = str(pattern.pattern)
    if isinstance(pattern.pattern, RoutePattern):
        return text
    return text.removeprefix("^").removesuffix("$").removesuffix("\\Z").replace("\\", "")


def _route(text: str) -> Route:
    texts, kinds, at = [], [], 0
    for match in PART.finditer(text):
        texts.append(text[at : match.start()])
        kinds.append(match["kind"] or ("given" if match["given"] else "str"))
        at = match.end()
    return Route((*texts, text[at:]), tuple(kinds))
