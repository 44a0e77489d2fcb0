"""The addresses of accounts: allauth's own under ``/accounts/``, and ours beside them."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView

from accounts import apple_doors, data_pages, provider_doors
from accounts.activity import activity
from accounts.coming_back import choose_password, mailed_code, passkey
from accounts.email_undo_page import email_undo_page
from accounts.forgot import forgot_password
from accounts.joining import confirm
from accounts.login_codes import request_code
from accounts.lost_factors_pages import keep_factors, lost_factors_page
from accounts.passkeys import remove_key
from accounts.password_pages import set_password
from accounts.profile import profile
from accounts.reauthentication import code_proof, proof_done, provider_proof
from accounts.sessions import end_session, sessions
from accounts.signup import join

urlpatterns = [
    path("accounts/signup/", join, name="account_signup"),
    path("accounts/confirm-email/", confirm, name="account_email_verification_sent"),
    path("accounts/password/reset/", forgot_password, name="account_reset_password"),
    path(
        "accounts/password/set/",
        set_password,
        name="account_set_password",
    ),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        choose_password,
        name="account_reset_password_from_key",
    ),
    path("accounts/login/code/", request_code, name="account_request_login_code"),
    path("accounts/login/code/confirm/", mailed_code, name="account_confirm_login_code"),
    path("accounts/2fa/webauthn/login/", passkey, name="mfa_login_webauthn"),
    path("accounts/profile/", profile, name="account_profile"),
    path("accounts/activity/", activity, name="account_activity"),
    path("accounts/sessions/", sessions, name="usersessions_list"),
    path("accounts/sessions/<int:session_id>/end/", end_session, name="account_end_session"),
    path("accounts/data/", data_pages.export_page, name="account_export"),
    path("accounts/data/<slug:token>/", data_pages.export_file, name="account_export_file"),
    path("accounts/delete/", data_pages.deletion_page, name="account_delete"),
    path("accounts/reauthenticate/provider/", provider_proof, name="account_proof_provider"),
    path("accounts/reauthenticate/done/", proof_done, name="account_proof_done"),
    path("accounts/reauthenticate/code/", code_proof, name="account_proof_code"),
    path("", include(provider_doors)),  # before allauth's own of the same addresses
    path(
        "accounts/apple/notifications/",
        apple_doors.Notifications.as_view(),
        name="apple_notifications",
    ),
    path("accounts/email/undo/<str:token>/", email_undo_page, name="account_email_undo"),
    path("accounts/2fa/lost/", lost_factors_page, name="account_lost_factors"),
    path("accounts/2fa/keep/", keep_factors, name="account_keep_factors"),
    path("accounts/2fa/webauthn/keys/<int:pk>/remove/", remove_key, name="mfa_remove_webauthn"),
    path("accounts/", include("allauth.urls")),
    path(
        ".well-known/change-password",
        RedirectView.as_view(pattern_name="account_change_password"),
        name="change-password",
    ),
]
