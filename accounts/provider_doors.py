"""The addresses of Apple and Google, which are there only while the provider is configured."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.socialaccount.providers.apple import views as apple
from allauth.socialaccount.providers.google import views as google
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView

from accounts import apple_doors

View = Callable[..., HttpResponse]


def is_on(provider: str) -> bool:
    """Whether a provider is configured here."""
    return bool(settings.SOCIALACCOUNT_PROVIDERS.get(provider, {}).get("APPS"))


def while_on(provider: str, view: View) -> View:
    """The view, which answers Http404 while its provider is off; allauth would break down."""

    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_on(provider):
            raise Http404
        return view(request, *args, **kwargs)

    return door


@csrf_exempt
def closed(request: HttpRequest) -> HttpResponse:
    """A way in of allauth's that the site does not use, Google's One Tap. Raises Http404."""
    raise Http404


urlpatterns = [
    path("accounts/google/login/", while_on("google", google.oauth2_login)),
    path("accounts/google/login/callback/", while_on("google", google.oauth2_callback)),
    path("accounts/google/login/token/", closed),
    path("accounts/apple/login/", while_on("apple", apple.oauth2_login)),
    path(
        "accounts/apple/login/callback/",
        while_on("apple", apple_doors.callback),
        name="apple_callback",
    ),
    # Only for people whose provider tells no address, and those join by email: see ``social``.
    path(
        "accounts/3rdparty/signup/",
        RedirectView.as_view(pattern_name="account_signup"),
        name="socialaccount_signup",
    ),
    path("accounts/apple/login/callback/finish/", while_on("apple", apple_doors.finish)),
]
