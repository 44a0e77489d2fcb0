"""The one private answer: everything that the public pages need to know of who reads them.

At most seven queries, session and user included, and six without a reminder; PostgreSQL is asked
for four of them at once. What is not public is never stored: the edge says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_safe

from accounts.me import key_of, person
from articles.addresses import path_below, root_in_sql
from articles.prepared import PreparedRows, rows_of
from articles.shield import NOT_STARTED, Position
from reading.follows import Follow
from reading.progress import Progress, as_list
from reading.shelf import Bookmark, Reading

MOST = 1000  # rows of each kind; a shelf that is longer has a page of its own


@require_safe
def me(request: HttpRequest) -> JsonResponse:
    """Who reads, and what they watched, saved, are in the middle of, and follow."""
    who = person(request)
    if not who["signed_in"]:
        return JsonResponse(who)
    return JsonResponse(who | {"key": key_of(request.user), "csrf": token_of(request)}
                        | state_of(request.user))  # fmt: skip


def token_of(request: HttpRequest) -> str:
    """What a script sends with a write: what the cookie says, where there is one.

    Scripts may read that cookie. Django hides it under noise from whoever guesses at compressed
    answers; this one is never compressed and has nothing in it that a stranger can choose, and
    noise and a cookie made anew each time were a quarter of what it cost.
    """
    return request.META.get("CSRF_COOKIE") or get_token(request)


def unknown() -> JsonResponse:
    """The answer while nobody can say who reads: as a guest, and ``away``, so it may be somebody.

    A device then keeps what it knows, forgets nothing and asks again.
    """
    return JsonResponse({"signed_in": False, "away": True})


def state_of(user: Any) -> dict[str, Any]:
    """What the pages need, in four queries asked together, and a fifth where a reminder waits."""
    of = [user.pk]
    saved, progress, places, follows = rows_of(
        (_SAVED, of), (_PROGRESS, of), (_PLACES, of), (_FOLLOWS, of)
    )
    waiting = _WAITING.of(user.pk) if any(remind for _, remind in saved) else []
    return {
        "progress": {row[0]: _said(*row[1:]) for row in progress},
        "saved": {article: int(remind) for article, remind in saved},
        "cards": {article: card_of(row) for article, *row in waiting},
        "places": {
            article: [part, percent, int(finished)] for article, part, percent, finished in places
        },
        "follows": dict(follows),
    }


_SAVED = PreparedRows(
    lambda user: (
        Bookmark.objects.filter(user=user).order_by("-at").values_list("article", "remind")[:MOST]
    ),
    int,
)
# Asked for apart, since to plan so many joins takes PostgreSQL longer than all the rest.
_WAITING = PreparedRows(
    lambda user: Bookmark.objects.filter(
        user=user, remind=True, article__live=True, article__boundary__isnull=False
    )
    .annotate(root=root_in_sql())
    .order_by("-at")
    .values_list(
        "article", "article__boundary__number", "article__boundary__season__number",
        "article__boundary__season__show", "article__boundary__season__show__title",
        "article__title", "article__url_path", "root",
    )[:MOST],
    int,
)  # fmt: skip
_PROGRESS = PreparedRows(
    lambda user: (
        Progress.objects.filter(user=user)
        .order_by("-at", "-pk")
        .values_list("show", "episode__season__number", "episode__number", "episode", "spoil_me")[
            :MOST
        ]
    ),
    int,
)
_IS_FINISHED = ExpressionWrapper(Q(finished_at__isnull=False), BooleanField())
_PLACES = PreparedRows(
    lambda user: (
        Reading.objects.filter(user=user)
        .order_by("-at")
        .values_list("article", "part", "percent", _IS_FINISHED)[:MOST]
    ),
    int,
)
_FOLLOWS = PreparedRows(
    lambda user: Follow.objects.filter(user=user).values_list("show", "pace")[:MOST], int
)


def _said(season: int | None, number: int | None, episode: int | None, spoil_me: Any) -> list[int]:
    """What somebody says of a show, from its columns."""
    at = NOT_STARTED if season is None or number is None else Position(season, number)
    return as_list(at, episode or 0, spoil_me)


def card_of(row: Sequence[Any]) -> dict[str, str]:
    """What a device needs to offer a reminder, wherever it was saved. All of it is safe to read."""
    number, season, show, name, title, url_path, root = row
    return {
        "title": title, "address": path_below(url_path, root), "name": name,
        "show": str(show), "at": f"{season}.{number}",
    }  # fmt: skip
