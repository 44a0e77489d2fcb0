"""What the calendar and the board share: who may look, what is chosen, and where a card leads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django_filters.fields import ModelChoiceField
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles.models import Episode, Season, Show
from articles.newsroom.catch_up_report import may_read
from articles.newsroom.column_values import values_in

FEW = ("title", "draft_title", "path", "depth", "numchild", "live", "owner")  # what a card needs
PAGE_KEY = Cast(OuterRef("pk"), CharField())  # as revisions and workflows name a page


class RowField(ModelChoiceField):
    """A row by its key; a number that no database holds is nobody's."""

    def to_python(self, value: Any) -> Any:
        """The row. Raises ValidationError."""
        try:
            return super().to_python(value)
        except OverflowError as error:
            raise ValidationError(self.error_messages["invalid_choice"]) from error


def owners_of_articles() -> QuerySet[Any]:
    """Those whom an article belongs to: of each owner of a page, one article is looked up.

    Asked for at once, everybody's articles would be read, from one end to the other.
    """
    theirs = Page.objects.filter(owner=OuterRef("pk"), article__isnull=False).order_by()
    people = get_user_model()._default_manager.filter(pk__in=values_in(Page, "owner_id"))
    found: QuerySet[Any] = people.annotate(one=Subquery(theirs.values("pk")[:1]))
    return found.filter(one__isnull=False)


class Choice(forms.Form):
    """A show and a person; nonsense chooses nothing."""

    show = RowField(Show.objects.order_by("title", "pk"), required=False, empty_label="All shows")
    person = RowField(
        get_user_model()._default_manager.none(), required=False, empty_label="Everybody"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = owners_of_articles().order_by("email")
        field.label_from_instance = get_user_display_name
        self.is_valid()

    @property
    def chosen_show(self) -> Show | None:
        """The show, if one is chosen."""
        return self.cleaned_data.get("show")

    @property
    def chosen_person(self) -> Any:
        """The person, if one is chosen."""
        return self.cleaned_data.get("person")

    def narrow(self, pages: QuerySet[Page]) -> QuerySet[Page]:
        """Only the pages of what is chosen."""
        if self.chosen_show:
            pages = pages.filter(path__startswith=self.chosen_show.path)
        return pages.filter(owner=self.chosen_person) if self.chosen_person else pages

    @property
    def query(self) -> str:
        """What is chosen, as it stands in an address."""
        named = {"show": self.chosen_show, "person": self.chosen_person}
        return "&".join(f"{name}={value.pk}" for name, value in named.items() if value)


@dataclass(frozen=True, slots=True)
class Names:
    """The shows' titles, by the paths of their pages."""

    by_path: dict[str, str]

    def show_of(self, page: Page) -> str:
        """The show that a page belongs to, or empty."""
        return self.by_path.get(page.path[: -page.steplen], "")


def names_of(pages: Iterable[Page]) -> Names:
    """The titles of these pages' shows, in one query."""
    paths = {page.path[: -page.steplen] for page in pages}
    return Names(dict(Page.objects.filter(path__in=paths).values_list("path", "title")))


def may(user: Any, what: str, page: Page) -> bool:
    """Whether somebody may ``change`` a page, or ``add`` one below it. Asks once for a request."""
    policy: Any = policy_registry.get_by_type(Page)
    return bool(policy.user_has_permission_for_instance(user, what, page))


def edit_address(user: Any, page: Page) -> str:
    """Where somebody edits a page; empty where it is not theirs to edit."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) if may(user, "change", page) else ""


def seasons_with_finale() -> QuerySet[Season]:
    """Seasons with ``finale``: the day when the last episode aired or will, where it is known."""
    last = Episode._base_manager.filter(season=OuterRef("pk")).order_by("-number")
    finale = Coalesce("last_aired", Subquery(last.values("aired")[:1]))
    found: QuerySet[Season] = (
        Season._base_manager.annotate(finale=finale)
        .filter(finale__isnull=False)
        .select_related("show")
    )
    return found


def refuse_others(request: HttpRequest) -> None:
    """Raise PermissionDenied for those who may not write or edit anything."""
    if not may_read(request):
        raise PermissionDenied
