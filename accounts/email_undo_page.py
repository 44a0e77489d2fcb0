"""The page behind "this was not me" in the mail about a changed address."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts import email_undo


@require_http_methods(["GET", "HEAD", "POST"])
def email_undo_page(request: HttpRequest, token: str) -> HttpResponse:
    """Opening it changes nothing; the button gives the account back to the old address."""
    change = email_undo.change_of(token)
    if change is None:
        return _page(request, "gone", 410)
    if request.method != "POST":
        return _page(request, "asks", change=change)
    try:
        done = email_undo.give_back(change, request)
    except email_undo.AddressTaken:
        return _page(request, "taken", 409)
    if not done:
        return _page(request, "gone", 410)
    logout(request)
    return _page(request, "done", change=change)


def _page(request: HttpRequest, state: str, status: int = 200, **words: Any) -> HttpResponse:
    words["state"] = state
    return render(request, "accounts/email_undo.html", words, status=status)
