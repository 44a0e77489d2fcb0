"""The table of an archive's categories and tags: which show and which kind each of them means."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from articles.importing.records import ArchiveTerm


class ArchiveTermViewSet(ModelViewSet):
    """Editors fill it in; its rows come with an import."""

    model = ArchiveTerm
    icon = "tag"
    menu_label = "Archive’s categories"
    menu_order = 910
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    list_per_page = 50
    list_display = [
        "name",
        Column("taxonomy", label="What", sort_key="taxonomy"),
        Column("archive", label="Archive"),
        Column("show", label="Show", sort_key="show__title"),
        Column("kicker", label="Kind", sort_key="kicker"),
        Column("count", label="Texts", accessor="item_count"),
    ]
    list_filter = ["taxonomy", "archive"]
    search_fields = ["name", "slug"]
    search_backend_name = None
    ordering = ["taxonomy", "name"]
    panels = [
        HelpPanel(
            "What it means here. Its articles that wait to be sorted move under the show as soon"
            " as you save, and its old address leads there."
        ),
        FieldPanel("show"),
        FieldPanel("kicker"),
    ]

    def get_queryset(self, request: Any) -> QuerySet[ArchiveTerm]:
        """With what the table shows."""
        rows = ArchiveTerm.objects.select_related("archive", "show")
        return rows.annotate(item_count=Count("items"))


def viewset() -> ArchiveTermViewSet:
    """Registered with Wagtail."""
    return ArchiveTermViewSet("archive_terms", url_prefix="archive-terms")
