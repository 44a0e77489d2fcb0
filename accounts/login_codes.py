"""Signing in with a mailed code: the same for every address; a right one proves it."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import RequestLoginCodeForm
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.core import context, ratelimit
from django.contrib import messages
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts import failures, mailed_codes
from accounts.captcha import CaptchaMixin, allow_recaptcha


def may_mail(request: HttpRequest, email: str) -> bool:
    """Whether an address may get one more mail of this kind within the hour; count it."""
    usage = ratelimit.consume(request, action="request_login_code", key=email.lower())
    return bool(usage)


class RequestForm(CaptchaMixin, RequestLoginCodeForm):
    """Takes an address. A machine that is kept out does not use up its owner's mails."""

    captcha_action = "login_code"
    _user: Any = None

    def clean_email(self) -> str:
        """The address. ValidationError when it is too long."""
        email = str(self.cleaned_data["email"])
        MaxLengthValidator(failures.LONGEST_ADDRESS)(email)
        return email

    def clean(self) -> dict[str, Any]:
        """Look up whose it is. ValidationError when it got too many mails, whoever it is."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        email = cleaned["email"]
        if not may_mail(context.request, email):
            raise get_adapter().validation_error("too_many_mails")
        users = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
        self._user = users[0] if users else None
        return cleaned


class RequestView(RequestLoginCodeView):
    """The page, with Google's script allowed on it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer, with Google's script allowed on this page."""
        return allow_recaptcha(super().dispatch(request, *args, **kwargs))  # type: ignore[no-any-return]


class ConfirmView(mailed_codes.CountedForAll, ConfirmLoginCodeView):
    """allauth's page. Behind an unknown address there is no code, and every one is wrong."""

    request: HttpRequest

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        """Mail again within the limit; to an unknown address too, where allauth does nothing."""
        if may_mail(self.request, str(self._process.state["email"])):
            self._process.send()
            self._process.record_resend()
            self._process.persist()
        else:
            messages.error(self.request, get_adapter().error_messages["too_many_mails"])
        return redirect(self.passthrough_next_url(reverse("account_confirm_login_code")))

    def _verify_form_valid(self, form: Any) -> HttpResponse:
        """Let the person in, and nobody who began an account with their address before them.

        The code proves the address; whoever chose the password had not. It goes, as it does when
        the owner comes by Apple or Google.
        """
        user: Any = self._process.user
        if not EmailAddress.objects.filter(user=user, verified=True).exists():
            user.set_unusable_password()
            user.save(update_fields=["password"])
            words = "Your address is proven. A password can be chosen among your settings."
            messages.info(self.request, words)
        answer: HttpResponse = super()._verify_form_valid(form)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """Note it, for a known and an unknown address alike."""
        email = str(self._process.state.get("email") or "")
        failures.note(email, self.request, "mailed code")
        answer: HttpResponse = super().form_invalid(form)
        return answer


request_code = RequestView.as_view()
