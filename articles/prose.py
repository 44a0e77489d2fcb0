"""Structured text: cleaned whenever it is stored, and turned into HTML for a whole page at once."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any
from unicodedata import category
from urllib.parse import urljoin

import nh3
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import RichTextBlock
from wagtail.fields import RichTextField
from wagtail.rich_text import RichText, expand_db_html

from articles.legal_text import legal
from articles.mentions import Mentions, unlink

FEATURES = ["bold", "italic", "link", "character", "ol", "ul"]
_TAGS = {"a", "b", "br", "em", "i", "li", "ol", "p", "strong", "ul"}
# ``linktype`` and ``id`` are how Wagtail stores a link to a page, so that it survives a move;
# a mention of a character is stored alike.
_ATTRIBUTES = {"a": {"href", "id", "linktype"}}
_SCHEMES = {"http", "https", "mailto"}
_SEAM = "<!--seam-->"
_TAG = re.compile(r"<[^>]+>")
_STEP = 4000  # characters
_STRETCH = re.compile(rf"(?<=>)[^<>]{{{_STEP},}}")
_IN_NO_WORD = re.compile(rf".{{{_STEP}}}[^\s&]*", re.DOTALL)  # nor in a character reference
# An opening link, as cleaning and Wagtail write it; a ">" may stand in an address.
_LINK = re.compile(r'<a (?:[^">]|"[^"]*")*>')
_HREF = re.compile(r'(?<= )href="([^"]*)"')


def clean(source: str) -> str:
    """Keep only the structure that our text may have; escape or drop everything else."""
    return nh3.clean(
        _in_steps(legal(source)),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def _in_steps(source: str) -> str:
    """The same, long stretches of text parted by empty comments, which cleaning drops again.

    For each ``&amp;`` or no-break space the parser copies all of the text before it in the same
    stretch, so a paragraph of ten megabytes would take an hour.
    """
    if len(source) < _STEP or "<!--" in source:
        return source
    return _STRETCH.sub(lambda long: _IN_NO_WORD.sub(r"\g<0><!---->", long[0]), source)


def has_words(source: str) -> bool:
    """Whether a reader sees anything of it: not of empty paragraphs, nor of blanks of any kind."""
    return any(category(character)[0] in "LNPS" for character in plain_text(source))


def plain_text(source: str) -> str:
    """The words alone, for counting and for places that know no markup."""
    return " ".join(html.unescape(_TAG.sub(" ", source)).split())


def to_html(
    sources: Sequence[str], mentions: Mentions | None = None, *, paid: bool = False
) -> list[SafeString]:
    """Turn stored texts into HTML, looking up the pages that they link to all together.

    Wagtail's ``richtext`` filter asks the database once for every text, so a page's cost would
    grow with its length. The texts are joined at a seam that cleaning never lets through.
    Characters are linked where ``mentions`` are given, which remember who was met before. Links to
    other sites are ``paid`` for where somebody may earn by them.
    """
    if not sources:
        return []
    joined = _SEAM.join(clean(source) for source in sources)
    joined = mentions.link(joined) if mentions else unlink(joined)
    expanded = _mark_outward(expand_db_html(joined), paid=paid)
    return [mark_safe(part) for part in expanded.split(_SEAM)]  # noqa: S308 - cleaned above


def _mark_outward(text: str, *, paid: bool) -> str:
    """Say of links to other sites what they are (HTML, 4.6.7; ``sponsored`` is Google's)."""
    rel = "sponsored nofollow noopener" if paid else "noopener"

    def mark(href: str) -> str:
        outward = href.lower().startswith(("http://", "https://", "//"))
        ours = f"{href}/".startswith(f"{settings.SITE_URL}/")
        return f' rel="{rel}"' if outward and not ours else ""

    return _LINK.sub(lambda link: _HREF.sub(lambda at: at[0] + mark(at[1]), link[0]), text)


def with_full_addresses(text: str, base: str) -> SafeString:
    """HTML of ours whose links hold wherever it is read: relative ones are meant from ``base``."""

    def full(at: re.Match[str]) -> str:
        try:
            return f'href="{html.escape(urljoin(base, html.unescape(at[1])))}"'
        except ValueError:  # what no address can be, such as http://[
            return at[0]

    return mark_safe(_LINK.sub(lambda link: _HREF.sub(full, link[0]), text))  # noqa: S308 - as it was


def prepare(holder: Any, source: str) -> None:
    """Set ``html`` on a block's value, unless the page has set it with all others."""
    if not hasattr(holder, "html"):
        holder.html = to_html([source])[0]


class ProseField(RichTextField):
    """Structured text on a page; stored cleaned whichever door it came in by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("features", FEATURES)
        super().__init__(*args, **kwargs)

    def get_prep_value(self, value: Any) -> Any:
        """Clean on the way to the database."""
        value = super().get_prep_value(value)
        return clean(value) if isinstance(value, str) else value


class ProseBlock(RichTextBlock):
    """Structured text in a body; stored cleaned whichever door it came in by."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", FEATURES)
        super().__init__(**kwargs)

    def clean(self, value: RichText) -> RichText:
        """Refuse a text that shows nothing, except while a draft is saved."""
        cleaned: RichText = super().clean(value)
        if self.required and not has_words(cleaned.source):
            raise ValidationError("Write the text.")
        return cleaned

    def get_prep_value(self, value: RichText) -> str:
        """Clean on the way to the database."""
        return clean(super().get_prep_value(value))

    def get_context(self, value: RichText, parent_context: Any = None) -> dict[str, Any]:
        """Give the template HTML where no page has prepared it, as in the newsroom's preview."""
        prepare(value, value.source)
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context

    class Meta:
        icon = "pilcrow"
