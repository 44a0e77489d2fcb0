"""The mail provider's webhook: which addresses mail came back from, or whose owners complained."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from reading.asking import Refused, json_in
from reading.undeliverable import Undeliverable, note

LARGEST = 256 * 1024  # bytes of a request's body
MOST = 1000  # events at once


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to mail for one address."""

    email: str
    complaint: bool
    permanent: bool

    @property
    def reason(self) -> Undeliverable.Reason | None:
        """Why the address gets no alerts any more; None where it goes on getting them."""
        if self.complaint:
            return Undeliverable.Reason.COMPLAINED
        return Undeliverable.Reason.BOUNCED if self.permanent else None


@csrf_exempt  # the secret is the permission
@require_POST
@never_cache
def bounces(request: HttpRequest) -> HttpResponse:
    """Take a list of events; all of them, or none where one is not as it should be.

    Raises Http404 while BOUNCE_SECRET is not set.
    """
    if not settings.BOUNCE_SECRET:
        raise Http404("There is no webhook.")
    if not ratelimit.consume(request, action="bounces"):
        return _refuse(429, "Too many at once. Send it again in a minute.")
    if not knows_the_secret(request.headers.get("Authorization", "")):
        answer = _refuse(401, "The secret is wrong.")
        answer["WWW-Authenticate"] = 'Basic realm="bounces"'
        return answer
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LARGEST:
        return _refuse(413, f"At most {LARGEST} bytes at once.")
    try:
        events = events_in(request.body)
    except Refused as refused:
        return _refuse(refused.status, str(refused))
    noted = [note(event.email, event.reason) for event in events if event.reason]
    return JsonResponse({"taken": len(events), "noted": sum(noted)})


def _refuse(status: int, words: str) -> JsonResponse:
    return JsonResponse({"error": words}, status=status)


def knows_the_secret(header: str) -> bool:
    """Whether an Authorization header carries our secret: as a bearer's, or as a password."""
    scheme, _, given = header.strip().partition(" ")
    given = given.strip()
    if scheme.lower() == "basic":
        try:
            given = base64.b64decode(given, validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return False
    elif scheme.lower() != "bearer":
        return False
    return constant_time_compare(given, settings.BOUNCE_SECRET)


def events_in(body: bytes) -> list[Event]:
    """The events of a request. Raises Refused, with words for the sender."""
    found = json_in(body)
    if not isinstance(found, list) or len(found) > MOST:
        raise Refused(400, f"A list of at most {MOST} events is expected.")
    return [_event(one, number) for number, one in enumerate(found, 1)]


def _event(one: Any, number: int) -> Event:
    if not isinstance(one, dict):
        raise Refused(400, f"Event {number} is not an object.")
    email, kind, permanent = one.get("email"), one.get("type"), one.get("permanent", False)
    try:
        validate_email(email if isinstance(email, str) else "")
    except ValidationError as error:
        raise Refused(400, f"Event {number} has no address in “email”.") from error
    if kind not in ("bounce", "complaint"):
        raise Refused(400, f"Event {number} is neither a “bounce” nor a “complaint” in “type”.")
    if not isinstance(permanent, bool):
        raise Refused(400, f"Event {number} says neither true nor false in “permanent”.")
    return Event(str(email), kind == "complaint", permanent)
