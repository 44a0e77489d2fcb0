"""What happened to an account, for its owner to read."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.audit import SecurityEvent

PER_PAGE = 30


@login_required
@require_safe
def activity(request: HttpRequest) -> HttpResponse:
    """A page of the owner's events, newest first; a page that is not there shows the last."""
    user: Any = request.user
    events = SecurityEvent.objects.filter(user=user)
    slice_ = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/activity.html", {"slice": slice_})
