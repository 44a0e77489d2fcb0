"""A refusal to publish, whichever door it comes from, becomes a message and never a 500."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from articles.completeness import ArticleIncomplete


class RefusalMiddleware:
    """Turns ArticleIncomplete, raised in a newsroom view, into a message at the article."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal; leave every other exception alone."""
        if isinstance(error, ProtectedError) and request.path_info.startswith("/cms/"):
            return self._needed(request, error)
        if not isinstance(error, ArticleIncomplete):
            return None
        article = error.article
        messages.error(
            request,
            f"“{article.get_admin_display_title()}” was not published. "
            + " ".join(gap.message for gap in error.gaps),
        )
        address = reverse("wagtailadmin_pages:edit", args=[article.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)

    @staticmethod
    def _needed(request: HttpRequest, error: ProtectedError) -> HttpResponse:
        """Something that others point at can't be removed; say what needs it."""
        names = sorted({str(needing) for needing in error.protected_objects})[:5]
        messages.error(
            request, "Nothing was changed, since it is still needed: " + "; ".join(names)
        )
        match = request.resolver_match
        page = match.kwargs.get("page_id") if match else None
        if page:
            return redirect("wagtailadmin_pages:edit", page)
        return redirect("wagtailadmin_home")
