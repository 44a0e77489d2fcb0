"""A Django site of one view that returns a constant, without any middleware."""

from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path


def constant(request: HttpRequest) -> HttpResponse:
    """A few bytes."""
    return HttpResponse("Hello.")


urlpatterns: list[Any] = [path("", constant)]
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="bench")  # noqa: S106
django.setup(set_prefix=False)
application = WSGIHandler()
