"""The queue “To make safe”: imported drafts, what they lack, and what they could be."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from articles.importing import safety
from articles.importing.records import ArchiveItem
from articles.newsroom.catch_up_report import may_read
from articles.newsroom.screens import header

TITLE = "To make safe"
PER_PAGE = 25


@require_admin_access
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Imported articles that are not public yet. Raises PermissionDenied."""
    if not may_read(request):
        raise PermissionDenied
    page = Paginator(safety.waiting(), PER_PAGE).get_page(request.GET.get("p"))
    rows = [
        (suggestion, suggestion.article.permissions_for_user(request.user).can_edit())
        for suggestion in map(safety.suggest, page.object_list)
    ]
    context = header(TITLE, "lock") | {"page_obj": page, "rows": rows}
    return render(request, "articles/newsroom/making_safe.html", context)


@require_admin_access
@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a suggestion, or confirm that it is safe. Raises PermissionDenied, Http404."""
    item = get_object_or_404(safety.waiting(), pk=pk)
    page: Any = item.page
    permissions = page.permissions_for_user(request.user)
    if not permissions.can_edit():
        raise PermissionDenied
    name = page.get_admin_display_title()
    if "confirm" in request.POST:
        safety.confirm(item, request.user)
        messages.success(request, f"“{name}” gives nothing away, you say. That is noted.")
    elif permissions.page_locked():
        messages.error(request, f"“{name}” is locked.")
    else:
        taken = safety.take_suggestion(item, request.user, {"boundary", "headline"})
        words = " and ".join(taken)
        if taken:
            messages.success(request, f"“{name}” has the suggested {words} now.")
        else:
            messages.warning(request, f"Nothing is suggested for “{name}” any more.")
    number = request.POST.get("p", "")
    return redirect(f"{reverse('making_safe')}?p={number if number.isdecimal() else 1}")


def remind(request: HttpRequest, page: Page) -> None:
    """Over the form of an imported draft: what is still as it came."""
    if request.method != "GET" or page.live:
        return
    item = ArchiveItem.objects.filter(page_id=page.pk, kind="post").first()
    if item is None:
        return
    left = safety.unconfirmed(page.specific.get_latest_revision_as_object(), item)
    if left:
        messages.warning(
            request,
            f"This came with an archive. Still as it was there: {', '.join(left)}. Everybody will"
            " see it, so write it anew, or confirm under Reports, To make safe.",
        )


class QueueItem(MenuItem):
    """In the reports menu, for those who may edit, while anything came along at all."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether it is in this person's menu."""
        return may_read(request) and ArchiveItem.objects.filter(kind="post").exists()


def menu_item() -> MenuItem:
    """The way to the queue."""
    return QueueItem(TITLE, reverse("making_safe"), icon_name="lock", order=810)


def addresses() -> list[Any]:
    """Where the queue is, and what it leads to."""
    return [
        path("reports/make-safe/", queue, name="making_safe"),
        path("reports/make-safe/<int:pk>/", act, name="making_safe_act"),
    ]
