"""The front page: what is here, which faults are on, and the switches for them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from standins.faults import CHOICES, NUMBERS
from standins.state import state

desk = Blueprint("desk", __name__)


@desk.get("/")
def index() -> str:
    """Links to everything, and the switches."""
    return render_template(
        "index.html",
        choices=CHOICES,
        numbers=NUMBERS,
        now=state().faults.as_dict(),
        mails=len(state().post.mails()),
        site_url=state().site_url,
    )


@desk.get("/healthz")
def health() -> Response:
    """Whether the server is up."""
    return jsonify(ok=True)


@desk.get("/faults")
def faults() -> Response:
    """Every fault as it is now."""
    return jsonify(state().faults.as_dict())


@desk.post("/faults")
def switch() -> AnyResponse:
    """Switch some: a form, or JSON ``{"name": "value"}``. 400 on a name or value unknown."""
    sent = request.get_json(silent=True) if request.is_json else request.form.to_dict()
    changes: dict[str, Any] = sent if isinstance(sent, dict) else {"": sent}  # of no known name
    try:
        state().faults.switch(changes)
    except ValueError as error:
        answer = jsonify(error=str(error))
        answer.status_code = 400
        return answer
    return jsonify(state().faults.as_dict()) if request.is_json else redirect("/", 303)


@desk.post("/reset")
def reset() -> AnyResponse:
    """Forget mail, faults, consents, tokens and records."""
    state().reset()
    return redirect("/", 303)


@desk.get("/records.json")
def records() -> Response:
    """What was asked of the stand-ins: token calls, verifications, revocations, notifications."""
    return jsonify(asdict(state().records))
