"""What a script asks of us: JSON in, JSON out, by somebody who is signed in."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

LONGEST_BODY = 256 * 1024  # bytes; a device's whole memory fits many times
MOST_KEY = 2**63 - 1  # what a database's key can be

View = Callable[..., HttpResponse]


class Refused(Exception):
    """A request that changes nothing; ``status`` and the words go to whoever asked."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


def for_scripts(*methods: str) -> Callable[[View], View]:
    """Let only these methods through, and only for somebody signed in; refusals are JSON.

    A number in the address that no key can be is one that does not exist.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return JsonResponse({"error": "Sign in first."}, status=401)
            if any(isinstance(key, int) and key > MOST_KEY for key in kwargs.values()):
                return JsonResponse({"error": "There is nothing here."}, status=404)
            try:
                return view(request, *args, **kwargs)
            except Refused as refused:
                return JsonResponse({"error": str(refused)}, status=refused.status)

        return never_cache(require_http_methods(methods)(answer))

    return decorate


def body_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent. Raises Refused for anything else."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_BODY:
        raise Refused(413, "That is too much at once.")
    found = json_in(request.body)
    if not isinstance(found, dict):
        raise Refused(400, "That is not a JSON object.")
    return found


def json_in(body: bytes) -> Any:
    """What a body says as JSON. Raises Refused for what is none, or holds no proper text.

    JSON can spell half of a pair of surrogates, which nothing can store.
    """
    try:
        found = json.loads(body)
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Refused(400, "That is not JSON.") from error
    return found


def number_in(value: Any, most: int = 2**31 - 1) -> int:
    """A whole number from 0 to ``most``. Raises Refused for anything else."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise Refused(400, "A number is missing or out of range.")
    return value


def yes_or_no(value: Any) -> bool:
    """A boolean, or 0 or 1. Raises Refused for anything else."""
    if value not in (0, 1):
        raise Refused(400, "Yes or no is missing.")
    return bool(value)


def said_at_in(value: Any) -> datetime | None:
    """When something was said, in milliseconds since 1970; None where the device does not tell.

    It can't be later than now, whatever a device's clock says. Raises Refused for no number.
    """
    if value is None:
        return None
    said_at = number_in(value, MOST_KEY) / 1000
    return datetime.fromtimestamp(min(said_at, timezone.now().timestamp()), UTC)
