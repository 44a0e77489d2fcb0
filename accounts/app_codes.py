"""Codes of an authenticator app: each is taken once, for as long as it would be taken at all.

A code of the step before or after counts too (RFC 6238, section 5.2), since typing takes time and
clocks differ. allauth remembers a used one for a single step, and would take it again in the next.
"""

from __future__ import annotations

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache


def prepare() -> None:
    """Put our memory of used codes in the place of allauth's."""
    TOTP._mark_code_used = _mark_used


def _mark_used(self: TOTP, code: str) -> bool:
    """Whether the code is used for the first time; it is noted in the cache of all processes."""
    steps = 2 * app_settings.TOTP_TOLERANCE + 1
    return bool(
        cache.add(self._get_used_cache_key(code), "y", timeout=steps * app_settings.TOTP_PERIOD)
    )


class ActivateForm(ActivateTOTPForm):
    """Adds an app. The code that shows that it works is used by that, which allauth leaves out."""

    def clean_code(self) -> str:
        """The code. ValidationError when it is wrong or was used."""
        code = str(super().clean_code())
        if not _mark_used(TOTP(Authenticator(user=self.user)), code):
            raise get_adapter().validation_error("incorrect_code")
        return code
