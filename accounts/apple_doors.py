"""The two addresses that Apple itself asks: where people come back, and where it sends news."""

from __future__ import annotations

from allauth.account.internal.decorators import login_not_required
from allauth.core import ratelimit
from allauth.socialaccount.providers.apple.views import oauth2_finish_login
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from accounts import apple_names, apple_notices

LARGEST = 64 * 1024  # bytes of a request's body
PASSED_ON = ("code", "state", "error")
LONGEST = 1_000  # characters of each; Apple's code has under 100


def _too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdecimal() or int(length) > LARGEST


@csrf_exempt
@login_not_required
def callback(request: HttpRequest) -> HttpResponse:
    """Where Apple's page posts to, from another site and so without our session's cookie.

    Leads on to ``finish`` with what counts, and stores nothing: allauth's own view would write a
    session, with the id_token, for whoever posts here. Raises BadRequest for what Apple would not
    send.
    """
    if request.method != "POST":
        return redirect("account_login")  # somebody who came back to the address by hand
    limited = ratelimit.consume_or_429(request, action="apple_callback")
    if limited:
        return limited  # type: ignore[no-any-return]
    if _too_large(request):
        raise BadRequest("This is not what Apple sends.")
    given = {name: request.POST[name] for name in PASSED_ON if request.POST.get(name)}
    if not given.keys() & {"code", "error"} or max(map(len, given.values())) > LONGEST:
        raise BadRequest("This is not what Apple sends.")
    response = HttpResponseRedirect(f"{reverse('apple_finish_callback')}?{urlencode(given)}")
    apple_names.keep(response, apple_names.name_from(request.POST.get("user")))
    return response


def finish(request: HttpRequest) -> HttpResponse:
    """The sign-in itself, within the session; however it ends, the name has done its part."""
    response: HttpResponse = oauth2_finish_login(request)
    apple_names.forget(response)
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
