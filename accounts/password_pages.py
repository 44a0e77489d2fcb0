"""A first password for somebody who came by Apple, Google or a mailed code."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.account.views import password_set
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

_asked = reauthentication_required(password_set)


def set_password(request: HttpRequest) -> HttpResponse:
    """Choose one, after fresh proof.

    What is posted too late is not set aside until the proof is there, as allauth would do with
    it: a password does not belong into the stored session.
    """
    if request.method == "POST" and not did_recently_reauthenticate(request):
        return redirect("account_set_password")
    answer: HttpResponse = _asked(request)
    return answer
