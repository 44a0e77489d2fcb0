"""The pages for a copy of one's data and for deleting the account."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts import deletion, export


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)
def export_page(request: HttpRequest) -> HttpResponse:
    """Ask for a copy, and see those that there are."""
    user: Any = request.user
    if request.method == "POST":
        if export.ask(user, request):
            messages.success(request, "We are making your copy, and mail you when it is ready.")
        else:
            messages.warning(request, "A copy is being made, or there were three today already.")
        return redirect("account_export")
    words = {
        "copies": export.copies_of(user),
        "may_ask": export.may_ask(user),
        "days": export.KEPT.days,
        "most_a_day": export.MOST_A_DAY,
    }
    return render(request, "accounts/export.html", words)


@login_required
@require_safe
def export_file(request: HttpRequest, token: str) -> HttpResponseBase:
    """One's own archive.

    The same 404 for anybody else's, for a made-up one, and once it has expired: it says where a
    new one is asked for, and not what there was.
    """
    user: Any = request.user
    mine = export.ExportRequest.objects.filter(user=user)
    wish = mine.filter(token=token, expires_at__gt=timezone.now()).first()
    try:
        file = export.files().open(wish.file) if wish else None
    except FileNotFoundError:
        file = None
    if file is None:
        return render(request, "accounts/export_gone.html", status=404)
    if request.method == "GET":
        export.note_download(user, request)
    response = FileResponse(file, as_attachment=True, filename="fanmankind-data.zip")
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)
def deletion_page(request: HttpRequest) -> HttpResponse:
    """What deleting means, and the button that asks for it."""
    user: Any = request.user
    words: dict[str, Any] = {
        "days": deletion.COOLING_OFF.days,
        "is_last_administrator": deletion.is_last_administrator(user),
    }
    if request.method != "POST":
        return render(request, "accounts/deletion.html", words)
    try:
        wish = deletion.ask(user, request)
    except deletion.LastAdministrator:
        return render(request, "accounts/deletion.html", words, status=409)
    logout(request)
    return render(request, "accounts/deletion_asked.html", {"due_at": wish.due_at})
