"""The queue of reported spoilers, for those who may edit articles."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies.pages import PagePermissionPolicy

from reading.newsroom.cells import FormColumn
from reading.spoiler_reports import SpoilerReport, settle

OPEN, SETTLED = "open", "settled"


def may_see(user: Any) -> bool:
    """Whether somebody may edit articles, wherever they are."""
    return bool(PagePermissionPolicy().user_has_permission(user, "change"))


class SpoilerFilter(WagtailFilterSet):
    """Open or settled, and where it was seen."""

    state = django_filters.ChoiceFilter(
        label="State",
        method="by_state",
        choices=[(OPEN, "Open"), (SETTLED, "Settled")],
    )

    def by_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those that nobody has dealt with, or the others."""
        return rows.filter(settled_at__isnull=value == OPEN)

    class Meta:
        model = SpoilerReport
        fields = ["state", "place"]


class SpoilerQueue(ReportView):
    """Reported spoilers, newest first. Of who reported one, only whether they have an account."""

    page_title = "Reported spoilers"
    header_icon = "warning"
    index_url_name = "spoiler_queue"
    index_results_url_name = "spoiler_queue_results"
    filterset_class = SpoilerFilter
    columns = [
        DateColumn("at", label="When", width="9%"),
        FormColumn("article", "reading/newsroom/report_article.html", label="Article"),
        Column("place", label="Where", accessor="get_place_display"),
        Column("line", label="What gave it away"),
        Column(
            "by", label="By", width="9%",
            accessor=lambda row: "A reader" if row.user_id else "A guest",
        ),
        FormColumn("state", "reading/newsroom/report_state.html", label="State"),
    ]  # fmt: skip

    def get_queryset(self) -> QuerySet[SpoilerReport]:
        """All reports with their articles and who settled them."""
        rows = SpoilerReport.objects.select_related("article", "settled_by")
        return rows.defer(
            "article__body", "article__takeaways", "article__sets_up"
        ).order_by("-at", "-pk")  # fmt: skip

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For those who may edit articles. Raises PermissionDenied."""
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


@require_admin_access
@require_POST
def settle_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a report is dealt with. Raises PermissionDenied, Http404."""
    if not may_see(request.user):
        raise PermissionDenied
    if not SpoilerReport.objects.filter(pk=pk).exists():
        raise Http404
    if settle(pk, request.user):
        messages.success(request, "The report is settled.")
    return redirect("spoiler_queue")


class QueueItem(MenuItem):
    """In the reports menu, for those who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether it is in this person's menu."""
        return may_see(request.user)


def menu_item() -> QueueItem:
    """The way to the queue."""
    return QueueItem("Reported spoilers", reverse("spoiler_queue"), icon_name="warning", order=100)


ADDRESSES = [
    path("reports/spoilers/", SpoilerQueue.as_view(), name="spoiler_queue"),
    path(
        "reports/spoilers/results/",
        SpoilerQueue.as_view(results_only=True),
        name="spoiler_queue_results",
    ),
    path("reports/spoilers/<int:pk>/settle/", settle_report, name="spoiler_settle"),
]
