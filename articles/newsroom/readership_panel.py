"""How often an article was read and finished, in its own form."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any

from wagtail.admin.panels import Panel

from articles.newsroom.charts import Bars, bars
from articles.readership import ReadDay, since, sums

PERIODS = [("7", "7 days"), ("30", "30 days"), ("90", "90 days")]


def curves(articles: list[int], days: int) -> dict[int, Bars]:
    """The reads of each of these articles by day, drawn to one height each, in one query."""
    first = since(days)
    found: dict[int, list[int]] = defaultdict(lambda: [0] * days)
    rows = ReadDay.objects.filter(article__in=articles, day__gte=first)
    for article, day, reads in rows.values_list("article", "day", "reads"):
        if 0 <= (at := (day - first).days) < days:
            found[article][at] = reads
    return {
        article: bars(found[article], [first + timedelta(days=n) for n in range(days)])
        for article in articles
    }


def percent(value: float | None) -> str:
    """A share of one as whole percent; a dash where there is none."""
    return "–" if value is None else f"{value:.0%}"


class ReadershipPanel(Panel):
    """An article's own numbers, in its form."""

    class BoundPanel(Panel.BoundPanel):
        """Of one article."""

        template_name = "articles/newsroom/readership_panel.html"

        def is_shown(self) -> bool:
            """Only once there may be readers."""
            return bool(self.instance.pk and self.instance.first_published_at)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Sums of each period, and the last 90 days as bars."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            pk = self.instance.pk
            periods = []
            for value, label in PERIODS:
                row = (
                    type(self.instance)._default_manager.filter(pk=pk).annotate(**sums(int(value)))
                )
                reads, finishes = row.values_list("reads", "finishes").get()
                share = percent(finishes / reads if reads else None)
                periods.append((label, f"{reads:,}", f"{finishes:,}", share))
            return context | {"periods": periods, "curve": curves([pk], 90)[pk]}
