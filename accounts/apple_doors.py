"""The two addresses that Apple itself asks: where people come back, and where it sends news."""

from __future__ import annotations

from allauth.account.internal.decorators import login_not_required
from allauth.core import ratelimit
from allauth.socialaccount.providers.apple.apple_session import APPLE_SESSION_COOKIE_NAME
from allauth.socialaccount.providers.apple.views import oauth2_callback
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from accounts import apple_notices

LARGEST = 64 * 1024  # bytes of a request's body
COOKIE_AGE = 600  # seconds


def _too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdecimal() or int(length) > LARGEST


@csrf_exempt
@login_not_required
def callback(request: HttpRequest) -> HttpResponse:
    """Where Apple's page posts to. Raises BadRequest for what Apple would not send.

    Limited before anything is stored, since a stranger may post here too.
    """
    if request.method == "POST":
        limited = ratelimit.consume_or_429(request, action="apple_callback")
        if limited:
            return limited  # type: ignore[no-any-return]
        if _too_large(request) or not (request.POST.keys() & {"code", "error"}):
            raise BadRequest("This is not what Apple sends.")
    response: HttpResponse = oauth2_callback(request)
    if APPLE_SESSION_COOKIE_NAME in response.cookies:
        cookie = response.cookies[APPLE_SESSION_COOKIE_NAME]
        cookie["httponly"] = True
        cookie["max-age"] = COOKIE_AGE
    return response


@method_decorator(csrf_exempt, name="dispatch")
@method_decorator(login_not_required, name="dispatch")
class Notifications(View):
    """Apple's server-to-server notifications: believed only when Apple signed them."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Verify one notification and act on it."""
        limited = ratelimit.consume_or_429(request, action="apple_notifications")
        if limited:
            return limited  # type: ignore[no-any-return]
        event = None if _too_large(request) else apple_notices.claims_of(request.body)
        if event is None:
            return HttpResponseBadRequest("Not a notification of Apple's.")
        apple_notices.take(event)  # one that came before too is well received
        return HttpResponse(status=200)
