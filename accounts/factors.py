"""Second factors and passkeys: what is kept of them is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from accounts.sealing import seal, unseal_factor

if TYPE_CHECKING:
    from accounts.user import User


STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_strong_factor(user: Any) -> bool:
    """Whether somebody has a passkey, a security key or an authenticator app."""
    return bool(Authenticator.objects.filter(user=user, type__in=STRONG).exists())


def is_first_strong(user: Any, added: Authenticator) -> bool:
    """Whether this is the first such factor of theirs."""
    others = Authenticator.objects.filter(user=user, type__in=STRONG).exclude(pk=added.pk)
    return added.type in STRONG and not others.exists()


class FactorAdapter(DefaultMFAAdapter):
    """allauth keeps the secrets of authenticator apps and recovery codes through these two."""

    def encrypt(self, text: str) -> str:
        """Seal a secret for storage."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again; one that fits no code when no key of ours sealed it."""
        return unseal_factor(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether it may go: not what somebody needs in order to get in at all."""
        return not is_last_way_in(authenticator)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        """What a new key is called, unless its owner names it."""
        present = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {present + 1}" if present else "Passkey"

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "last_way_in": (
            "This is your only way in. Set a password or connect Apple or Google first, then "
            "remove it."
        ),
    }


def has_passkey(user: User, *, besides: Any = None) -> bool:
    """Whether somebody can sign in with a passkey, of those that are not ``besides``."""
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return any(row.wrap().is_passwordless for row in found.exclude(pk=getattr(besides, "pk", None)))


def is_last_way_in(authenticator: Authenticator) -> bool:
    """Whether somebody would be left with no way in but the mailbox without this one.

    A key that does not say whether it signs in by itself counts as one that does.
    """
    is_key = authenticator.type == Authenticator.Type.WEBAUTHN
    if not is_key or authenticator.wrap().is_passwordless is False:
        return False
    user = authenticator.user
    if user.has_usable_password() or SocialAccount.objects.filter(user=user).exists():
        return False
    return not has_passkey(user, besides=authenticator)
