"""Signing in with a mailed code: a wrong one is written down."""

from __future__ import annotations

from typing import Any

from allauth.account.views import ConfirmLoginCodeView
from django.http import HttpRequest, HttpResponse

from accounts import failures


class ConfirmView(ConfirmLoginCodeView):
    """allauth's page. Behind an unknown address there is no code, and every one is wrong."""

    request: HttpRequest

    def form_invalid(self, form: Any) -> HttpResponse:
        """Note it, for a known and an unknown address alike."""
        email = str(self._process.state.get("email") or "")
        failures.note(email, self.request, "mailed code")
        answer: HttpResponse = super().form_invalid(form)
        return answer
