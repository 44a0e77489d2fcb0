"""Signing in with a mailed code: a wrong one is written down, a right one proves an address."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.views import ConfirmLoginCodeView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from accounts import failures


class ConfirmView(ConfirmLoginCodeView):
    """allauth's page. Behind an unknown address there is no code, and every one is wrong."""

    request: HttpRequest

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
