"""A production installation refuses to start on an unsafe setting, and names the variable.

An installation is a local one as long as SITE_URL is on this machine.
"""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

KEY_LENGTH = 50


@register(Tags.security)
def production_settings(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Everything that must not be left at its local default where strangers come."""
    if settings.IS_LOCAL:
        return []
    problems: list[CheckMessage] = []
    if not settings.IS_HTTPS:
        problems.append(
            Error("SITE_URL does not begin with https.", hint="Set SITE_URL.", id="fanmankind.E001")
        )
    if len(os.environ.get("SECRET_KEY", "")) < KEY_LENGTH:
        problems.append(
            Error(
                f"SECRET_KEY is not set, or shorter than {KEY_LENGTH} characters.",
                hint="Set SECRET_KEY to a long random text and keep it.",
                id="fanmankind.E002",
            )
        )
    if settings.DEBUG:
        problems.append(
            Error("DEBUG is on.", hint="Unset DEBUG.", id="fanmankind.E003"),
        )
    if "*" in settings.ALLOWED_HOSTS:
        problems.append(
            Error(
                "ALLOWED_HOSTS lets every host in.",
                hint="Set ALLOWED_HOSTS to your host names.",
                id="fanmankind.E004",
            )
        )
    if not os.environ.get("EMAIL_URL"):
        problems.append(
            Error(
                "EMAIL_URL is not set, so no mail would leave.",
                hint="Set EMAIL_URL, for example smtp+tls://user:password@host:587.",
                id="fanmankind.E005",
            )
        )
    return problems
