"""The addresses that get no alerts any more, for administrators."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import AdminOnlyMenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from reading.newsroom.cells import FormColumn
from reading.undeliverable import Undeliverable


class UnreachableView(ReportView):
    """Addresses and why, newest first; one that works again can be taken off."""

    page_title = "Addresses without alerts"
    header_icon = "mail"
    index_url_name = "unreachable"
    index_results_url_name = "unreachable_results"
    columns = [
        DateColumn("at", label="Since"),
        Column("email", label="Address"),
        Column("reason", label="Why", accessor="get_reason_display"),
        FormColumn("remove", "reading/newsroom/unreachable_remove.html", label=""),
    ]

    def get_queryset(self) -> QuerySet[Undeliverable]:
        """All of them."""
        return Undeliverable.objects.order_by("-at", "-pk")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For administrators alone. Raises PermissionDenied."""
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


@require_admin_access
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Let alerts go to an address again. Raises PermissionDenied."""
    if not request.user.is_superuser:
        raise PermissionDenied
    if Undeliverable.objects.filter(pk=pk).delete()[0]:
        messages.success(request, "Alerts go to this address again.")
    return redirect("unreachable")


def menu_item() -> AdminOnlyMenuItem:
    """The way to the list."""
    return AdminOnlyMenuItem(
        "Addresses without alerts", reverse("unreachable"), icon_name="mail", order=910
    )


ADDRESSES = [
    path("reports/unreachable/", UnreachableView.as_view(), name="unreachable"),
    path(
        "reports/unreachable/results/",
        UnreachableView.as_view(results_only=True),
        name="unreachable_results",
    ),
    path("reports/unreachable/<int:pk>/remove/", remove, name="unreachable_remove"),
]
