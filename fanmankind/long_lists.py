"""The newsroom's lists are counted as far as somebody looks, and no further.

Wagtail's paginator counts all that there is to say which page is the last: with a million accounts,
or three hundred thousand entries of the history, that is most of what a list costs.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

AHEAD = 1_000  # rows that are counted beyond the page that is shown
FARTHEST = 1_000_000  # the last page that can be asked for


class LookingAhead(WagtailPaginator):
    """Knows of the rows up to the page that is asked for, and of some beyond it.

    ``goes_on`` says whether there are more, of which ``count`` and ``num_pages`` know nothing.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked = 1
        self._is_all = True

    def validate_number(self, number: Any) -> int:
        """As Django's, which asks how many pages there are; first note how far to look."""
        text = str(number)
        if text.isascii() and text.isdecimal() and len(text) <= len(str(FARTHEST)):
            self._asked = max(self._asked, int(text))
        found: int = super().validate_number(number)
        return found

    @cached_property
    def count(self) -> int:
        """How many rows there are, as far as they are counted."""
        if not isinstance(self.object_list, QuerySet):
            every: int = super().count
            return every
        most = self._asked * self.per_page + AHEAD
        found = int(self.object_list.order_by()[: most + 1].count())
        self._is_all = found <= most
        return found if self._is_all else most

    @property
    def goes_on(self) -> bool:
        """Whether there are rows that were not counted."""
        return self.count > 0 and not self._is_all

    @property
    def items_count_label(self) -> str:
        """How many, in words; where they were not all counted, that there are more."""
        if not self.goes_on:
            return str(super().items_count_label)
        return _("more than %(count)s %(name)s") % {
            "count": f"{self.count:,}",
            "name": self.verbose_name_plural,
        }

    def get_elided_page_range(self, page_number: Any) -> list[Any]:
        """The numbers to choose from; the last is not one of them where nobody knows it."""
        numbers = list(super().get_elided_page_range(page_number))
        if not self.goes_on:
            return numbers
        last = [self.ELLIPSIS, self.num_pages]
        return numbers[:-1] if numbers[-2:] == last else [*numbers, self.ELLIPSIS]


def look_ahead() -> None:
    """Have every list of the newsroom counted so."""
    from wagtail.admin.views.generic.base import BaseListingView

    BaseListingView.paginator_class = LookingAhead
