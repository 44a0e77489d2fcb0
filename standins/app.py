"""The web application: all stand-ins in one."""

from __future__ import annotations

from flask import Flask, Response

from standins.apple import apple
from standins.apple_notices import apple_notices
from standins.apple_tokens import apple_tokens
from standins.desk import desk
from standins.google import google
from standins.mail_pages import mail_pages
from standins.recaptcha import recaptcha
from standins.state import State

PAGE_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; frame-src 'self'"
LARGEST_REQUEST = 2_000_000  # bytes


def _harden(response: Response) -> Response:
    """Our pages run nothing of their own making, and are never kept."""
    response.headers.setdefault("Content-Security-Policy", PAGE_POLICY)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def make_app(memory: State) -> Flask:
    """The application that answers from this memory."""
    app = Flask("standins")
    app.extensions["standins"] = memory
    # A page elsewhere must not read the mail by pointing a name of its own at this machine.
    app.config["TRUSTED_HOSTS"] = ["127.0.0.1", "localhost"]
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    for part in (desk, google, apple, apple_tokens, apple_notices, recaptcha, mail_pages):
        app.register_blueprint(part)
    app.after_request(_harden)
    return app
