"""The history of the whole site, newest first, however long it has grown.

Wagtail asks of each entry whether its page may be seen, of somebody who may see every page too, and
goes through all entries to know which actions, people and types to offer as filters.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, IntegerField, OuterRef, QuerySet, Value
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.filters import ContentTypeFilter
from wagtail.admin.views.reports import audit_logging
from wagtail.log_actions import registry
from wagtail.models import Page, PageLogEntry
from wagtail.permissions import policy_registry

from articles.newsroom.column_values import values_in

# With any of these somebody may look at a page in the newsroom.
ANYTHING = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}


def entries_for(user: Any, model: type[Any]) -> QuerySet[Any]:
    """The entries of a kind that somebody may see.

    By Wagtail's own rule, but in words that are answered entry by entry from the newest on, where
    somebody may see every page.
    """
    entries: Any = model.objects
    found: QuerySet[Any] = entries.all()
    if user.is_superuser:
        return found
    if model is PageLogEntry and sees_every_page(user):
        return found.filter(Exists(Page.objects.filter(pk=OuterRef("page_id"))))
    allowed: QuerySet[Any] = entries.viewable_by_user(user)
    return allowed


def sees_every_page(user: Any) -> bool:
    """Whether somebody may do something at the root of the pages, and so everywhere."""
    policy: Any = policy_registry.get_by_type(Page)
    root = Page.get_first_root_node()
    shut = root.permissions_for_user(user)
    if shut.can_add_subpage() or shut.can_edit():
        return False  # sees what is deleted, too: Wagtail's to say
    return bool(policy.user_has_any_permission_for_instance(user, ANYTHING, root))


def values_of(user: Any, column: str) -> set[Any]:
    """Everything that stands in a column, which has an index, of the entries somebody may see.

    Of the entries of pages, whoever may see every page is offered those of deleted ones, too.
    """
    found: set[Any] = set()
    for model in registry.get_log_entry_models():
        if user.is_superuser or (model is PageLogEntry and sees_every_page(user)):
            found |= values_in(model, column)
        else:
            rows = entries_for(user, model).order_by()
            found.update(rows.values_list(column, flat=True).distinct())
    return found


def _types(request: Any) -> QuerySet[ContentType]:
    """The types that somebody has done something to; to Wagtail a page of any type is a page."""
    of_each = (
        entries_for(request.user, model).get_content_type_ids()  # type: ignore[attr-defined]
        for model in registry.get_log_entry_models()
    )
    return ContentType.objects.filter(pk__in=set().union(*of_each)).order_by("model")


class HistoryFilter(audit_logging.SiteHistoryReportFilterSet):
    """Wagtail's, which finds what to offer by indexes."""

    object_type = ContentTypeFilter(label="Type", method="filter_object_type", queryset=_types)

    def get_action_choices(self) -> list[Any]:
        """The actions that somebody has done."""
        done = values_of(self.request.user, "action")
        return [choice for choice in registry.get_choices() if choice[0] in done]

    def get_users_queryset(self) -> QuerySet[Any]:
        """Those who have done something."""
        people: Any = get_user_model()
        acted = values_of(self.request.user, "user_id")
        found: QuerySet[Any] = people._default_manager.filter(pk__in=acted)
        return found.order_by(people.USERNAME_FIELD)


class SiteHistory(audit_logging.LogEntriesView):
    """Wagtail's report; to those who may see every page it tells every entry, unasked."""

    filterset_class = HistoryFilter

    def get_filtered_queryset(self) -> QuerySet[Any]:
        """As Wagtail's: the keys of the entries of each kind, the newest first."""
        self.log_models = list(registry.get_log_entry_models())
        parts = [
            self.filter_queryset(
                entries_for(self.request.user, model)
                .values("pk", "timestamp")
                .annotate(log_model_index=Value(place, output_field=IntegerField()))
            ).order_by()
            for place, model in enumerate(self.log_models)
        ]
        found: QuerySet[Any] = parts[0].union(*parts[1:], all=True).order_by("-timestamp")
        return found


# Stands before Wagtail's own of the same path; its names there still lead here.
urlpatterns = [
    path("cms/reports/site-history/", require_admin_access(SiteHistory.as_view())),
    path(
        "cms/reports/site-history/results/",
        require_admin_access(SiteHistory.as_view(results_only=True)),
    ),
]
