"""Coming back to where one was: ``next`` on the ways that lead around the sign-in page.

allauth carries it through signing in and joining. Here it goes with whoever forgets a password,
types a wrong code too often, or whose passkey is refused. It never leaves the site: every place
asks ``AccountAdapter.is_safe_url``.
"""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.account.views import PasswordResetFromKeyView
from allauth.core.internal.httpkit import add_query_params
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from accounts.login_codes import ConfirmView

AFTER_RESET = "accounts_after_reset"


def with_next(request: HttpRequest, url: str) -> str:
    """An address of ours with the ``next`` of this request, if it has a safe one."""
    return str(passthrough_next_redirect_url(request, url, "next"))


def remember(request: HttpRequest) -> None:
    """Keep ``next`` in the session until the mailed link has been followed in this browser."""
    if wanted := get_next_redirect_url(request):
        request.session[AFTER_RESET] = wanted


class LoginForm(AllauthLoginForm):
    """allauth's, whose link to forgot password takes ``next`` along."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What a password manager keeps beside the password; it is the address here.
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        if self.request is not None:
            forgot = with_next(self.request, reverse("account_reset_password"))
            words = self.fields["password"]
            words.help_text = format_html('<a href="{}">Forgot your password?</a>', forgot)


class ChoosePasswordView(PasswordResetFromKeyView):
    """The page that the mailed link opens; its end leads to signing in, and then back."""

    def get_success_url(self) -> str:
        """The page that says it is done. It used to be ``next`` itself, nobody signed in."""
        done = reverse("account_reset_password_from_key_done")
        kept = str(self.request.session.pop(AFTER_RESET, ""))
        wanted = get_next_redirect_url(self.request) or kept
        return str(add_query_params(done, {"next": wanted})) if wanted else done


class MailedCodeView(ConfirmView):
    """The page for the code; too many wrong ones lead to asking for another."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say that the code is wrong."""
        return _kept(self.request, super().form_invalid(form))


class PasskeyView(LoginWebAuthnView):
    """Takes a passkey; a refused one leads back to the sign-in page."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say that the passkey was refused."""
        return _kept(self.request, super().form_invalid(form))


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if isinstance(response, HttpResponseRedirect):
        return HttpResponseRedirect(with_next(request, response.url))
    return response


choose_password = ChoosePasswordView.as_view()
mailed_code = MailedCodeView.as_view()
passkey = PasskeyView.as_view()
