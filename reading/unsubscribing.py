"""Ending mail from the mail itself: without signing in, without a cookie, and by POST alone.

A token names a reader and a show, and is signed. It does not expire, since mails are kept. It
tells nothing: the page is the same whether somebody follows, no longer follows, or is gone.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.addresses import canonical
from articles.models import Show
from reading.follows import unfollow, unfollow_all

EVERY_SHOW = 0
_signer = Signer(sep=".", salt="reading.unsubscribe")


@dataclass(frozen=True, slots=True)
class Wish:
    """Whose mail about which show is to end; EVERY_SHOW stands for all of them."""

    user_id: int
    show_id: int


def token_for(user_id: int, show_id: int) -> str:
    """The token that lets whoever has it end this reader's mail about this show."""
    return _signer.sign(f"{user_id}-{show_id}")


def address_for(user_id: int, show_id: int) -> str:
    """The full address of the page for it."""
    return canonical(reverse("reading_unsubscribe", args=[token_for(user_id, show_id)]))


def wish_in(token: str) -> Wish:
    """What a token stands for. Raises Http404 for one that we did not make."""
    try:
        user, _, show = _signer.unsign(token).partition("-")
        return Wish(int(user), int(show))
    except (BadSignature, ValueError) as error:
        raise Http404("This token is not ours.") from error


@csrf_exempt  # the token is the permission, and mailboxes post without a cookie (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a button; POST, from the button or a mailbox, ends the mail. Raises Http404."""
    wish = wish_in(token)
    if request.method == "POST":
        if wish.show_id == EVERY_SHOW:
            unfollow_all(wish.user_id)
        else:
            unfollow(wish.user_id, wish.show_id)
    show = Show.objects.live().filter(pk=wish.show_id).only("title").first()
    words = {"show": show, "every": wish.show_id == EVERY_SHOW, "done": request.method == "POST"}
    answer = render(request, "reading/unsubscribe.html", words)
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"  # the address is the permission
    return answer
