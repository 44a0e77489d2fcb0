"""The mailbox to look at: every mail that the site has sent, newest first."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request
from markupsafe import Markup, escape
from werkzeug.wrappers import Response as AnyResponse

from standins.post import Mail
from standins.state import state

mail_pages = Blueprint("mail_pages", __name__)

LONGEST_WAIT = 60.0  # seconds
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")
# A mail may style itself and show pictures; links lead out of its frame, and nothing runs.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:; "
    "sandbox allow-top-navigation-by-user-activation"
)


def with_links(text: str) -> Markup:
    """Plain text as HTML in which addresses of the web can be pressed."""
    parts: list[str] = []
    end = 0
    for found in _LINK.finditer(text):
        parts += [escape(text[end : found.start()])]
        parts += [Markup('<a href="{0}">{0}</a>').format(found.group())]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def _found(number: int) -> Mail:
    return state().post.find(number) or abort(404)


@mail_pages.get("/mail/")
def mailbox() -> str:
    """All mail, or with ``?to=`` that to one address."""
    to = request.args.get("to", "").strip()
    return render_template("mailbox.html", mails=state().post.mails(to), to=to)


@mail_pages.get("/mail/<int:number>/")
def mail(number: int) -> str:
    """One mail: its text, its HTML and its headers."""
    found = _found(number)
    return render_template("mail.html", mail=found, text=with_links(found.text))


@mail_pages.get("/mail/<int:number>/html")
def mail_html(number: int) -> Response:
    """The HTML part alone, for the frame."""
    # Links must lead out of the frame, as they do in webmail.
    answer = Response('<base target="_top">' + _found(number).html)
    answer.headers["Content-Security-Policy"] = MAIL_POLICY
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _as_dict(found: Mail) -> dict[str, Any]:
    return {
        "id": found.number,
        "url": f"{state().base}/mail/{found.number}/",
        "received": found.received.isoformat(),
        "from": found.sender,
        "to": list(found.recipients),
        "subject": found.subject,
        "text": found.text,
        "html": found.html,
        "headers": [list(pair) for pair in found.headers],
        "attachments": list(found.attachments),
    }


@mail_pages.get("/mail.json")
def mail_json() -> Response:
    """The mails, newest first: ``to`` is an address; ``wait`` seconds for ``least`` of them."""
    wait = min(request.args.get("wait", 0.0, type=float), LONGEST_WAIT)
    least = request.args.get("least", 1, type=int)
    found = state().post.wait_for(request.args.get("to", ""), least if wait else 0, wait)
    return jsonify(mails=[_as_dict(one) for one in found])


@mail_pages.post("/mail/clear")
def clear() -> AnyResponse:
    """Throw all mail away."""
    state().post.clear()
    return redirect("/mail/", 303)
