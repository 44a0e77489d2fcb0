"""A refusal to publish, whichever door it comes from, becomes a message and never a 500."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
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
