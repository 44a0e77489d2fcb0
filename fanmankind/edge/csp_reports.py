"""What browsers report of our content security policy: logged in one line each, within bounds.

Anybody can post anything here, so a report is never more than words in the log: few, short, without
line breaks, and without the query of an address.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from fanmankind.edge.limits import count, network_of
from fanmankind.operating.metering import POLICY_REPORTS

log = logging.getLogger(__name__)

KINDS = {"application/csp-report", "application/reports+json", "application/json"}
LARGEST = 16 * 1024  # bytes of a request
MOST_DIGITS = 9  # of that number, as it is said
MOST = 10  # reports of one request
MOST_OF_A_NETWORK = 20  # requests in a minute
MOST_OF_ALL = 600  # likewise; a fault of ours is known after fewer
LONGEST = 120  # characters of each word
# What a policy of ours can say; anything else a report names is none of it.
DIRECTIVES = {
    "default-src", "script-src", "script-src-elem", "script-src-attr", "style-src",
    "style-src-elem", "style-src-attr", "img-src", "font-src", "connect-src", "manifest-src",
    "media-src", "frame-src", "worker-src", "object-src", "form-action", "base-uri",
    "frame-ancestors",
}  # fmt: skip


@csrf_exempt
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """204 for what is taken; 400, 411, 413, 415 and 429 say what they say."""
    refusal = refused(request)
    if refusal:
        return HttpResponse(status=refusal)
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError, UnreadablePostError, RequestDataTooBig):
        return HttpResponse(status=400)
    for report in reports(said):
        write_down(report)
    return HttpResponse(status=204)


def refused(request: HttpRequest) -> int | None:
    """The status that refuses a request before its body is read; None for none."""
    length = request.headers.get("Content-Length", "")
    if request.content_type not in KINDS:
        return 415
    if not length.isdecimal():
        return 411
    if len(length) > MOST_DIGITS or int(length) > LARGEST:
        return 413
    now = time.time()
    mine = count("csp", network_of(request), now) > MOST_OF_A_NETWORK
    return 429 if mine or count("csp", "all", now) > MOST_OF_ALL else None


def reports(said: Any) -> Iterator[dict[str, str]]:
    """The reports about pages of ours, in either of the forms that browsers send."""
    for entry in (said if isinstance(said, list) else [said])[:MOST]:
        body = (entry.get("csp-report") or entry.get("body")) if isinstance(entry, dict) else None
        if not isinstance(body, dict):
            continue
        directive = _word(body, "effectiveDirective", "effective-directive", "violated-directive")
        directive = directive.partition(" ")[0]
        page = address(_word(body, "documentURL", "document-uri"))
        if directive in DIRECTIVES and page.startswith(f"{settings.SITE_URL}/"):
            yield {
                "directive": directive,
                "page": page.removeprefix(settings.SITE_URL),
                "blocked": address(_word(body, "blockedURL", "blocked-uri")),
                "source": address(_word(body, "sourceFile", "source-file")),
                "line": _word(body, "lineNumber", "line-number"),
            }


def _word(body: dict[str, Any], *names: str) -> str:
    """The first of these that is there, on one line."""
    found = next((body[name] for name in names if isinstance(body.get(name), str | int)), "")
    return "".join(sign for sign in str(found) if sign.isprintable())


def address(text: str) -> str:
    """An address without what may be somebody's: its query and fragment, and a user in it."""
    try:
        parts = urlsplit(text)
        where = f"{parts.scheme}://{parts.hostname}" if parts.hostname else parts.scheme
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "unreadable"
    # Of "data:" and its kind, the rest is the content; "inline" and "eval" are words.
    path = parts.path if parts.hostname or not parts.scheme else ""
    return f"{where}{port}{path}"[:LONGEST]


def write_down(report: dict[str, str]) -> None:
    """One line for one report."""
    POLICY_REPORTS.labels(report["directive"]).inc()
    log.warning(
        "A page broke the policy: %(directive)s on %(page)s, blocked %(blocked)s, by %(source)s"
        " line %(line)s.",
        report,
    )
