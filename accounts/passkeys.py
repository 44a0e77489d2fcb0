"""Passkeys and security keys: what fails is written down, and the last way in stays."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django import forms
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.forms.fields import InvalidJSONInput
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator

from accounts import failures
from accounts.audit import SecurityEvent, record
from accounts.user import User

log = logging.getLogger(__name__)


@contextmanager
def refusing_what_is_malformed() -> Iterator[None]:
    """Whatever a forged credential breaks in its parsers is a refusal: ValidationError.

    Raises DatabaseError as it is, which says nothing of the credential.
    """
    try:
        yield
    except (ValidationError, DatabaseError):
        raise
    except Exception as error:
        log.info("A malformed passkey was refused: %s.", type(error).__name__)
        raise get_adapter().validation_error("incorrect_code") from error


class CredentialField(forms.JSONField):
    """What a browser's script says of a key: JSON, and no more than a key has to say."""

    longest = 64 * 1024  # characters; with a certificate of its maker, a tenth of it

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput)

    def to_python(self, value: Any) -> Any:
        """What it says. Raises ValidationError."""
        if isinstance(value, str) and len(value) > self.longest:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as error:  # a number too long, lists within lists
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the form is filled with again: nothing where that can't be read."""
        try:
            return super().bound_data(data, initial)
        except (ValueError, RecursionError):
            return InvalidJSONInput("")


class KeySignInForm(LoginWebAuthnForm):
    """Signing in with a passkey alone. What fails is noted alike, whoever it claims to be."""

    credential = CredentialField()

    def clean_credential(self) -> Any:
        """The key. Raises ValidationError.

        A key alone is two factors only where it has asked for its owner's finger, face or PIN, so
        its signed answer must say that it has (W3C Web Authentication, user verification). Which
        of the three ceremonies the session began must not matter: the second step asks for less.
        """
        claim = self.cleaned_data["credential"]
        try:
            with refusing_what_is_malformed():
                key = super().clean_credential()
                answer = auth.parse_authentication_response(claim).response
                if not answer.authenticator_data.is_user_verified():
                    raise get_adapter().validation_error("incorrect_code")
                return key
        except ValidationError:
            failures.note(_claimed(claim), context.request, "passkey")
            raise


def _claimed(credential: Any) -> str:
    """The address of whom a passkey says to belong to, or nothing."""
    try:
        with refusing_what_is_malformed():
            auth.parse_authentication_response(credential)
            return str(auth.extract_user_from_response(credential).email)
    except ValidationError:
        return ""


class _SecondStep:
    """Whoever gets here has passed the first step, so a failure is theirs to know of."""

    user: Any
    words = "passkey"

    def clean_credential(self) -> Any:
        """The key. Raises ValidationError."""
        try:
            with refusing_what_is_malformed():
                return super().clean_credential()  # type: ignore[misc]
        except ValidationError:
            record(SecurityEvent.Kind.SIGN_IN_FAILED, self.user, context.request, self.words)
            raise


class KeyFactorForm(_SecondStep, AuthenticateWebAuthnForm):
    """A passkey as the second factor."""

    credential = CredentialField()


class KeyProofForm(_SecondStep, ReauthenticateWebAuthnForm):
    """A passkey as fresh proof."""

    credential = CredentialField()
    words = "fresh proof, passkey"


class KeyAddForm(AddWebAuthnForm):
    """A new passkey: one that signs in by itself, unless somebody wants a second factor only."""

    credential = CredentialField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alone = self.fields["passwordless"]
        alone.initial = True
        alone.label = "Sign in with it alone, without a password"
        alone.help_text = "Take the tick away for a key that is to be a second factor only."

    def clean(self) -> Any:
        """What was entered. Raises ValidationError."""
        with refusing_what_is_malformed():
            return super().clean()


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
