"""The form for joining by email: the same for a taken address as for a free one."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.account.views import SignupView
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse

from accounts import joining
from accounts.captcha import CaptchaMixin, allow_recaptcha
from accounts.failures import LONGEST_ADDRESS
from accounts.passwords import HELP


class SignupForm(CaptchaMixin, AllauthSignupForm):
    """An email address and one password."""

    captcha_action = "join"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = HELP

    def validate_unique_email(self, value: str) -> str:
        """Whether it is taken is asked when the mail to it is written, and only there."""
        MaxLengthValidator(LONGEST_ADDRESS)(value)
        return value


class JoinView(SignupView):
    """The page, with Google's script allowed on it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer, with Google's script allowed on this page."""
        return allow_recaptcha(super().dispatch(request, *args, **kwargs))  # type: ignore[no-any-return]

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep what was typed until the address is proven."""
        words = form.cleaned_data
        wanted = self.get_next_url() or ""
        return joining.begin(self.request, words["email"], words["password1"], wanted)


join = JoinView.as_view()
