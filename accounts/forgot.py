"""Forgot password: one answer for every address, and no mail inside the request."""

from __future__ import annotations

import logging
import sys
from typing import Any

from allauth.account.forms import ResetPasswordForm
from allauth.account.views import PasswordResetView
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.captcha import BOX, CaptchaMixin, allow_recaptcha, failure
from accounts.coming_back import remember, with_next
from accounts.failures import LONGEST_ADDRESS
from accounts.reset_requests import ResetRequest

log = logging.getLogger(__name__)


class ForgotPasswordForm(CaptchaMixin, ResetPasswordForm):
    """Takes an address. Who it belongs to is not looked up here."""

    captcha_action = "forgot_password"

    def clean_email(self) -> str:
        """The address as it is kept, in lower case. ValidationError when it is too long."""
        email = str(self.cleaned_data["email"]).lower()
        MaxLengthValidator(LONGEST_ADDRESS)(email)
        return email

    def save(self, request: HttpRequest, **_: Any) -> str:
        """Note the request for the worker."""
        email = str(self.cleaned_data["email"])
        with transaction.atomic():
            ResetRequest.objects.create(email=email)
        return email


class ForgotPasswordView(PasswordResetView):
    """The page. Whatever fails, the typed address stays and nothing claims to have been sent."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer, with Google's script allowed on this page."""
        return allow_recaptcha(super().dispatch(request, *args, **kwargs))  # type: ignore[no-any-return]

    def get_success_url(self) -> str:
        """The page that says that instructions are on their way, and then leads back."""
        return with_next(self.request, reverse("account_reset_password_done"))

    def form_valid(self, form: ForgotPasswordForm) -> HttpResponse:
        """Note the request. Whatever fails, here or anywhere around it, leads to ``apology``."""
        response: HttpResponse = super().form_valid(form)
        remember(self.request)
        return response


forgot_password = ForgotPasswordView.as_view()


def apology(request: HttpRequest) -> HttpResponse:
    """The page with what was typed and the failure text, for the site's way out of a breakdown.

    It is drawn for a stranger and asks the database for nothing, which may be what is gone.
    """
    log.error("A request for a new password could not be noted.", exc_info=sys.exception())
    typed = {"email": request.POST.get("email", "")[: LONGEST_ADDRESS * 2]}
    box = {BOX: ""} if BOX in request.POST else {}  # stays, where it was offered
    form = ForgotPasswordForm(typed | box)
    form._errors, form.cleaned_data = ErrorDict(), {}
    form.add_error(None, failure())
    words = {"form": form, "login_url": reverse("account_login")}
    wanted = {
        name: getattr(request, name) for name in ("session", "user") if hasattr(request, name)
    }
    request.session, request.user = SessionBase(), AnonymousUser()
    try:
        page = render_to_string("accounts/forgot_failed.html", words, request)
    finally:
        for name, value in wanted.items():
            setattr(request, name, value)
    return allow_recaptcha(HttpResponse(page))  # type: ignore[no-any-return]
