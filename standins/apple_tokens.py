"""Apple's back door: tokens, keys and revocation, for who proves to be the client."""

from __future__ import annotations

import secrets
from typing import Any

import jwt
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from flask import Blueprint, Response, jsonify, request

from standins import oauth
from standins.apple import claims_of
from standins.places import APPLE_CLIENT_ID, APPLE_KEY_ID, APPLE_TEAM_ID
from standins.signing import half_hash
from standins.state import APPLE_ISSUER, Grant, state
from standins.trouble import trouble

apple_tokens = Blueprint("apple_tokens", __name__, url_prefix="/apple/auth")

SECRET_LIFE = 15_777_000  # seconds: Apple's six months


def check_client_secret(secret: str, private_key: str) -> None:
    """Check the client secret as Apple does. Raises Refused."""
    public_key = load_pem_private_key(private_key.encode(), password=None).public_key()
    try:
        kid = jwt.get_unverified_header(secret).get("kid")
        claims = jwt.decode(
            secret,
            public_key,  # type: ignore[arg-type]  # wider than the keys that ES256 takes
            algorithms=["ES256"],
            audience=APPLE_ISSUER,
            issuer=APPLE_TEAM_ID,
            subject=APPLE_CLIENT_ID,
            options={"require": ["iss", "iat", "exp", "aud", "sub"]},
        )
    except jwt.PyJWTError as error:
        raise oauth.Refused("invalid_client", f"The client secret is wrong: {error}") from error
    if kid != APPLE_KEY_ID:
        raise oauth.Refused("invalid_client", "The client secret names another key (kid).")
    if claims["exp"] - claims["iat"] > SECRET_LIFE:
        raise oauth.Refused("invalid_client", "The client secret holds longer than six months.")


def _check_client() -> None:
    if request.form.get("client_id") != APPLE_CLIENT_ID:
        raise oauth.Refused("invalid_client", "This client_id is not known here.")
    check_client_secret(request.form.get("client_secret", ""), state().client_secret_key)


def _tokens_for(grant: Grant, refresh_token: str) -> Response:
    desk = state()
    access_token = secrets.token_urlsafe(24)
    desk.access_tokens[access_token] = grant
    claims = claims_of(grant) | {"at_hash": half_hash(access_token)}
    answer: dict[str, Any] = {
        "access_token": access_token,
        "token_type": "Bearer",
        "expires_in": 3600,
        "refresh_token": refresh_token,
        "id_token": desk.apple.id_token(
            APPLE_CLIENT_ID, claims, desk.faults.choice("apple_id_token")
        ),
    }
    return jsonify(answer)


def _tokens() -> Response:
    _check_client()
    match request.form.get("grant_type"):
        case "authorization_code":
            grant = oauth.redeem_code(APPLE_CLIENT_ID)
            refresh_token = secrets.token_urlsafe(24)
            state().refresh_tokens[refresh_token] = grant
        case "refresh_token":
            refresh_token = request.form.get("refresh_token", "")
            known = state().refresh_tokens.get(refresh_token)
            if known is None:
                raise oauth.Refused("invalid_grant", "The refresh token is unknown or revoked.")
            grant = known
        case _:
            raise oauth.Refused("unsupported_grant_type", "This grant_type is not known here.")
    return _tokens_for(grant, refresh_token)


@apple_tokens.post("/token")
def token() -> Response:
    """Tokens for a code or a refresh token."""
    given = trouble("apple_token")
    if given is None:
        try:
            given = _tokens()
        except oauth.Refused as refused:
            given = refused.answer()
    oauth.note_token_call("apple", given.status_code)
    return given


@apple_tokens.post("/revoke")
def revoke() -> Response:
    """End a token, and with it all that its person has agreed to; 200 for unknown ones too."""
    given = trouble("apple_revoke")
    if given is not None:
        return given
    try:
        _check_client()
    except oauth.Refused as refused:
        return refused.answer()
    desk = state()
    value = request.form.get("token", "")
    grant = desk.refresh_tokens.get(value) or desk.access_tokens.get(value)
    if grant is not None:
        forget_consent(grant.person.sub)
    desk.records.revoked.append(
        {
            "token": value,
            "token_type_hint": request.form.get("token_type_hint", ""),
            "sub": grant.person.sub if grant else None,
        }
    )
    return Response(status=200)


def forget_consent(sub: str) -> None:
    """As if this person had never signed in to the site: tokens end, the name comes again."""
    desk = state()
    desk.consents.pop(sub, None)
    for tokens in (desk.access_tokens, desk.refresh_tokens):
        for value in [value for value, grant in tokens.items() if grant.person.sub == sub]:
            del tokens[value]


@apple_tokens.get("/keys")
def keys() -> Response:
    """The public keys that id_tokens and notifications are signed with."""
    return trouble("apple_keys") or jsonify(state().apple.key_set())
