"""What Google and Apple have in common: the code flow of OAuth 2.0."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from typing import Any
from urllib.parse import urlencode

from flask import Response, jsonify, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from standins.state import Grant, state

CODE_LIFE = 300  # seconds


class Refused(Exception):
    """A request at the back door that must not succeed: OAuth's error word, and a status."""

    def __init__(self, error: str, why: str, status: int = 400) -> None:
        super().__init__(why)
        self.error, self.why, self.status = error, why, status

    def answer(self) -> Response:
        """As the client reads it."""
        answer = jsonify(error=self.error, error_description=self.why)
        answer.status_code = self.status
        return answer


def wrong_door(client_id: str) -> str:
    """Why somebody must not be sent on from the sign-in page, or nothing."""
    if request.args.get("client_id") != client_id:
        return "This client_id is not known here."
    if not state().may_return_to(request.args.get("redirect_uri", "")):
        return "This redirect_uri is not one of the site's."
    return ""


def send_back(**parameters: str) -> AnyResponse:
    """Return to the site with these parameters and the state that it sent."""
    if "state" in request.args:
        parameters["state"] = request.args["state"]
    target = request.args["redirect_uri"]
    return redirect(f"{target}{'&' if '?' in target else '?'}{urlencode(parameters)}", 303)


def new_code(grant: Grant) -> str:
    """A code that stands for this grant, once, for a few minutes."""
    code = secrets.token_urlsafe(24)
    state().codes[code] = grant
    return code


def code_expiry() -> float:
    """When a code that is made now stops working."""
    return time.time() + CODE_LIFE


def proves(verifier: str, challenge: str) -> bool:
    """Whether the verifier is the one that the S256 challenge was made from."""
    digest = hashlib.sha256(verifier.encode("utf-8")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge


def redeem_code(client_id: str) -> Grant:
    """The grant behind the code in the form. Raises Refused; the code is used up either way."""
    form = request.form
    grant = state().codes.pop(form.get("code", ""), None)
    if grant is None or grant.expires < time.time() or grant.client_id != client_id:
        raise Refused("invalid_grant", "The code is unknown, used, too old or not yours.")
    if form.get("redirect_uri") != grant.redirect_uri:
        raise Refused("invalid_grant", "redirect_uri is not the one that the code was made for.")
    if grant.challenge and not proves(form.get("code_verifier", ""), grant.challenge):
        raise Refused("invalid_grant", "code_verifier does not match the code_challenge.")
    return grant


def note_token_call(provider: str, status: int) -> None:
    """Remember a call to a token endpoint, with every field that it sent."""
    call: dict[str, Any] = {"provider": provider, "fields": request.form.to_dict()}
    state().records.token_calls.append(call | {"status": status})
