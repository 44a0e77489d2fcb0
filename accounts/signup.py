"""Joining by email: the same answer and the same time for a taken address as for a free one."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.account.views import SignupView
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse

from accounts.captcha import CaptchaMixin, allow_recaptcha


class SignupForm(CaptchaMixin, AllauthSignupForm):
    """An email address and one password."""

    captcha_action = "join"

    def try_save(self, request: HttpRequest) -> tuple[Any, HttpResponse | None]:
        """Make the account; for a taken address take as long and mail its owner instead."""
        if self.account_already_exists:
            make_password(self.cleaned_data.get("password1"))
        made: tuple[Any, HttpResponse | None] = super().try_save(request)
        return made


class JoinView(SignupView):
    """The page, with Google's script allowed on it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer, with Google's script allowed on this page."""
        return allow_recaptcha(super().dispatch(request, *args, **kwargs))  # type: ignore[no-any-return]


join = JoinView.as_view()
