"""Addresses that stand before Wagtail's own of the same path."""

from django.urls import path
from django.views.generic import RedirectView

from accounts.newsroom.doors import sign_in

forgot = RedirectView.as_view(pattern_name="account_reset_password")

urlpatterns = [
    path("cms/login/", sign_in, name="newsroom_sign_in"),
    path("cms/password_reset/", forgot),
    path("cms/password_reset/<path:rest>", RedirectView.as_view(url="/accounts/password/reset/")),
    path("_util/login/", sign_in),
]
