"""Where somebody is signed in, and ending it there."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from accounts.audit import SecurityEvent, record
from accounts.new_devices import forget_others


@method_decorator(reauthentication_required(allow_get=True), name="dispatch")
@method_decorator(login_required, name="dispatch")
class SessionsView(ListUserSessionsView):
    """Every session with its device, its network and its last use; ends all the others."""

    def form_valid(self, form: Any) -> HttpResponse:
        """End every other session."""
        record(SecurityEvent.Kind.SESSION_ENDED, self.request.user, self.request, "all others")
        forget_others(self.request.user, self.request)
        answer: HttpResponse = super().form_valid(form)
        return answer


sessions = SessionsView.as_view()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one session of one's own; opening the address only leads back to the list."""
    if request.method != "POST":
        return redirect("usersessions_list")
    answer: HttpResponse = _end(request, session_id)
    return answer


@reauthentication_required
def _end(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one session of one's own. Raises Http404 for anybody else's."""
    session = get_object_or_404(UserSession, pk=session_id, user_id=request.user.pk)
    session.end()
    record(SecurityEvent.Kind.SESSION_ENDED, request.user, request)
    messages.success(request, "That session has ended.")
    return redirect("usersessions_list")
