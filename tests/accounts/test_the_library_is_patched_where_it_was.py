"""What we put in allauth's place is a place that it still has and still asks.

These fail when a new release renames one: then what stands there would silently do nothing.
"""

from __future__ import annotations

import inspect

from allauth.account import auth_backends, decorators
from allauth.account.internal.flows import reauthentication
from allauth.mfa.totp import views as totp_views
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn import forms
from allauth.socialaccount.providers.apple import views as apple
from allauth.socialaccount.providers.apple.provider import AppleProvider
from allauth.socialaccount.providers.google.provider import GoogleProvider
from allauth.socialaccount.providers.oauth2 import provider as oauth2
from allauth.socialaccount.providers.oauth2 import views as oauth2_views

from accounts import app_codes, passwords
from accounts import apple as ours
from accounts.reauthentication import flows_of


def test_apple() -> None:
    assert apple.AppleOAuth2Adapter.get_user_scope_data is ours._get_user_scope_data
    assert AppleProvider.extract_extra_data is ours._extract_extra_data
    source = inspect.getsource(apple)
    for name in ("get_user_scope_data", "public_key_url", "access_token_url"):
        assert name in source
    assert "login_cancelled_error" in inspect.getsource(oauth2_views)
    assert "extract_extra_data" in inspect.getsource(inspect.getmodule(oauth2.Provider))


def test_google() -> None:
    assert "get_auth_params_from_request" in vars(GoogleProvider)
    assert "get_auth_params_from_request" in inspect.getsource(oauth2)


def test_fresh_proof() -> None:
    assert reauthentication.get_reauthentication_flows is flows_of
    assert "get_reauthentication_flows(" in inspect.getsource(
        reauthentication.did_recently_reauthenticate
    )
    assert "reauthentication" in inspect.getsource(decorators)


def test_passwords() -> None:
    backend = auth_backends.AuthenticationBackend
    assert backend._mitigate_timing_attack is passwords._compare_with_none
    source = inspect.getsource(backend.authenticate)
    assert "self._mitigate_timing_attack(password)" in source


def test_app_codes() -> None:
    assert TOTP._mark_code_used is app_codes._mark_used
    assert "self._mark_code_used(code)" in inspect.getsource(TOTP.validate_code)
    assert "_get_used_cache_key" in vars(TOTP)
    assert "activate_totp" in inspect.getsource(totp_views.ActivateTOTPView)


def test_passkeys() -> None:
    assert "clean_credential" in vars(forms.AuthenticateWebAuthnForm)
