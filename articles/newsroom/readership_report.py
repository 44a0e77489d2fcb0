"""How often each article is read and finished, over all articles."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, FloatField, QuerySet, Value, When
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import path, reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from articles.models import Article, Show
from articles.newsroom.catch_up_report import WritersMenuItem, may_read
from articles.newsroom.desk import RowField
from articles.newsroom.readership_panel import PERIODS, curves, percent
from articles.readership import sums

TITLE = "Readership"
DEFAULT = 7  # days; the first that is offered


def period_of(request: HttpRequest) -> int:
    """The days that a request asks for; a week where it says nothing that is offered."""
    asked = request.GET.get("period", "")
    return int(asked) if asked in dict(PERIODS) else DEFAULT


class ShowFilter(django_filters.ModelChoiceFilter):
    """A show, by its key."""

    field_class = RowField


class ReadershipFilter(WagtailFilterSet):
    """A period, and a show."""

    period = django_filters.ChoiceFilter(
        label="In the last", choices=PERIODS, method="as_it_is", empty_label=None
    )
    show = ShowFilter(label="Show", queryset=Show.objects.order_by("title"), method="of_show")

    def as_it_is(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The period is in the sums already."""
        return rows

    def of_show(self, rows: QuerySet[Any], name: str, value: Show) -> QuerySet[Any]:
        """Articles of one show."""
        return rows.filter(path__startswith=value.path) if value else rows

    class Meta:
        model = Article
        fields = ["period", "show"]


class CurveColumn(Column):
    """The reads by day, as small bars."""

    cell_template_name = "articles/newsroom/bars_cell.html"

    def get_value(self, instance: Any) -> Any:
        """The bars that ``decorate_paginated_queryset`` has given."""
        return instance.curve


class ReadershipReport(ReportView):
    """Each live article with its reads, its finishes and their share, the most read first."""

    page_title = TITLE
    header_icon = "view"
    index_url_name = "readership_report"
    index_results_url_name = "readership_report_results"
    results_template_name = "newsroom/wide_results.html"
    filterset_class = ReadershipFilter
    default_ordering = "-reads"
    columns = [
        TitleColumn(
            "title",
            label="Article",
            sort_key="title",
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        Column(
            "reads", label="Read", sort_key="reads", width="10%",
            accessor=lambda page: f"{page.reads:,}",
        ),
        Column(
            "finishes", label="Finished", sort_key="finishes", width="10%",
            accessor=lambda page: f"{page.finishes:,}",
        ),
        Column(
            "completion",
            label="Finished, %",
            sort_key="completion",
            accessor=lambda page: percent(page.completion),
            width="15%",
        ),
        CurveColumn("curve", label="Reads by day", width="25%"),
    ]  # fmt: skip
    list_export = ["pk", "title", "reads", "finishes", "completion"]
    export_headings = {
        "pk": "Article", "title": "Headline", "reads": "Read", "finishes": "Finished",
        "completion": "Finished of read",
    }  # fmt: skip

    def get_queryset(self) -> QuerySet[Article]:
        """The live articles with their sums in the period."""
        share = Cast("finishes", FloatField()) / Cast("reads", FloatField())
        rows = Article.objects.live().annotate(**sums(period_of(self.request)))
        rows = rows.annotate(
            completion=Case(
                When(reads__gt=0, then=share), default=Value(None), output_field=FloatField()
            )
        )
        self.queryset = rows.defer("body", "takeaways", "sets_up")
        found: QuerySet[Article] = super().get_queryset()
        return found

    def order_queryset(self, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """As asked, the empty ones last and ties by headline."""
        name = self.ordering.removeprefix("-")
        column = F(name)
        way = column.desc(nulls_last=True) if self.ordering[0] == "-" else column.asc()
        return queryset.order_by(way, "title", "pk")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Give each article on this page its bars."""
        drawn = curves([page.pk for page in object_list], period_of(self.request))
        for page in object_list:
            page.curve = drawn[page.pk]
        return object_list

    def get_page_subtitle(self) -> str:
        """Which days the numbers are of; the filter does not say it until it is used."""
        return f"in the last {period_of(self.request)} days"

    def get_filename(self) -> str:
        """What the file with the numbers is called."""
        return f"readership-{period_of(self.request)}-days"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For those who write or edit. Raises PermissionDenied."""
        if not may_read(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def menu_item() -> WritersMenuItem:
    """In the reports menu."""
    return WritersMenuItem(TITLE, reverse("readership_report"), icon_name="view", order=790)


def addresses() -> list[Any]:
    """Where the report is read."""
    return [
        path("reports/readership/", ReadershipReport.as_view(), name="readership_report"),
        path(
            "reports/readership/results/",
            ReadershipReport.as_view(results_only=True),
            name="readership_report_results",
        ),
    ]
