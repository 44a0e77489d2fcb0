"""The table of an archive's categories and tags: which show and which kind each of them means."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from articles.importing.records import ArchiveTerm


class OnlyChanged(ModelPermissionPolicy):
    """Rows come with an import and stay as long as their archive; people fill them in."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether somebody may change a row; nobody adds or removes one."""
        return action not in {"add", "delete"} and bool(super().user_has_permission(user, action))


class TermsView(IndexView):
    """The table, with how many texts each row has."""

    def get_base_queryset(self) -> QuerySet[ArchiveTerm]:
        """With what the table shows."""
        rows = ArchiveTerm.objects.select_related("archive", "show")
        return rows.annotate(item_count=Count("items"))


class ArchiveTermViewSet(ModelViewSet):
    """Editors fill it in; its rows come with an import."""

    model = ArchiveTerm
    icon = "tag"
    menu_label = "Archive’s categories"
    menu_order = 910
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = TermsView
    list_per_page = 50
    list_display = [
        "name",
        Column("taxonomy", label="What", sort_key="taxonomy"),
        Column("archive", label="Archive"),
        Column("show", label="Show", sort_key="show__title"),
        Column("kicker", label="Kind", sort_key="kicker"),
        Column("item_count", label="Texts", sort_key="item_count"),
    ]
    list_filter = ["taxonomy", "archive"]
    search_fields = ["name", "slug"]
    search_backend_name = None
    ordering = ["taxonomy", "name"]
    panels = [
        HelpPanel(
            "What it means here. Its articles that wait to be sorted move under the show soon"
            " after you save, those still as they came get the kind, and its old address leads"
            " there."
        ),
        FieldPanel("show"),
        FieldPanel("kicker"),
    ]


def viewset() -> ArchiveTermViewSet:
    """Registered with Wagtail, with who may fill it in."""
    # Exactly this class, or Wagtail registers another of its own.
    register_permission_policy(ArchiveTerm, OnlyChanged(ArchiveTerm), exact_class=True)
    return ArchiveTermViewSet("archive_terms", url_prefix="archive-terms")
