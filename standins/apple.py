"""A stand-in for Apple's sign-in page: ``code id_token``, form_post, the name only once."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from standins import oauth, people
from standins.places import APPLE_CLIENT_ID
from standins.signing import half_hash
from standins.state import Grant, state

apple = Blueprint("apple", __name__, url_prefix="/apple")

SHARINGS = ("share", "hide", "none")


def claims_of(grant: Grant) -> dict[str, Any]:
    """What Apple says about a person; Apple writes its booleans as strings."""
    person = grant.person
    claims: dict[str, Any] = {"sub": person.sub, "nonce_supported": True}
    claims |= {"nonce": grant.nonce} if grant.nonce else {}
    if "email" not in grant.scopes or grant.sharing == "none":
        return claims
    if grant.sharing == "hide":
        relay = people.relay_address(person.sub)
        return claims | {"email": relay, "email_verified": "true", "is_private_email": "true"}
    verified = "true" if person.verified else "false"
    return claims | ({"email": person.email, "email_verified": verified} if person.email else {})


def _flaw() -> str:
    """Why the site's request is refused, or nothing."""
    wrong = oauth.wrong_door(APPLE_CLIENT_ID)
    if wrong:
        return wrong
    types = set(request.args.get("response_type", "").split())
    if "code" not in types or not types <= {"code", "id_token"}:
        return "response_type must be code, or code id_token."
    if request.args.get("response_mode") != "form_post":
        return "response_mode must be form_post."
    return ""


def _page(why: str = "") -> str:
    scopes = request.args.get("scope", "").split()
    return render_template(
        "consent.html",
        provider="Apple",
        people=people.APPLE,
        scopes=scopes,
        why=why,
        consents=state().consents,
    )


def _post_back(fields: dict[str, str]) -> str:
    """A page that posts these fields to the site, by itself or with its button."""
    if "state" in request.args:
        fields["state"] = request.args["state"]
    return render_template("post_back.html", fields=fields, target=request.args["redirect_uri"])


@apple.get("/auth/authorize")
def ask() -> AnyResponse | tuple[str, int] | str:
    """The page where a person is chosen, and how much they share."""
    flaw = _flaw()
    if flaw:
        return render_template("refused.html", provider="Apple", why=flaw), 400
    return _page()


def _grant() -> Grant:
    """Who was chosen and what they share. Raises ValueError when nobody was."""
    person = people.chosen(request.form, people.APPLE)
    sharing = request.form.get("sharing", "")
    if sharing not in SHARINGS:
        sharing = state().consents.get(person.sub, "share")
    return Grant(
        person=person,
        client_id=APPLE_CLIENT_ID,
        redirect_uri=request.args["redirect_uri"],
        scopes=frozenset(request.args.get("scope", "").split()),
        nonce=request.args.get("nonce", ""),
        challenge=request.args.get("code_challenge", ""),
        sharing=sharing,
        expires=oauth.code_expiry(),
    )


def _user(grant: Grant, claims: dict[str, Any]) -> str:
    """The ``user`` field: name and address, at the first consent only, otherwise empty."""
    first_time = grant.person.sub not in state().consents
    if not first_time or not {"name", "email"} & grant.scopes:
        return ""
    user: dict[str, Any] = {}
    if "name" in grant.scopes and grant.person.name:
        first, last = grant.person.names
        user["name"] = {"firstName": first, "lastName": last}
    if "email" in claims:
        user["email"] = claims["email"]
    return json.dumps(user)


@apple.post("/auth/authorize")
def answer() -> tuple[str, int] | str:
    """What was chosen there, posted back to the site.

    ``forged_user`` is posted as ``user`` just as it is typed: an attacker's browser can do that.
    """
    flaw = _flaw()
    if flaw:
        return render_template("refused.html", provider="Apple", why=flaw), 400
    if "cancel" in request.form:
        return _post_back({"error": "user_cancelled_authorize"})
    try:
        grant = _grant()
    except ValueError as error:
        return _page(str(error)), 400
    claims = claims_of(grant)
    user = request.form.get("forged_user", "") or _user(grant, claims)
    state().consents[grant.person.sub] = grant.sharing
    fields = {"code": oauth.new_code(grant)}
    if "id_token" in request.args["response_type"].split():
        front = claims | {"c_hash": half_hash(fields["code"])}
        fault = state().faults.choice("apple_id_token")
        fields["id_token"] = state().apple.id_token(APPLE_CLIENT_ID, front, fault)
    if user:
        fields["user"] = user
    return _post_back(fields)
