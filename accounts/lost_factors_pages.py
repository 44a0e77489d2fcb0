"""The pages for somebody who lost every factor, and for whoever wants to keep theirs."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.stagekit import clear_login
from allauth.core import ratelimit
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts import lost_factors, mailed_codes
from accounts.mail_limits import too_many_mails

PURPOSE = "lost_factors_code"


@require_http_methods(["GET", "HEAD", "POST"])
@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")
def lost_factors_page(request: HttpRequest) -> HttpResponse:
    """Reached from the second step of signing in, by somebody who has passed the first."""
    user = request._login_stage.login.user  # type: ignore[attr-defined]
    if user is None or not is_mfa_enabled(user):
        return redirect("account_login")
    words: dict[str, Any] = {"days": lost_factors.WAIT.days, "pending": lost_factors.pending(user)}
    words["can_mail"] = bool(mailed_codes.address_of(user))
    if request.method == "POST" and words["can_mail"] and not words["pending"]:
        return _entered(request, user, words) if "code" in request.POST else _send(request, user)
    return _page(request, user, words, mailed_codes.CodeForm())


def _page(request: HttpRequest, user: Any, words: dict[str, Any], form: Any) -> HttpResponse:
    words |= {"form": form, "sent": mailed_codes.was_sent(request, user, PURPOSE)}
    return render(request, "accounts/lost_factors.html", words)


def _send(request: HttpRequest, user: Any) -> HttpResponse:
    if not ratelimit.consume(request, action="lost_factors_mail", user=user):
        return too_many_mails(request, reverse("account_lost_factors"))
    mailed_codes.send(request, user, PURPOSE)
    return redirect("account_lost_factors")


def _entered(request: HttpRequest, user: Any, words: dict[str, Any]) -> HttpResponse:
    limited = ratelimit.consume_or_429(request, action="lost_factors_code", user=user)
    if limited:
        return limited  # type: ignore[no-any-return]
    form = mailed_codes.CodeForm(request.POST)
    if form.is_valid():
        if mailed_codes.is_right(request, user, PURPOSE, form.cleaned_data["code"]):
            asked = lost_factors.ask(user, request)
            clear_login(request)
            return render(request, "accounts/lost_factors_asked.html", {"due_at": asked.due_at})
        form.add_error("code", "This code is not right, or it has expired.")
    return _page(request, user, words, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def keep_factors(request: HttpRequest) -> HttpResponse:
    """Where the mails lead: opening it changes nothing, the button keeps the factors."""
    if request.method == "POST":
        if lost_factors.cancel(request.user, request):
            messages.success(request, "Your factors stay.")
        return redirect("mfa_index")
    words = {"pending": lost_factors.pending(request.user)}
    return render(request, "accounts/keep_factors.html", words)
