"""The table of an archive's categories and tags: which show and which kind each of them means."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from articles.importing.addresses import base_of, of_term
from articles.importing.following import stuck, to_be_sorted
from articles.importing.leading import editors_own
from articles.importing.records import ArchiveTerm

NAMED = 5  # articles that a warning names, each with a way to it


class OnlyChanged(ModelPermissionPolicy):
    """Rows come with an import and stay as long as their archive; people fill them in."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether somebody may change a row; nobody adds or removes one."""
        return action not in {"add", "delete"} and bool(super().user_has_permission(user, action))


class TermsView(IndexView):
    """The table, with how many texts each row has, and how many of them wait to be sorted."""

    results_template_name = "newsroom/wide_results.html"

    def get_base_queryset(self) -> QuerySet[ArchiveTerm]:
        """With what the table shows."""
        rows = ArchiveTerm.objects.select_related("archive", "show")
        is_waiting = Q(items__page__in=to_be_sorted())
        return rows.annotate(
            item_count=Count("items"), waiting_count=Count("items", filter=is_waiting)
        )


class TermView(EditView):
    """One row. Whoever gives it a meaning is told what can not follow."""

    def save_action(self) -> HttpResponse:
        """Save, and warn."""
        answer: HttpResponse = super().save_action()
        self._warn_of_articles(self.object)
        self._warn_of_addresses(self.object)
        return answer

    def _warn_of_articles(self, term: ArchiveTerm) -> None:
        staying = stuck(term)
        number = staying.count()
        if not number:
            return
        first = list(staying.order_by("title")[:NAMED])
        names = ", ".join(f"“{page.title}” ({page.slug})" for page in first)
        more = f" and {number - len(first):,} more" if number > len(first) else ""
        messages.warning(
            self.request,
            f"{term.show} has articles at the same addresses already, so these stay to be sorted:"
            f" {names}{more}. Give each another slug, then save this category again.",
            buttons=[
                messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), page.title)
                for page in first
            ],
        )

    def _warn_of_addresses(self, term: ArchiveTerm) -> None:
        own = editors_own(of_term(base_of(term.archive), term))
        if term.show and own:
            messages.warning(
                self.request,
                f"Somebody has made a redirect of {', '.join(own)}. It stays as it is, so the old"
                f" address does not lead to {term.show}.",
            )


class ArchiveTermViewSet(ModelViewSet):
    """Editors fill it in; its rows come with an import."""

    model = ArchiveTerm
    icon = "tag"
    menu_order = 910
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = TermsView
    edit_view_class = TermView
    list_per_page = 50
    list_display = [
        "name",
        Column("taxonomy", label="What", sort_key="taxonomy"),
        Column("archive", label="Archive"),
        Column("show", label="Show", sort_key="show__title"),
        Column("kicker", label="Kind", sort_key="kicker"),
        Column("item_count", label="Texts", sort_key="item_count"),
        Column("waiting_count", label="To be sorted", sort_key="waiting_count"),
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
