"""Two versions side by side: Wagtail's own comparison, readable for the fields it shows raw."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from wagtail.admin.compare import FieldComparison, TextDiff, register_comparison_class


class WordsComparison(FieldComparison):
    """Compares two values by the words that say them; an empty one has none."""

    def words(self, value: Any) -> str:
        """A value in words."""
        return "" if value is None else str(value)

    def htmldiff(self) -> Any:
        """What was taken away and what was added; what stayed, once."""
        before, after = self.words(self.val_a), self.words(self.val_b)
        if before == after:
            return TextDiff([("equal", after)]).to_html()
        changes = [("deletion", before), ("addition", after)]
        return TextDiff([change for change in changes if change[1]]).to_html()


class MomentComparison(WordsComparison):
    """A date and a time as an editor reads them."""

    def words(self, value: Any) -> str:
        """The moment in the site's zone."""
        return date_format(localtime(value), "F j, Y, H:i") if value else ""


class TickComparison(WordsComparison):
    """A box that is ticked or not."""

    def words(self, value: Any) -> str:
        """Whether it is."""
        return "Yes" if value else "No"


def register() -> None:
    """Tell Wagtail's comparison of these."""
    register_comparison_class(models.DateTimeField, comparison_class=MomentComparison)
    register_comparison_class(models.BooleanField, comparison_class=TickComparison)
