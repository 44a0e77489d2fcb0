"""Joining by email: there is no account before the address is proven.

Until then what somebody began is in their own session: the address, the digest of the password,
and the digest of the code in the mail. So a taken address leaves the same traces as a free one,
nobody can squat on somebody else's, and no password that a stranger chose waits in an account for
its owner (docs/decisions/0007).
"""

from __future__ import annotations

import time
from typing import Any

from allauth.account import signals
from allauth.account.adapter import get_adapter
from allauth.account.forms import BaseConfirmCodeForm, ConfirmEmailVerificationCodeForm
from allauth.account.internal.flows.email_verification_by_code import (
    EMAIL_VERIFICATION_CODE_SESSION_KEY as THEIRS,
)
from allauth.account.internal.flows.signup import complete_signup
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import EmailAddress
from allauth.account.views import ConfirmEmailVerificationCodeView
from allauth.core import ratelimit
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from accounts import mailed_codes
from accounts.first_proof import clear_the_way, is_taken
from accounts.mail_limits import too_many_mails
from accounts.user import User

KEPT = "accounts_joining"
PURPOSE = "join_code"
PATIENCE = 3600  # seconds in which what was begun can be ended


def begin(request: HttpRequest, email: str, password: str, wanted: str) -> HttpResponse:
    """Keep what somebody wants to join with, mail the address, and lead to the page for the code.

    Its owner is mailed a code, or that there is an account already. 429 when it got too many.
    """
    somebody = User()
    somebody.set_password(password)
    clear_login(request)
    request.session.pop(THEIRS, None)
    request.session[KEPT] = {
        "email": email,
        "password": somebody.password,
        "next": wanted,
        "until": time.time() + PATIENCE,
    }
    request.session.set_expiry(PATIENCE)
    return _mail(request, email) or redirect("account_email_verification_sent")


def _mail(request: HttpRequest, email: str) -> HttpResponse | None:
    """Mail a code, or to a taken address as much; the answer 429 when it got too many mails."""
    if not ratelimit.consume(request, action="confirm_email", key=email):
        return too_many_mails(request, reverse("account_email_verification_sent"))
    code = mailed_codes.issue(request, email, PURPOSE)
    adapter = get_adapter(request)
    if is_taken(email):
        adapter.send_account_already_exists_mail(email)
    else:
        adapter.send_mail("account/email/email_confirmation_signup", email, {"code": code})
    return None


def _begun(request: HttpRequest) -> dict[str, Any] | None:
    """What this session wants to join with; None once it is too old, or is about another thing."""
    kept: dict[str, Any] | None = request.session.get(KEPT)
    if kept is None or request.user.is_authenticated or THEIRS in request.session:
        return None
    if kept["until"] < time.time():
        forget(request)
        return None
    return kept


def forget(request: HttpRequest) -> None:
    """Keep nothing more of what this session wanted to join with, if it did."""
    if request.session.pop(KEPT, None):
        request.session.set_expiry(None)


@never_cache
def confirm(request: HttpRequest) -> HttpResponse:
    """The page for the code: ours for who joins by email, allauth's for everybody else."""
    kept = _begun(request)
    if kept is None:
        return _theirs(request)  # type: ignore[return-value]
    email = str(kept["email"])
    if request.method == "POST" and request.POST.get("action") == "resend":
        return _mail(request, email) or redirect(request.path)
    form = mailed_codes.CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if mailed_codes.is_right(request, email, PURPOSE, form.cleaned_data["code"]):
            return _join(request, kept)
        form.add_error("code", "This code is not right, or it has expired. Have another sent.")
    query = f"?{urlencode({'next': kept['next']})}" if kept["next"] else ""
    words = {
        "verify_form": form,
        "email": email,
        "can_resend": True,
        "cancel_url": reverse("account_signup") + query,
    }
    return render(request, "account/confirm_email_verification_code.html", words)


def _join(request: HttpRequest, kept: dict[str, Any]) -> HttpResponse:
    """Make the account of somebody who has proven their address, and sign them in."""
    forget(request)
    email = str(kept["email"])
    try:
        with transaction.atomic():
            clear_the_way(email)
            user = User.objects.create(email=email, password=kept["password"])
            address = EmailAddress.objects.create(
                user=user, email=email, verified=True, primary=True
            )
    except IntegrityError:  # the address was taken since, maybe at this very moment
        messages.info(request, "There is an account with this address already. Sign in to it.")
        return redirect("account_login")
    answer: HttpResponse = complete_signup(request, user=user, redirect_url=kept["next"] or None)
    signals.email_confirmed.send(sender=EmailAddress, request=request, email_address=address)
    return answer


class ConfirmForm(ConfirmEmailVerificationCodeForm):
    """allauth's, in whose way nobody stands who only began an account with the address."""

    def clean_code(self) -> str:
        """The code. ValidationError when it is wrong, or somebody else has the address."""
        code = str(BaseConfirmCodeForm.clean_code(self))
        if is_taken(str(self.email).lower(), but=self.user.pk if self.user else 0):
            raise get_adapter().validation_error("email_taken")
        return code


class _Theirs(mailed_codes.CountedForAll, ConfirmEmailVerificationCodeView):
    """allauth's page, say for whoever came by Apple or Google."""

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        """Mail another one; to a taken address too, where allauth would do nothing."""
        self._process.generate_code()
        self._process.send()
        self._process.record_resend()
        self._process.persist()
        answer: HttpResponse = redirect(
            self.passthrough_next_url(reverse("account_email_verification_sent"))
        )
        return answer


_theirs = _Theirs.as_view()
