"""A stand-in for reCAPTCHA: the script, the tokens that it fetches, and the verifier."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, jsonify, request

from standins import places
from standins.state import state
from standins.trouble import trouble

recaptcha = Blueprint("recaptcha", __name__, url_prefix="/recaptcha")

TOKEN_LIFE = 120  # seconds, as Google's
HIGH_SCORE, LOW_SCORE = 0.9, 0.1
KINDS = {places.RECAPTCHA_SITE_KEY: "score", places.RECAPTCHA_CHECKBOX_SITE_KEY: "checkbox"}
SECRETS = {
    places.RECAPTCHA_SECRET_KEY: "score",
    places.RECAPTCHA_CHECKBOX_SECRET_KEY: "checkbox",
}


@recaptcha.get("/api.js")
def script() -> Response:
    """The script; what it is to do is in its own address (``render``, ``onload``)."""
    return trouble("recaptcha_script") or current_app.send_static_file("recaptcha.js")


@recaptcha.post("/api/token")
def token() -> Response:
    """A fresh token for ``sitekey`` and ``action``: what the script fetches.

    Tests without a browser may fetch one just so; ``hostname`` overrides that of the Origin.
    """
    kind = KINDS.get(request.form.get("sitekey", ""))
    if kind is None:
        answer = jsonify(error="invalid-site-key")
        answer.status_code = 400
    else:
        value = f"{kind}-{secrets.token_urlsafe(24)}"
        origin = urlsplit(request.headers.get("Origin", "")).hostname
        state().captcha_tokens[value] = {
            "kind": kind,
            "action": request.form.get("action", ""),
            "hostname": request.form.get("hostname") or origin or "localhost",
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        answer = jsonify(token=value)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def _refusal(*codes: str) -> dict[str, Any]:
    return {"success": False, "error-codes": list(codes)}


def _verdict(secret: str, value: str) -> dict[str, Any]:
    """What Google would say of a token, with nothing switched; the token is used up."""
    kind = SECRETS.get(secret)
    if kind is None:
        return _refusal("invalid-input-secret" if secret else "missing-input-secret")
    if not value:
        return _refusal("missing-input-response")
    tokens = state().captcha_tokens
    known = tokens.get(value)
    if known is None or known["kind"] != kind:
        return _refusal("invalid-input-response")
    age = datetime.now(UTC) - datetime.fromisoformat(known["made"])
    if known.get("used") or age.total_seconds() > TOKEN_LIFE:
        return _refusal("timeout-or-duplicate")
    tokens[value] = known | {"used": "yes"}
    verdict = {
        "success": True,
        "challenge_ts": known["made"].replace("+00:00", "Z"),
        "hostname": known["hostname"],
    }
    score = {"score": HIGH_SCORE, "action": known["action"]} if kind == "score" else {}
    return verdict | score


def _switched(verdict: dict[str, Any], fault: str) -> dict[str, Any]:
    """The verdict as a fault changes it; a token that was refused stays refused."""
    if fault == "refused":
        return _refusal("invalid-input-response")
    if not verdict["success"]:
        return verdict
    changes: dict[str, dict[str, Any]] = {
        "low_score": {"score": LOW_SCORE},
        "wrong_action": {"action": "somewhere_else"},
        "wrong_hostname": {"hostname": "elsewhere.example"},
    }
    return verdict | changes.get(fault, {})


@recaptcha.post("/api/siteverify")
def verify() -> Response:
    """Judge a token (``secret``, ``response``, perhaps ``remoteip``), as the faults have it."""
    fields = request.form.to_dict()
    desk = state()
    secret = fields.get("secret", "")
    name = "recaptcha_checkbox_answer" if SECRETS.get(secret) == "checkbox" else "recaptcha_answer"
    desk.records.verify_calls.append({"fields": fields, "headers": dict(request.headers)})
    fault = desk.faults.choice(name)
    given = trouble(name)
    if given is not None:
        return given
    if fault == "html":
        return Response("<!doctype html><title>Sorry</title><p>Unusual traffic.</p>")
    if fault == "empty_json":
        return jsonify({})
    return jsonify(_switched(_verdict(secret, fields.get("response", "")), fault))
