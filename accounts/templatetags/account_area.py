"""The places of the account area, as its navigation lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import get_adapter
from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from accounts.audit import network_of_address
from accounts.coming_back import with_next
from accounts.devices import words_for
from accounts.lost_factors import FactorReset, pending

register = template.Library()

PLACES = (
    ("account_profile", "Profile"),
    ("account_email", "Email"),
    ("account_change_password", "Password"),
    ("socialaccount_connections", "Apple and Google"),
    ("mfa_index", "Passkeys and factors"),
    ("usersessions_list", "Sessions"),
    ("reading_shelf", "Your shelf"),
    ("reading_follows", "Shows you follow"),
    ("account_activity", "Activity"),
    ("account_export", "Your data"),
    ("account_delete", "Delete account"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One page of the account area."""

    name: str
    address: str
    current: str  # as aria-current has it: the page itself, one below it ("true"), or neither


@register.simple_tag(takes_context=True)
def account_places(context: template.Context) -> list[Place]:
    """Every place that there is, with a mark on the one being looked at."""
    here = context["request"].path
    found = []
    for route, name in PLACES:
        try:
            address = reverse(route)
        except NoReverseMatch:
            continue
        below = "true" if here.startswith(address) else ""
        found.append(Place(name, address, "page" if here == address else below))
    return found


@register.simple_tag(takes_context=True)
def page_with_next(context: template.Context, route: str) -> str:
    """The address of a page of ours that takes the ``next`` of this one along."""
    return with_next(context["request"], reverse(route))


@register.simple_tag(takes_context=True)
def sign_in_again(context: template.Context) -> str:
    """The sign-in page, for somebody who gives up at a later step; leads on to the same place."""
    stage = getattr(context["request"], "_login_stage", None)
    wanted = stage.login.redirect_url if stage else None
    login = reverse("account_login")
    return f"{login}?{urlencode({'next': wanted})}" if wanted else login


@register.simple_tag(takes_context=True)
def factor_reset(context: template.Context) -> FactorReset | None:
    """What this person has asked for and is waiting for, where they lost every factor."""
    return pending(context["request"].user)


@register.simple_tag(takes_context=True)
def has_app(context: template.Context) -> bool:
    """Whether whoever signs in, or is signed in, has an authenticator app."""
    stage = getattr(context["request"], "_login_stage", None)
    user = stage.login.user if stage else context["request"].user
    return bool(is_mfa_enabled(user, [Authenticator.Type.TOTP]))


@register.simple_tag(takes_context=True)
def unconnected(context: template.Context, accounts: Iterable[Any]) -> list[str]:
    """The companies that somebody could still connect, by their ids."""
    request = context["request"]
    connected = {account.provider for account in accounts}
    offered = [provider.id for provider in get_adapter(request).list_providers(request)]
    return [ident for ident in offered if ident not in connected]


@register.filter
def device_words(user_agent: str) -> str:
    """``Firefox on Windows`` for a browser's description of itself."""
    return words_for(user_agent)


@register.filter
def network_words(address: str) -> str:
    """The network that an address is in."""
    return network_of_address(address)


@register.filter
def provider_logo(provider_id: str) -> str:
    """The template that draws a provider's logo, as its guidelines require."""
    return f"socialaccount/snippets/{provider_id}.svg"
