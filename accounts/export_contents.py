"""What the copy of somebody's data holds: everything that we keep about them, and no secret."""

from __future__ import annotations

import json
import logging
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import PurePath
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from accounts.apple import AppleGrant
from accounts.audit import SecurityEvent, network_of_address
from accounts.export_newsroom import newsroom_of
from accounts.new_devices import KnownDevice
from accounts.outbox import OutboxMail
from accounts.reset_requests import ResetRequest
from accounts.signals import export_requested
from accounts.user import User

log = logging.getLogger(__name__)

Rows = list[dict[str, Any]]

# What a provider told us about somebody, of all that it says.
TOLD = ("name", "given_name", "family_name", "email", "picture", "locale")


def archive(user: User) -> bytes:
    """A ZIP with a page to read, the same as JSON, and the portrait."""
    data = data_of(user)
    about: dict[str, Any] = {"made_at": timezone.now(), "parts": readable(data)}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        text = json.dumps(data, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False)
        file.writestr("data.json", text)
        portrait = _portrait_of(user)
        if portrait is not None:
            name = f"portrait{PurePath(str(user.portrait.name)).suffix.lower()}"
            file.writestr(name, portrait)
            about["portrait"] = name
        file.writestr("index.html", render_to_string("accounts/export_archive.html", about))
    return buffer.getvalue()


def data_of(user: User) -> dict[str, Any]:
    """Everything that we keep about somebody, by name, without a secret.

    What stands on accounts adds its own; a receiver that fails keeps the copy from being made,
    since one that lacks something would pass for whole.
    """
    data: dict[str, Any] = {
        "profile": _profile(user),
        "email addresses": list(
            EmailAddress.objects.filter(user=user).values("email", "verified", "primary")
        ),
        "connections": _connections(user),
        "passkeys and factors": _factors(user),
        "sessions": _sessions(user),
        "known browsers": list(KnownDevice.objects.filter(user=user).values("first_seen_at")),
        "activity": _activity(user),
        "mails": _mails(user),
        "new passwords asked for": _resets(user),
        "deletion asked for": _deletion(user),
        "former addresses": list(user.email_changes.order_by("at").values("old_email", "at")),
        "removal of factors asked for": _factor_reset(user),
        "Apple's consents": _consents(user),
        "copies asked for": _copies(user),
        **newsroom_of(user),
    }
    for _, answer in export_requested.send(sender=type(user), user=user):
        theirs: dict[str, Any] = answer if isinstance(answer, dict) else {}
        for name, value in theirs.items():
            data[name if name not in data else f"{name} (more)"] = value
    return data


def _copies(user: Any) -> Rows:
    return list(
        user.export_requests.order_by("asked_at").values("asked_at", "ready_at", "expires_at")
    )


def _profile(user: User) -> Rows:
    return [
        {
            "name": user.name,
            "first name": user.first_name,
            "last name": user.last_name,
            "email": user.email,
            "joined": user.date_joined,
            "last signed in": user.last_login,
            "has a password": user.has_usable_password(),
            "may enter the newsroom": user.is_staff or user.is_superuser,
            "groups": ", ".join(user.groups.values_list("name", flat=True)),
        }
    ]


def _connections(user: User) -> Rows:
    return [
        {
            "provider": row.provider,
            "known there as": row.uid,
            "connected": row.date_joined,
            "last used": row.last_login,
            # Only these: extra_data is the provider's, and might hold a token one day.
            "told us": {key: str(row.extra_data[key]) for key in TOLD if row.extra_data.get(key)},
        }
        for row in SocialAccount.objects.filter(user=user).order_by("pk")
    ]


def _factors(user: User) -> Rows:
    return [
        {
            "kind": row.get_type_display(),
            # The name alone: the rest of the data is keys and codes.
            "name": str(row.data.get("name", "")) if row.type == row.Type.WEBAUTHN else "",
            "added": row.created_at,
            "last used": row.last_used_at,
        }
        for row in Authenticator.objects.filter(user=user).order_by("pk")
    ]


def _sessions(user: User) -> Rows:
    return [
        {
            "browser": row.user_agent,
            "network": network_of_address(row.ip),
            "address": row.ip,
            "since": row.created_at,
            "last used": row.last_seen_at,
        }
        for row in UserSession.objects.filter(user=user).order_by("created_at")
    ]


def _activity(user: User) -> Rows:
    return [
        {
            "what": row.get_kind_display(),
            "when": row.at,
            "network": row.network,
            "browser": row.device,
            "more": row.detail,
        }
        for row in SecurityEvent.objects.filter(user=user)
    ]


def _addressed_to(user: User, field: str) -> Q:
    """Rows for any of somebody's addresses, however it was typed."""
    wanted = Q(**{f"{field}__iexact": user.email})
    for email in EmailAddress.objects.filter(user=user).values_list("email", flat=True):
        wanted |= Q(**{f"{field}__iexact": email})
    return wanted


def _mails(user: User) -> Rows:
    return [
        {"to": row.to, "about": row.purpose, "written": row.created_at, "delivered": row.delivered}
        for row in OutboxMail.objects.filter(_addressed_to(user, "to")).order_by("pk")
    ]


def _deletion(user: User) -> Rows:
    from accounts.deletion import DeletionRequest  # which removes copies, so it imports them

    asked = DeletionRequest.objects.filter(user=user)
    return [{"asked_at": row.asked_at, "due_at": row.due_at} for row in asked]


def _factor_reset(user: User) -> Rows:
    from accounts.lost_factors import FactorReset  # which leans on deletion too

    asked = FactorReset.objects.filter(user=user)
    return [{"asked_at": row.asked_at, "due_at": row.due_at} for row in asked]


def _consents(user: User) -> Rows:
    """Of what is kept for giving a consent back, all but the token."""
    return [
        {"known there as": row.uid, "renewed": row.updated_at}
        for row in AppleGrant.objects.filter(user=user).order_by("pk")
    ]


def _resets(user: User) -> Rows:
    asked = ResetRequest.objects.filter(_addressed_to(user, "email")).order_by("pk")
    names = ("email", "asked_at", "answered_at", "mailed")
    return [{name: getattr(row, name) for name in names} for row in asked]


def _portrait_of(user: User) -> bytes | None:
    if not user.portrait:
        return None
    try:
        with user.portrait.open("rb") as file:
            content: bytes = file.read()
    except OSError:
        log.warning("The portrait of user %s is not where it should be.", user.pk)
        return None
    return content


def readable(data: dict[str, Any]) -> list[tuple[str, list[list[tuple[str, str]]]]]:
    """The same for a person: each part with its rows, each row with names and words."""
    return [(name, [_row(row) for row in _rows(value)]) for name, value in data.items()]


def _rows(value: Any) -> list[Any]:
    if isinstance(value, list | tuple):
        return list(value)
    return [] if value is None else [value]


def _row(row: Any) -> list[tuple[str, str]]:
    if isinstance(row, dict):
        return [(str(name), _words(value)) for name, value in row.items()]
    return [("", _words(row))]


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return date_format(value, "F j, Y, H:i e")
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_words(inner)}" for name, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_words(inner) for inner in value)
    return str(value)
