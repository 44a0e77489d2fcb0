"""Fresh proof for everybody: also for those who have only Apple or Google, or only their mail.

allauth asks for a password or a factor, and lets people who have neither pass unasked. Here they
prove themselves at the provider, or with a mailed code when no provider is left.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows import reauthentication
from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts import mailed_codes
from accounts.factors import has_strong_factor
from accounts.google import is_stale
from accounts.mail_limits import too_many_mails

PURPOSE = "proof_code"
PROVEN = "accounts_provider_proof"
PASSWORD = "reauthenticate"  # noqa: S105 - allauth's name for that way
PROVIDER, CODE = "provider_proof", "code_proof"

_theirs = reauthentication.get_reauthentication_flows


def flows_of(user: Any) -> list[dict[str, Any]]:
    """The ways in which somebody can prove who they are: allauth's, else ours.

    With a factor it is the factor: an open session and a password that somebody found must not
    be enough to take it away.
    """
    flows: list[dict[str, Any]] = _theirs(user)
    if flows and has_strong_factor(user):
        return [flow for flow in flows if flow["id"] != PASSWORD]
    if flows or not user.is_authenticated:
        return flows
    linked = SocialAccount.objects.filter(user=user).exists()
    return [{"id": PROVIDER if linked else CODE}]


def prepare() -> None:
    """Put our answer in the place of allauth's, which is empty for people without a password."""
    reauthentication.get_reauthentication_flows = flows_of


def methods_of(user: Any) -> list[dict[str, Any]]:
    """Our methods as allauth lists its own."""
    ids = {flow["id"] for flow in flows_of(user)}
    pages = (
        (PROVIDER, "Use Apple or Google", "account_proof_provider"),
        (CODE, "Use a mailed code", "account_proof_code"),
    )
    return [
        {"id": ident, "description": words, "url": reverse(name)}
        for ident, words, name in pages
        if ident in ids
    ]


def _another_way(request: HttpRequest, ident: str) -> HttpResponse | None:
    """Where somebody is sent for whom this way of proof is too weak; None where it is theirs.

    Whoever has a password or a factor is asked for that: a stolen session and a mailbox, or an
    open page at the provider, must not be worth as much.
    """
    if ident in {flow["id"] for flow in flows_of(request.user)}:
        return None
    wanted = request.GET.get("next", "")
    query = f"?{urlencode({'next': wanted})}" if get_adapter(request).is_safe_url(wanted) else ""
    return redirect(reverse("account_reauthenticate") + query)


def note_provider_proof(request: HttpRequest, sociallogin: Any) -> None:
    """Somebody came back from the provider to prove who they are.

    Raises ImmediateHttpResponse, which leads on, where this is no way for them to do so.
    """
    if not request.user.is_authenticated:
        return
    elsewhere = _another_way(request, PROVIDER)
    if elsewhere:
        raise ImmediateHttpResponse(elsewhere)
    account = sociallogin.account
    own = SocialAccount.objects.filter(
        user_id=request.user.pk, provider=account.provider, uid=account.uid
    )
    if not own.exists():
        messages.error(request, "That was another account than the one you are signed in to.")
    elif is_stale(account.extra_data):
        messages.error(request, "That sign-in was too old to count. Sign in there once more.")
    else:
        record_authentication(
            request, request.user, "socialaccount",
            reauthenticated=True, provider=account.provider, uid=account.uid,
        )  # fmt: skip
        request.session[PROVEN] = True


@login_required
def provider_proof(request: HttpRequest) -> HttpResponse:
    """The page that leads to the provider and back."""
    elsewhere = _another_way(request, PROVIDER)
    if elsewhere:
        return elsewhere
    wanted = request.GET.get("next", "")
    target = wanted if get_adapter(request).is_safe_url(wanted) else "/"
    target = f"{reverse('account_proof_done')}?{urlencode({'next': target})}"
    linked = set(SocialAccount.objects.filter(user=request.user).values_list("provider", flat=True))
    query = urlencode({"process": "redirect", "next": target})
    return render(
        request, "accounts/provider_proof.html", {"linked": sorted(linked), "query": query}
    )


@login_required
@require_safe
def proof_done(request: HttpRequest) -> HttpResponse:
    """Where the provider leads back to: what was asked for goes on, once, if it is proven."""
    if request.session.pop(PROVEN, False):
        resumed: HttpResponse | None = reauthentication.resume_request(request)
        if resumed is not None:
            return resumed
    wanted = request.GET.get("next", "")
    return redirect(wanted if get_adapter(request).is_safe_url(wanted) else "/")


@login_required
def code_proof(request: HttpRequest) -> HttpResponse:
    """The page that mails a code and takes it."""
    elsewhere = _another_way(request, CODE)
    if elsewhere:
        return elsewhere
    user: Any = request.user
    form = mailed_codes.CodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST":
        limited = ratelimit.consume_or_429(request, action="reauthenticate", user=user)
        if limited:
            return limited  # type: ignore[no-any-return]
    can_mail = bool(mailed_codes.address_of(user))
    if request.method == "POST" and "code" not in request.POST and can_mail:
        if not ratelimit.consume(request, action="proof_mail", user=user):
            return too_many_mails(request, request.get_full_path())
        mailed_codes.send(request, user, PURPOSE)
        return redirect(request.get_full_path())
    if form.is_valid():
        if mailed_codes.is_right(request, user, PURPOSE, form.cleaned_data["code"]):
            record_authentication(request, user, "code", reauthenticated=True)
            return reauthentication.resume_request(request) or redirect("/")
        form.add_error("code", "This code is not right, or it has expired.")
    sent = mailed_codes.was_sent(request, user, PURPOSE)
    words = {"form": form, "sent": sent, "can_mail": can_mail}
    return render(request, "accounts/code_proof.html", words)
