"""What happens to accounts, as the libraries tell it, written down in the record."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from accounts import joining, new_devices
from accounts.audit import SecurityEvent, record
from accounts.deletion import end_sessions
from accounts.factors import is_first_strong
from accounts.first_proof import drop_strangers_connections

Kind = SecurityEvent.Kind


def listen() -> None:
    """Connect to every signal that means something to an account's owner."""
    from allauth.account import signals as account
    from allauth.mfa import signals as mfa
    from allauth.socialaccount import signals as social
    from django.contrib.auth.signals import user_logged_out

    from accounts import deletion, email_undo, failures, lost_factors

    deletion.listen()
    lost_factors.listen()
    plain = {
        account.user_signed_up: Kind.JOINED,
        account.password_set: Kind.PASSWORD_SET,
        account.password_changed: Kind.PASSWORD_CHANGED,
        account.password_reset: Kind.PASSWORD_RESET,
        account.email_changed: Kind.EMAIL_CHANGED,
        account.email_added: Kind.EMAIL_ADDED,
        account.email_removed: Kind.EMAIL_REMOVED,
        mfa.authenticator_reset: Kind.CODES_RENEWED,
        user_logged_out: Kind.SIGNED_OUT,
    }
    for signal, kind in plain.items():
        signal.connect(_noting(kind), weak=False, dispatch_uid=f"record-{kind.value}")
    for signal in (account.user_signed_up, account.user_logged_in, social.social_account_added):
        signal.connect(_by_provider, dispatch_uid="keep-apple-grant")
    for signal in (account.password_set, account.password_changed, account.password_reset):
        signal.connect(_new_password, dispatch_uid="forget-devices")
    account.email_changed.connect(email_undo.changed, dispatch_uid="offer-email-undo")
    account.user_logged_in.connect(_signed_in, dispatch_uid="record-signed-in")
    account.user_logged_in.connect(new_devices.notice, dispatch_uid="notice-device")
    account.email_confirmed.connect(_email_verified, dispatch_uid="record-email-verified")
    social.social_account_added.connect(_connected, dispatch_uid="record-connected")
    social.social_account_removed.connect(_disconnected, dispatch_uid="record-disconnected")
    mfa.authenticator_added.connect(_factor_added, dispatch_uid="record-factor-added")
    mfa.authenticator_removed.connect(_factor_removed, dispatch_uid="record-factor-removed")
    mfa.authenticator_used.connect(_factor_used, dispatch_uid="record-code-used")
    mfa.authentication_failed.connect(failures.second_factor, dispatch_uid="record-factor-failed")


def _noting(kind: SecurityEvent.Kind) -> Any:
    def note(sender: Any, request: HttpRequest | None = None, user: Any = None, **_: Any) -> None:
        if user is not None:
            record(kind, user, request)

    return note


def _signed_in(sender: Any, request: HttpRequest, user: Any, **more: Any) -> None:
    sociallogin = more.get("sociallogin")
    provider = sociallogin.account.provider if sociallogin else ""
    record(Kind.SIGNED_IN, user, request, provider)
    joining.forget(request)


def _by_provider(sender: Any, sociallogin: Any = None, **_: Any) -> None:
    # Also for who joins without proving the address: what is purged is given back to Apple too.
    if sociallogin is not None:
        from accounts.apple import keep_grant

        keep_grant(sociallogin.user, sociallogin)


def _new_password(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    # Whoever knew the one before may have signed in from a browser of theirs.
    new_devices.forget_others(user, request)


def _email_verified(sender: Any, request: HttpRequest, email_address: Any, **_: Any) -> None:
    drop_strangers_connections(request, email_address)
    record(Kind.EMAIL_VERIFIED, email_address.user, request)


def _connected(sender: Any, request: HttpRequest, sociallogin: Any, **_: Any) -> None:
    record(Kind.CONNECTED, sociallogin.user, request, sociallogin.account.provider)


def _disconnected(sender: Any, request: HttpRequest, socialaccount: Any, **_: Any) -> None:
    from accounts.apple import queue_revocation

    record(Kind.DISCONNECTED, socialaccount.user, request, socialaccount.provider)
    if socialaccount.provider == "apple":
        queue_revocation(socialaccount.user, socialaccount.uid)


def _factor_added(
    sender: Any, request: HttpRequest, user: Any, authenticator: Any, **_: Any
) -> None:
    record(Kind.FACTOR_ADDED, user, request, str(authenticator.type))
    if is_first_strong(user, authenticator):
        # What was opened with less than a factor must not be worth as much from now on.
        end_sessions(user.pk, keep=request.session.session_key or "")
        new_devices.forget_others(user, request)


def _factor_removed(
    sender: Any, request: HttpRequest, user: Any, authenticator: Any, **_: Any
) -> None:
    record(Kind.FACTOR_REMOVED, user, request, str(authenticator.type))


def _factor_used(
    sender: Any, request: HttpRequest, user: Any, authenticator: Any, **_: Any
) -> None:
    """Tell the owner of a recovery code that it was used: it stands in for a factor, once."""
    if authenticator.type != authenticator.Type.RECOVERY_CODES:
        return
    record(Kind.CODE_USED, user, request)
    now = authenticator.__class__.objects.get(pk=authenticator.pk)  # ours is from before the use
    left = len(now.wrap().get_unused_codes())
    get_adapter().send_notification_mail("accounts/email/code_used", user, {"left": left})
