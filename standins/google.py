"""A stand-in for Google: OpenID Connect, the code flow with PKCE, and a choice of people.

Written by hand because oidc-provider-mock neither lives under a prefix (its issuer is the bare
host) nor checks PKCE, client secrets or redirect URIs.
"""

from __future__ import annotations

import hmac
import secrets
import time
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from standins import oauth, people
from standins.places import GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET
from standins.signing import half_hash
from standins.state import Grant, state
from standins.trouble import trouble

google = Blueprint("google", __name__, url_prefix="/google")


def _claims(grant: Grant) -> dict[str, Any]:
    """What Google says about a person, as far as the scopes go."""
    person = grant.person
    claims: dict[str, Any] = {"sub": person.sub}
    if "email" in grant.scopes and person.email:
        claims |= {"email": person.email, "email_verified": person.verified}
    if "profile" in grant.scopes and person.name:
        first, last = person.names
        claims |= {"name": person.name, "given_name": first}
        claims |= {"family_name": last} if last else {}
    return claims | ({"hd": person.hd} if person.hd else {})


def _flaw() -> str:
    """Why the site's request is refused although the client is known, or nothing."""
    if request.args.get("response_type") != "code":
        return "response_type must be code."
    if request.args.get("code_challenge_method") != "S256":
        return "code_challenge_method must be S256."
    if not request.args.get("code_challenge"):
        return "code_challenge is missing."
    return ""


@google.get("/authorize")
def ask() -> AnyResponse | tuple[str, int] | str:
    """The page where a person is chosen."""
    wrong = oauth.wrong_door(GOOGLE_CLIENT_ID)
    if wrong:
        return render_template("refused.html", provider="Google", why=wrong), 400
    flaw = _flaw()
    if flaw:
        return oauth.send_back(error="invalid_request", error_description=flaw)
    scopes = request.args.get("scope", "").split()
    return render_template(
        "consent.html", provider="Google", people=people.GOOGLE, scopes=scopes, why=""
    )


@google.post("/authorize")
def answer() -> AnyResponse | tuple[str, int]:
    """What was chosen there: back to the site with a code, or with ``access_denied``."""
    wrong = oauth.wrong_door(GOOGLE_CLIENT_ID) or _flaw()
    if wrong:
        return render_template("refused.html", provider="Google", why=wrong), 400
    if "cancel" in request.form:
        return oauth.send_back(error="access_denied")
    scopes = frozenset(request.args.get("scope", "").split())
    try:
        person = people.chosen(request.form, people.GOOGLE)
    except ValueError as error:
        page = render_template(
            "consent.html", provider="Google", people=people.GOOGLE, scopes=scopes, why=str(error)
        )
        return page, 400
    grant = Grant(
        person=person,
        client_id=GOOGLE_CLIENT_ID,
        redirect_uri=request.args["redirect_uri"],
        scopes=scopes,
        nonce=request.args.get("nonce", ""),
        asked_anew="max_age" in request.args,
        challenge=request.args["code_challenge"],
        expires=oauth.code_expiry(),
    )
    return oauth.send_back(code=oauth.new_code(grant), scope=" ".join(sorted(scopes)))


def _check_client() -> None:
    basic = request.authorization
    given = (basic.username, basic.password) if basic and basic.type == "basic" else None
    client_id, secret = given or (request.form.get("client_id"), request.form.get("client_secret"))
    right = hmac.compare_digest((secret or "").encode(), GOOGLE_CLIENT_SECRET.encode())
    if client_id != GOOGLE_CLIENT_ID or not right:
        raise oauth.Refused("invalid_client", "client_id or client_secret is wrong.", 401)


def _tokens() -> Response:
    _check_client()
    if request.form.get("grant_type") != "authorization_code":
        raise oauth.Refused("unsupported_grant_type", "Only authorization_code is known here.")
    grant = oauth.redeem_code(GOOGLE_CLIENT_ID)
    access_token = secrets.token_urlsafe(24)
    state().access_tokens[access_token] = grant
    claims = _claims(grant) | {"azp": GOOGLE_CLIENT_ID, "at_hash": half_hash(access_token)}
    claims |= {"nonce": grant.nonce} if grant.nonce else {}
    claims |= {"auth_time": int(time.time())} if grant.asked_anew else {}
    fault = state().faults.choice("google_id_token")
    return jsonify(
        access_token=access_token,
        token_type="Bearer",  # noqa: S106 - OAuth's word for the kind
        expires_in=3600,
        scope=" ".join(sorted(grant.scopes)),
        id_token=state().google.id_token(GOOGLE_CLIENT_ID, claims, fault),
    )


@google.post("/token")
def token() -> Response:
    """Tokens for a code, to a client that knows its secret and the code's verifier."""
    given = trouble("google_token")
    if given is None:
        try:
            given = _tokens()
        except oauth.Refused as refused:
            given = refused.answer()
    oauth.note_token_call("google", given.status_code)
    return given


@google.get("/userinfo")
def userinfo() -> Response:
    """Who an access token is about, in the words of both versions that Google serves."""
    given = trouble("google_userinfo")
    if given is not None:
        return given
    bearer = request.authorization.token if request.authorization else None
    grant = state().access_tokens.get(bearer or "")
    if grant is None:
        return oauth.Refused("invalid_token", "The access token is not known.", 401).answer()
    claims = _claims(grant)
    older = {"id": claims["sub"], "verified_email": claims.get("email_verified", False)}
    return jsonify(claims | older)


@google.get("/certs")
def certs() -> Response:
    """The public keys, in the form of ``googleapis.com/oauth2/v1/certs``."""
    return jsonify(state().google.certificates())
