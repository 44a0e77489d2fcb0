"""Pasting an article into the newsroom: plain text or HTML becomes a draft."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from articles.importing import text
from articles.models import Show
from articles.newsroom.screens import header

TITLE = "Paste an article"
LARGEST_FILE = 5 * 1024 * 1024  # bytes


def may_add(user: Any) -> bool:
    """Whether somebody may add pages anywhere."""
    return bool(PagePermissionPolicy(Page).user_has_permission(user, "add"))


class TextForm(forms.Form):
    """A text, pasted or in a file, and its show."""

    show = forms.ModelChoiceField(Show.objects.none(), label="Show")
    words = forms.CharField(
        label="Text",
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="Plain text or HTML. The first line is the headline; headings, captions, lists,"
        " “By …” and “About the author” are recognized.",
    )
    file = forms.FileField(label="Or a file", required=False, help_text="Text or HTML, up to 5 MB.")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["show"].queryset = Show.objects.order_by("title")  # type: ignore[attr-defined]

    def clean_show(self) -> Show:
        """Only where somebody may add an article."""
        show: Show = self.cleaned_data["show"]
        if not show.permissions_for_user(self.user).can_add_subpage():
            raise ValidationError("You may not add an article to this show.")
        return show

    def clean(self) -> dict[str, Any]:
        """Read it; ``text`` is what was recognised."""
        data: dict[str, Any] = super().clean() or {}
        upload, words = data.get("file"), data.get("words") or ""
        if upload and upload.size > LARGEST_FILE:
            raise ValidationError({"file": "It is larger than 5 MB."})
        source = text.decode(upload.read()) if upload else words
        if not source.strip():
            raise ValidationError({"words": "Paste the text, or choose a file."})
        if not self.errors:
            try:
                data["text"] = text.read(source)
            except text.NothingToRead as error:
                raise ValidationError({"words": str(error)}) from None
        return data


@require_admin_access
def paste(request: HttpRequest) -> HttpResponse:
    """Make a draft of a text, and go on to its form. Raises PermissionDenied."""
    user: Any = request.user
    if not may_add(user):
        raise PermissionDenied
    form = TextForm(request.POST or None, request.FILES or None, user=user)
    if request.method == "POST" and form.is_valid():
        article = text.make_draft(form.cleaned_data["text"], form.cleaned_data["show"], user)
        repairs = len(form.cleaned_data["text"].repairs)
        words = f" {repairs} damaged words were repaired." if repairs else ""
        messages.success(request, f"It is a draft now. Look through its blocks.{words}")
        return redirect("wagtailadmin_pages:edit", article.pk)
    context = header(TITLE, "doc-full-inverse") | {"form": form}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "articles/newsroom/paste.html", context, status=status)


class PasteItem(MenuItem):
    """In the menu of those who may add pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether it is in this person's menu."""
        return may_add(request.user)


def menu_item() -> MenuItem:
    """The way to it."""
    return PasteItem(TITLE, reverse("paste_article"), icon_name="doc-full-inverse", order=210)


def addresses() -> list[Any]:
    """Where it is."""
    return [path("paste/", paste, name="paste_article")]
