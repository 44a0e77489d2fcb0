"""The record of what happened to accounts, for administrators."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import AdminOnlyMenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from accounts.audit import SecurityEvent


class EventFilter(WagtailFilterSet):
    """By what happened and to whom."""

    email = django_filters.CharFilter(
        field_name="user__email", lookup_expr="iexact", label="Email address"
    )

    class Meta:
        model = SecurityEvent
        fields = ["kind", "email"]


class RecordView(ReportView):
    """Security events, newest first."""

    page_title = "Account activity"
    header_icon = "history"
    index_url_name = "account_record"
    index_results_url_name = "account_record_results"
    results_template_name = "newsroom/wide_results.html"
    default_ordering = "-at"
    filterset_class = EventFilter
    columns = [
        DateColumn("at", label="When"),
        Column("user", label="Who", accessor="user"),
        Column("kind", label="What", accessor="get_kind_display"),
        Column("detail", label="More"),
        Column("network", label="Network"),
        Column("device", label="Browser"),
    ]

    def get_queryset(self) -> QuerySet[SecurityEvent]:
        """All events with their people."""
        return SecurityEvent.objects.select_related("user").order_by("-at", "-pk")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For administrators alone. Raises PermissionDenied."""
        from django.core.exceptions import PermissionDenied

        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """Where the record is read."""
    return [
        path("reports/account-activity/", RecordView.as_view(), name="account_record"),
        path(
            "reports/account-activity/results/",
            RecordView.as_view(results_only=True),
            name="account_record_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def menu_item() -> AdminOnlyMenuItem:
    """In the reports menu, for administrators."""
    return AdminOnlyMenuItem(
        "Account activity", reverse("account_record"), icon_name="history", order=900
    )
