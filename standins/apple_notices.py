"""Apple's server-to-server notifications: signed, and wrongly signed on demand."""

from __future__ import annotations

import json
import secrets
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request

from standins import people
from standins.apple_tokens import forget_consent
from standins.places import APPLE_CLIENT_ID
from standins.state import state

apple_notices = Blueprint("apple_notices", __name__, url_prefix="/apple/notify")

KINDS = ("email-disabled", "email-enabled", "consent-revoked", "account-delete")
SIGNATURES = ("right", "wrong_key", "wrong_audience", "wrong_issuer", "expired", "unsigned")
PATIENCE = 10.0  # seconds for the site's answer


def _claims(form: Mapping[str, Any]) -> dict[str, Any]:
    """The notification that a form describes. Raises ValueError on an unknown kind."""
    kind, sub = form.get("type"), str(form.get("sub", ""))
    if kind not in KINDS:
        raise ValueError(f"type must be one of {', '.join(KINDS)}.")
    event: dict[str, Any] = {"type": kind, "sub": sub, "event_time": int(time.time() * 1000)}
    if kind.startswith("email-"):
        email = form.get("email") or people.relay_address(sub)
        event |= {"email": email, "is_private_email": str(form.get("is_private_email", "true"))}
    return {
        "iat": int(form.get("iat") or time.time()),
        "jti": form.get("jti") or secrets.token_urlsafe(16),
        "events": json.dumps(event),
    }


def _payload(claims: dict[str, Any], signature: str) -> str:
    """The notification as a token. Raises ValueError on an unknown kind of signature."""
    if signature not in SIGNATURES:
        raise ValueError(f"signature must be one of {', '.join(SIGNATURES)}.")
    token = state().apple.id_token(APPLE_CLIENT_ID, claims, signature)
    return token.rpartition(".")[0] + "." if signature == "unsigned" else token


def _deliver(url: str, payload: str) -> dict[str, Any]:
    """Post it to the site. Raises ValueError when the URL is nowhere near the site."""
    if not state().may_return_to(url):
        raise ValueError("url is not one of the site's.")
    message = urllib.request.Request(  # noqa: S310 - checked above
        url,
        data=json.dumps({"payload": payload}).encode(),
        headers={"Content-Type": "application/json"},
        method="POST",
    )
    try:
        with urllib.request.urlopen(message, timeout=PATIENCE) as answer:  # noqa: S310 - as above
            return {"status": answer.status, "body": answer.read(2000).decode(errors="replace")}
    except urllib.error.HTTPError as error:
        return {"status": error.code, "body": error.read(2000).decode(errors="replace")}
    except OSError as error:
        return {"status": 0, "body": str(error)}


@apple_notices.get("")
def ask() -> str:
    """A page to send one by hand."""
    return render_template(
        "notify.html",
        kinds=KINDS,
        signatures=SIGNATURES,
        people=people.APPLE,
        url=f"{state().site_url}/accounts/apple/notifications/",
    )


@apple_notices.post("")
def send() -> Response:
    """Send one; a form or JSON. The answer says what the site answered."""
    sent = request.get_json(silent=True) if request.is_json else request.form.to_dict()
    form: dict[str, Any] = sent if isinstance(sent, dict) else {}
    signature = str(form.get("signature") or "right")
    try:
        payload = str(form.get("payload") or _payload(_claims(form), signature))
        result = _deliver(str(form.get("url", "")), payload)
    except ValueError as error:
        refused = jsonify(error=str(error))
        refused.status_code = 400
        return refused
    if signature == "right" and form.get("type") in {"consent-revoked", "account-delete"}:
        forget_consent(str(form.get("sub", "")))
    state().records.notices.append(result | {"payload": payload})
    return jsonify(result | {"payload": payload})
