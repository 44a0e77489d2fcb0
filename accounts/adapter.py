"""Where the site departs from allauth's ways of doing things."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from accounts import failures, outbox
from accounts.first_proof import clear_the_way
from accounts.letters import letter
from accounts.passwords import normal
from accounts.reauthentication import methods_of

# How long the words of a mail stay true, for those that hold a link or a code.
VALID_FOR = {
    "account/email/password_reset_key": timedelta(hours=1),
    "account/email/email_confirmation": timedelta(minutes=10),
    "account/email/email_confirmation_signup": timedelta(minutes=10),
    "account/email/login_code": timedelta(minutes=10),
    "accounts/email/proof_code": timedelta(minutes=10),
    "accounts/email/lost_factors_code": timedelta(minutes=10),
}


def canonical(url: str) -> str:
    """The same page at SITE_URL: a link in a mail must not follow the host of a request."""
    site = urlsplit(settings.SITE_URL)
    return urlsplit(url)._replace(scheme=site.scheme, netloc=site.netloc).geturl()


class AccountAdapter(DefaultAccountAdapter):
    """Mail goes through the outbox, and links carry the one canonical address of the site."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_mails": (
            "We have mailed this address three times within the hour. Look in the folder for "
            "unwanted mail, or try again in an hour."
        ),
        "password_waits": (
            "Too many wrong passwords. A password counts again in five minutes; a mailed code, a "
            "passkey, Apple and Google let you in now."
        ),
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a password that is tried. ValidationError when there were too many wrong ones."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise self.validation_error("password_waits") from error

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Render a mail and write it down for delivery; nothing is sent inside a request."""
        words = {
            "request": allauth_context.request,
            "email": email,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "site_url": settings.SITE_URL,
            "support_email": settings.SUPPORT_EMAIL,
        }
        addresses = {
            name: canonical(value)
            for name, value in context.items()
            if name.endswith("_url") and isinstance(value, str)
        }
        message = self.render_mail(template_prefix, email, words | context | addresses)
        if isinstance(message, EmailMultiAlternatives) and not message.alternatives:
            html = letter(str(message.subject), str(message.body))
            message.attach_alternative(html, "text/html")
        outbox.queue(
            message,
            purpose=template_prefix.rpartition("/")[2],
            valid_for=VALID_FOR.get(template_prefix),
        )

    def send_notification_mail(self, template_prefix: str, *args: Any, **kwargs: Any) -> None:
        """Send allauth's notices, but for the one about a new address: see ``email_undo``."""
        if template_prefix != "account/email/email_changed":
            super().send_notification_mail(template_prefix, *args, **kwargs)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Allauth's ways of fresh proof in our words, and ours for those who have none of them."""
        theirs = super().get_reauthentication_methods(user)
        has_app = is_mfa_enabled(user, [Authenticator.Type.TOTP])
        code = "Use your authenticator app or a recovery code" if has_app else "Use a recovery code"
        words = {
            "mfa_reauthenticate": code,
            "mfa_reauthenticate:webauthn": "Use a passkey or security key",
        }
        ours = [way | {"description": words.get(way["id"], way["description"])} for way in theirs]
        # The key first, where it is what somebody has; its page is then where proof begins.
        if not has_app:
            ours.sort(key=lambda way: way["id"] == "mfa_reauthenticate")
        return [*ours, *methods_of(user)]

    def clean_password(self, password: str, user: Any = None) -> str:
        """The password in normal form. ValidationError when it is easy to guess in that form."""
        return str(super().clean_password(normal(password), user))

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Note that an address is proven; what others only began with it goes.

        False, with a message, where somebody else has an account with it by now.
        """
        try:
            with transaction.atomic():
                clear_the_way(email_address.email.lower(), but=email_address.user_id or 0)
                return bool(super().confirm_email(request, email_address))
        except IntegrityError:
            words = {"email": email_address.email}
            template = "account/messages/email_confirmation_failed.txt"
            self.add_message(request, messages.ERROR, template, words)
            return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note a wrong password, for a known and an unknown address alike."""
        failures.note(str(credentials.get("email") or ""), request, "password")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """What wrong passwords are counted by: the address alone.

        allauth adds the host, so that every further name of the site gives as many guesses again.
        """
        return str(credentials.get("email", "")).strip().lower()

    def is_safe_url(self, url: str | None) -> bool:
        """Whether a ``next`` stays on this site: a path of ours, or the canonical address."""
        if not url or url.startswith(("//", "/\\")) or "\\" in url:
            return False
        try:
            parts = urlsplit(url)
        except ValueError:  # such as http://[
            return False
        if not parts.scheme and not parts.netloc:
            return url.startswith("/")
        return f"{parts.scheme}://{parts.netloc}" == settings.SITE_URL

    def get_client_ip(self, request: HttpRequest) -> str:
        """The client's address as our proxies give it, or the connection's own.

        A wrong number of proxies must not lock everybody out, so what can't be read from the
        forwarding header falls back to the connection.
        """
        try:
            return str(super().get_client_ip(request))
        except Exception:  # noqa: BLE001 - a wrong setting or a forged header is no reason for a 500
            return str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 - a name for "unknown"
