"""The newsroom is entered by the site's own sign-in, and with a second factor.

Wagtail's forms would let people in past allauth: past its limits, its proof of an address and its
second factors. Their addresses lead to the site's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.contrib import messages
from django.core.checks import CheckMessage, Error, Tags, register
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from accounts.factors import STRONG, has_strong_factor

NEWSROOM = "/cms/"
ACCESS = "wagtailadmin.access_admin"
WANTED = "newsroom_wanted"


def sign_in(request: HttpRequest) -> HttpResponse:
    """Where Wagtail would ask for a password: to the site's own sign-in, ``next`` kept."""
    wanted = request.GET.get("next", "")
    target = wanted if get_adapter(request).is_safe_url(wanted) else NEWSROOM
    if request.user.is_authenticated:
        return redirect(target)
    return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")


class NewsroomDoor:
    """Lets those in who work here and have a second factor; tells everybody else why not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or stand in the way."""
        if not request.path_info.startswith(NEWSROOM) or not request.user.is_authenticated:
            return self.get_response(request)
        if request.path_info == reverse("wagtailadmin_logout"):
            return self.get_response(request)
        if not request.user.has_perm(ACCESS):
            return render(request, "accounts/newsroom/closed.html", status=403)
        if not settings.NEWSROOM_FACTOR_WAIVED and not has_strong_factor(request.user):
            messages.warning(
                request, "The newsroom needs a second factor. Add a passkey or an app here first."
            )
            wanted = request.get_full_path() if request.method == "GET" else NEWSROOM
            request.session[WANTED] = wanted
            return redirect(f"{reverse('mfa_index')}?{urlencode({'next': wanted})}")
        if not settings.NEWSROOM_FACTOR_WAIVED and not _gave_factor(request):
            wanted = request.get_full_path() if request.method == "GET" else NEWSROOM
            return redirect(f"{_where_to_give_it(request)}?{urlencode({'next': wanted})}")
        return self.get_response(request)


def _gave_factor(request: HttpRequest) -> bool:
    """Whether a factor was used in this session; a browser that is trusted has skipped it."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)


def _where_to_give_it(request: HttpRequest) -> str:
    """The page for a code of one's app, or for one's key where there is no app."""
    apps = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP)
    return reverse("mfa_reauthenticate" if apps.exists() else "mfa_reauthenticate_webauthn")


@receiver(authenticator_added, dispatch_uid="lead-on-to-the-newsroom")
def lead_on(sender: Any, request: HttpRequest, authenticator: Authenticator, **_: Any) -> None:
    """Once the factor is there that the newsroom asked for, point to where somebody wanted to go.

    The pages between lead through a proof and the recovery codes, so the place is in the session.
    Whoever adds a factor has just used it.
    """
    if authenticator.type not in STRONG:
        return
    kind = str(authenticator.type)
    record_authentication(request, request.user, method="mfa", id=authenticator.pk, type=kind)
    if wanted := request.session.pop(WANTED, ""):
        words = 'Your second factor is set. <a href="{}">Go on to the newsroom</a>.'
        messages.success(request, format_html(words, wanted))


@register(Tags.security)
def factor_not_waived(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Only a local demonstration may do without second factors."""
    if settings.IS_LOCAL or not settings.NEWSROOM_FACTOR_WAIVED:
        return []
    return [
        Error(
            "NEWSROOM_FACTOR_WAIVED lets people into the newsroom without a second factor.",
            hint="Unset NEWSROOM_FACTOR_WAIVED.",
            id="accounts.E001",
        )
    ]
