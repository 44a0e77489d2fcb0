"""The one private answer: everything that the public pages need to know of who reads them.

At most six queries, session and user included; never stored.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.me import key_of, person
from reading.follows import Follow
from reading.progress import progress_of
from reading.shelf import Bookmark, Reading

MOST = 1000  # rows of each kind; a shelf that is longer has a page of its own


@require_safe
@never_cache
def me(request: HttpRequest) -> JsonResponse:
    """Who reads, and what they watched, saved, are in the middle of, and follow."""
    who = person(request)
    if not who["signed_in"]:
        return JsonResponse(who)
    return JsonResponse(who | {"key": key_of(request.user), "csrf": get_token(request)}
                        | state_of(request.user))  # fmt: skip


def state_of(user: Any) -> dict[str, Any]:
    """What the pages need, in four queries."""
    saved = Bookmark.objects.filter(user=user).order_by("-at").values_list("article", "remind")
    places = (
        Reading.objects.filter(user=user)
        .order_by("-at")
        .values_list("article", "part", "percent", "finished_at")
    )
    follows = Follow.objects.filter(user=user).values_list("show", "pace")
    return {
        "progress": {row.show_id: row.said.as_list() for row in progress_of(user)[:MOST]},
        "saved": {article: int(remind) for article, remind in saved[:MOST]},
        "places": {
            article: [part, percent, int(finished is not None)]
            for article, part, percent, finished in places[:MOST]
        },
        "follows": dict(follows[:MOST]),
    }
