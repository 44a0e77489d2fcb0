"""Removing a passkey or security key, as long as it is not the last way in."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator

from accounts.user import User


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class RemoveKeyView(RemoveWebAuthnView):
    """allauth's page, which would remove any."""

    request: HttpRequest

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, or say why not."""
        # Locked, so that of two that go at once each is not the other's excuse.
        key = self.get_object()
        list(User.objects.select_for_update().filter(pk=key.user_id))
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(key):
            form.add_error(None, adapter.validation_error("last_way_in"))
            refused: HttpResponse = self.form_invalid(form)
            return refused
        answer: HttpResponse = super().form_valid(form)
        return answer


remove_key = RemoveKeyView.as_view()
