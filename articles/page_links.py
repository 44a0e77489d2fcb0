"""Links between pages in structured text: stored by key, so that they survive a move."""

from __future__ import annotations

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from articles.addresses import path_of


class PageLinks(PageLinkHandler):
    """Links to pages: all of a text's in one query, whatever kinds of pages they are."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Page | None]:
        """The pages, in order; None for one that is gone."""
        found = Page.objects.in_bulk([attrs.get("id") for attrs in attrs_list])
        return [found.get(int(attrs.get("id") or 0)) for attrs in attrs_list]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """The opening tags; a link to a page that is gone or not public leads nowhere."""
        return [
            f'<a href="{escape(path_of(page))}">' if page is not None and page.live else "<a>"
            for page in cls.get_many(attrs_list)
        ]
