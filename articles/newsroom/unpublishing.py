"""Unpublishing an article: the editor chooses what its address answers from then on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from articles.departures import Answer, leave
from articles.models import Article


class LeavingForm(forms.Form):
    """What readers find at the address of an article that is taken down."""

    answer = forms.ChoiceField(
        label="What readers find at its address",
        choices=Answer,
        initial=Answer.SHOW,
        widget=forms.RadioSelect,
        help_text="Publishing the article again brings it back to its address.",
    )
    to = forms.ModelChoiceField(
        Page.objects.live().filter(depth__gt=1),  # the root has no address
        label="The other page",
        required=False,
        widget=AdminPageChooser,
        help_text="It has to be live.",
    )

    def __init__(self, article: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article

    def clean(self) -> dict[str, Any]:
        """Refuse another page that is missing, or is the article itself."""
        cleaned: dict[str, Any] = super().clean() or {}
        to = cleaned.get("to")
        if cleaned.get("answer") != Answer.PAGE:
            cleaned["to"] = None
        elif to is None and "to" not in self.errors:
            self.add_error("to", "Choose the page to which readers are led.")
        elif to is not None and to.pk == self.article.pk:
            self.add_error("to", "This is the page that is taken down.")
        return cleaned


class LeavingUnpublishView(UnpublishView):
    """Wagtail's view, with one question more where the page is an article."""

    form: LeavingForm | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the question's form."""
        if isinstance(self.object, Article):
            self.template_name = "articles/newsroom/confirm_unpublish.html"
            initial = {"answer": self.object.when_it_leaves}
            self.form = LeavingForm(self.object, request.POST or None, initial=initial)
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Unpublish, unless the answer is no answer."""
        if self.form is not None and not self.form.is_valid():
            again: HttpResponse = self.get(request, *args, **kwargs)
            return again
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def unpublish(self) -> HttpResponse | None:
        """Unpublish, then write the choice over the default that the signal left."""
        answer: HttpResponse | None = super().unpublish()
        if self.form is not None and not Article.objects.live().filter(pk=self.pk).exists():
            leave(self.object, self.form.cleaned_data["answer"], self.form.cleaned_data["to"])
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if self.form is not None:
            context["form"] = self.form
        return context


# Stands before Wagtail's own of the same path; its name there still leads here.
urlpatterns = [
    path("cms/pages/<int:page_id>/unpublish/", require_admin_access(LeavingUnpublishView.as_view()))
]
