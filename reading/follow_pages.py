"""Which shows somebody follows, and how often we write: a page, and a noun for scripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.models import Show
from reading.asking import MOST_KEY, Refused, body_of, for_scripts
from reading.follows import Follow, follow, unfollow
from reading.reaching import addresses_of

OFF = "off"


@dataclass(frozen=True, slots=True)
class Line:
    """A show on the page; ``pace`` is empty for one that is only offered."""

    show: Show
    pace: str


def _live_show(pk: int) -> Show | None:
    if pk > MOST_KEY:
        return None
    found: Show | None = Show.objects.live().filter(pk=pk).only("pk", "title").first()
    return found


@for_scripts("PUT", "DELETE")
def follow_noun(request: HttpRequest, show_id: int) -> HttpResponse:
    """A followed show: PUT ``pace`` (``at-once`` or ``weekly``); DELETE ends the mail."""
    user: Any = request.user
    show = _live_show(show_id)
    if request.method == "DELETE" and unfollow(user.pk, show_id):
        return JsonResponse({"pace": None})
    if show is None:
        raise Refused(404, "There is no such show.")
    if request.method == "DELETE":
        return JsonResponse({"pace": None})
    pace = body_of(request).get("pace")
    if pace not in Follow.Pace.values:
        raise Refused(400, "The pace is neither “at-once” nor “weekly”.")
    return JsonResponse({"pace": follow(user, show, pace).pace})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def follows(request: HttpRequest) -> HttpResponse:
    """The page. ``?show=`` offers a show that is not followed yet. Raises Http404."""
    if request.method == "POST":
        return _change(request)
    user: Any = request.user
    rows = Follow.objects.filter(user=user).select_related("show").order_by("show__title", "pk")
    lines = [Line(row.show, row.pace) for row in rows]
    asked = _number(request.GET.get("show", ""))
    offered = _live_show(asked) if asked else None
    if offered and offered.pk not in {line.show.pk for line in lines}:
        lines.insert(0, Line(offered, ""))
    words = {
        "lines": lines,
        "paces": [*Follow.Pace.choices, (OFF, "Off")],
        "asked": offered.pk if offered else None,
        "unreachable": user.pk not in addresses_of([user.pk]),
    }
    return render(request, "reading/follows.html", words)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _change(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    number, pace = _number(request.POST.get("show", "")), request.POST.get("pace", "")
    show = Show.objects.filter(pk=number).only("pk", "title", "live").first()
    if show is None or pace not in {*Follow.Pace.values, OFF}:
        raise Http404("There is no such show, or no such pace.")
    if pace == OFF:
        unfollow(user.pk, show.pk)
        messages.success(request, f"You get no more mail about {show.title}.")
    elif not show.live:
        raise Http404("The show is not public.")
    else:
        follow(user, show, pace)
        often = "at once" if pace == Follow.Pace.AT_ONCE else "once a week"
        messages.success(request, f"You hear about {show.title} {often}.")
    return redirect("reading_follows")
