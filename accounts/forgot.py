"""Forgot password: one answer for every address, and no mail inside the request."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.forms import ResetPasswordForm
from allauth.account.views import PasswordResetView
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.captcha import CaptchaMixin, allow_recaptcha, failure
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
        """Note the request, or say that something went wrong."""
        try:
            response: HttpResponse = super().form_valid(form)
            remember(self.request)
        except Exception:
            log.exception("A request for a new password could not be noted.")
            form.add_error(None, failure())
            response = self.form_invalid(form)
        return response


forgot_password = ForgotPasswordView.as_view()
