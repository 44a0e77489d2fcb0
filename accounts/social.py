"""Signing in with Apple and Google: which address leads into which account."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialToken
from allauth.socialaccount.providers.base import AuthError
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.factors import has_passkey
from accounts.first_proof import clear_the_way
from accounts.places import Company
from accounts.reauthentication import note_provider_proof
from accounts.sealing import seal, unseal

if TYPE_CHECKING:
    from accounts.user import User

log = logging.getLogger(__name__)

MOST_AT_ONCE = 2  # questions to one host under way in one process
GOOGLE_DOMAINS = {"gmail.com", "googlemail.com"}
APPLE_RELAY = "@privaterelay.appleid.com"
LONGEST_NAME = 60  # characters


@cache
def _company(host: str) -> Company:
    """Who answers there. One that hangs is no reason not to ask the others."""
    return Company(host, most=MOST_AT_ONCE, patience=settings.SOCIALACCOUNT_REQUESTS_TIMEOUT)


def is_authority(provider: str, email: str, claims: dict[str, Any]) -> bool:
    """Whether a provider that calls an address verified is the one to say so.

    Google is for its own addresses and those of a Workspace domain (the ``hd`` claim); for any
    other its word is out of date the moment the address changes hands. Apple checks every
    address itself, and its relay addresses are its own.
    """
    if provider != "google":
        return provider == "apple"
    domain = email.rpartition("@")[2].lower()
    return domain in GOOGLE_DOMAINS or domain == str(claims.get("hd") or "").lower()


class SocialAdapter(DefaultSocialAccountAdapter):
    """One person, one account; and nobody in somebody else's."""

    def get_requests_session(self) -> Any:
        """What Google and Apple are asked with, which raises NotAsked where they hang.

        allauth makes of that the page that says so.
        """
        session = super().get_requests_session()
        given = session.request

        def bounded(method: str, url: str, **more: Any) -> Any:
            return _company(urlsplit(url).netloc).ask(lambda: given(method, url, **more))

        session.request = bounded
        return session

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        """Whether a verified address at the provider may open an account here."""
        return is_authority(login.account.provider, email, login.account.extra_data)

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """The account whose *verified* address this is.

        An account that never proved the address is in the owner's way: somebody else may have
        begun it. It holds nothing, so it goes, and the owner starts afresh.
        """
        for address in sociallogin.email_addresses:
            email = address.email
            if not address.verified or not self.can_authenticate_by_email(sociallogin, email):
                continue
            proven = EmailAddress.objects.filter(email=email.lower(), verified=True)
            if found := proven.select_related("user").first():
                return found.user, email
            clear_the_way(email.lower())
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Take a provider's word only where it is the authority; else we prove the address."""
        if sociallogin.state.get("process") == "redirect":
            note_provider_proof(request, sociallogin)
        if not (request.user.is_authenticated or sociallogin.is_existing):
            _refuse_without_address(request, sociallogin)
        for address in sociallogin.email_addresses:
            if not self.can_authenticate_by_email(sociallogin, address.email):
                address.verified = False

    def serialize_instance(self, instance: Any) -> Any:
        """What waits in a session while somebody proves more (a code, a factor): no open token.

        Of a token only what revocation needs is kept, and that sealed.
        """
        data = super().serialize_instance(instance)
        if isinstance(instance, SocialToken):
            columns = {field.attname for field in SocialToken._meta.concrete_fields}
            # allauth hangs all that Apple answered on the instance, as user_data.
            data = {name: value for name, value in data.items() if name in columns}
            secret = instance.token_secret
            data |= {"token": "", "token_secret": seal(secret) if secret else ""}
        return data

    def deserialize_instance(self, model: Any, data: Any) -> Any:
        """The same again. A token that no key opens any more is left empty."""
        instance = super().deserialize_instance(model, data)
        if isinstance(instance, SocialToken) and instance.token_secret:
            try:
                instance.token_secret = unseal(instance.token_secret)
            except ValueError:
                instance.token_secret = ""
        return instance

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, **more: Any
    ) -> None:
        """Keep ``next`` for whoever turns back at the provider; tell the operator of the rest.

        Raises ImmediateHttpResponse, which leads to the page that says so.
        """
        state = (more.get("extra_context") or {}).get("state") or {}
        wanted = str(state.get("next") or "")
        if error == AuthError.CANCELLED:
            page = reverse("socialaccount_login_cancelled")
            safe = get_account_adapter(request).is_safe_url(wanted)
            query = f"?{urlencode({'next': wanted})}" if safe else ""
            raise ImmediateHttpResponse(HttpResponseRedirect(page + query))
        cause = type(more.get("exception")).__name__ if more.get("exception") else error
        log.warning("Signing in with %s failed: %s.", provider.id, cause)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Give a new account the name that the provider tells."""
        user = super().populate_user(request, sociallogin, data)
        user.first_name = user.first_name[:LONGEST_NAME]
        user.last_name = user.last_name[:LONGEST_NAME]
        user.name = f"{user.first_name} {user.last_name}".strip()[:LONGEST_NAME]
        return user

    def validate_disconnect(self, account: Any, accounts: Any) -> None:
        """Refuse to remove the last way in, or the last way to be written to.

        Apple forwards what is sent to its relay address only while the connection stands. Raises
        ValidationError.
        """
        user = account.user
        if account.provider == "apple" and _is_reached_by_apple_alone(user):
            raise self.validation_error("no_mailbox")
        others = [other for other in accounts if other.pk != account.pk]
        if others or user.has_usable_password() or has_passkey(user):
            return
        raise self.validation_error("no_password")

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "no_password": (
            "This is your only way in. Set a password or add a passkey first, then remove it."
        ),
        "no_mailbox": (
            "We reach you through Apple's private address alone, which would end with this. "
            "Change your email address to one of your own first, then remove it."
        ),
    }


def _is_reached_by_apple_alone(user: User) -> bool:
    """Whether every proven address of theirs is one that Apple forwards from."""
    proven = EmailAddress.objects.filter(user=user, verified=True)
    return proven.exists() and not proven.exclude(email__iendswith=APPLE_RELAY).exists()


def _refuse_without_address(request: HttpRequest, sociallogin: Any) -> None:
    """Nobody joins by a provider that tells no address: they would type one that is not theirs.

    Raises ImmediateHttpResponse, which leads to the page for joining and says why.
    """
    if any(address.email for address in sociallogin.email_addresses):
        return
    name = sociallogin.account.provider.capitalize()
    messages.error(
        request,
        f"{name} did not tell us an email address. Join with yours here;"
        f" afterwards {name} can be connected among your settings.",
    )
    wanted = str(sociallogin.state.get("next") or "")
    safe = get_account_adapter(request).is_safe_url(wanted)
    query = f"?{urlencode({'next': wanted})}" if safe else ""
    raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_signup") + query))
