"""The checks beside the text: a part of Wagtail's own Checks panel, brought up to date with it.

Wagtail sends the form to its preview whenever something changed while that panel or the preview is
open, and saves it by itself. These views check the newer of the two, by the preview's permissions.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView

from articles.checking import check
from articles.models import Article


class ChecksOnEdit(PreviewOnEditView):
    """What is to be said about an article as its form stands. Only for those who may edit it."""

    http_method_names = ("get", "head")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Other pages have no checks of ours."""
        if not isinstance(self.object, Article):
            raise Http404
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list as a part of a page; while the form can't be read, that it can't be."""
        data = self._get_form_data(self._newer_form_state())
        form = self.get_form(data)
        if data and not self.validate_form(form):
            return render(request, "articles/newsroom/checks.html", {"unreadable": True})
        if data:
            form.save(commit=False)
        return render(request, "articles/newsroom/checks.html", {"report": check(self.object)})

    def _newer_form_state(self) -> Any:
        """The form as the preview was given it, unless the draft was saved after that."""
        state, revision = self._get_form_state(), self.object.latest_revision
        outdated = state and revision and state.last_updated_at < revision.created_at
        return None if outdated else state


class ChecksOnCreate(ChecksOnEdit, PreviewOnCreateView):
    """The same for an article that is not saved yet: for those who may add one here."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Tell the article under which show it will stand."""
        super().setup(request, *args, **kwargs)
        if not isinstance(self.object, Article):
            return
        parent = self.object.get_parent()
        if type(self.object) not in parent.specific.creatable_subpage_models():
            raise PermissionDenied


def addresses() -> list[Any]:
    """Right under the previews, so that the panel finds them from there."""
    return [
        path(
            "pages/<int:page_id>/edit/preview/checks/",
            ChecksOnEdit.as_view(),
            name="article_checks",
        ),
        path(
            "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/"
            "<int:parent_page_id>/preview/checks/",
            ChecksOnCreate.as_view(),
            name="article_checks_on_create",
        ),
    ]


def script() -> str:
    """What brings the list to the panel."""
    return format_html('<script src="{}"></script>', static("js/newsroom/checks.js"))


def styles() -> str:
    """How the newsroom's own parts look, with Wagtail's colors in either theme."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/newsroom/newsroom.css"))
