"""What the forms that reCAPTCHA protects say and load."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from accounts import captcha

register = template.Library()

PRIVACY = ("https://policies.google.com/privacy", "Privacy Policy")
TERMS = ("https://policies.google.com/terms", "Terms of Service")


@register.simple_tag
def recaptcha_notice() -> SafeString | str:
    """The notice with its links, as RECAPTCHA_NOTICE words it; empty where reCAPTCHA is off.

    ``{privacy}`` and ``{terms}`` stand for the two links; a notice may leave them out.
    """
    if not captcha.is_on():
        return ""
    words = str(conditional_escape(settings.RECAPTCHA_NOTICE))
    for place, (address, name) in (("{privacy}", PRIVACY), ("{terms}", TERMS)):
        words = words.replace(place, format_html('<a href="{}">{}</a>', address, name))
    return mark_safe(words)  # noqa: S308 - escaped above, the links are ours


@register.simple_tag
def support_url() -> str:
    """Where support is reached."""
    return str(settings.SUPPORT_URL)


@register.simple_tag
def recaptcha_script() -> str:
    """The address of Google's script."""
    return str(settings.RECAPTCHA.script_url)
