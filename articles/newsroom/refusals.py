"""A refusal to publish, whichever door it comes from, becomes a message and never a 500."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from articles.gaps import PageRefused

log = logging.getLogger(__name__)


class RefusalMiddleware:
    """Turns PageRefused, raised in a newsroom view, into a message at the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal; leave every other exception alone."""
        if not request.path_info.startswith("/cms/"):
            return None
        if not isinstance(error, PageRefused):
            return self._answer(request, error)
        page = error.page
        title, reasons = page.get_admin_display_title(), " ".join(gap.message for gap in error.gaps)
        if page.pk:
            messages.error(request, f"“{title}” was not published. {reasons}")
            address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        else:
            # It was to be a copy: it has no row, and so no page of its own to go back to.
            messages.error(
                request, f"Nothing was copied, since “{title}” can't be public there. {reasons}"
            )
            address = request.path
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)

    @staticmethod
    def _answer(request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Something that others point at can't be removed, nor what a page refuses be published.

        A page's form has refused before; a revision that was saved earlier meets this.
        """
        if isinstance(error, ProtectedError):
            names = sorted({str(needing) for needing in error.protected_objects})[:5]
            reason = "Nothing was changed, since it is still needed: " + "; ".join(names)
        elif isinstance(error, ValidationError) and request.method == "POST":
            log.warning("%s refused what was sent.", request.path_info, exc_info=error)
            reason = "It was refused. " + " ".join(error.messages)
        else:
            return None
        messages.error(request, reason)
        match = request.resolver_match
        page = match.kwargs.get("page_id") if match else None
        if page:
            return redirect("wagtailadmin_pages:edit", page)
        return redirect("wagtailadmin_home")
