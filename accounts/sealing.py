"""Secrets at rest: sealed with a key made from SECRET_KEY, and readable with the older keys too."""

from __future__ import annotations

import base64
import logging
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

log = logging.getLogger(__name__)

PURPOSE = b"fanmankind.accounts.sealing.1"


def _key(secret: str) -> Fernet:
    """A key of its own for this purpose (HKDF, RFC 5869); SECRET_KEY itself seals nothing."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


def _keys() -> MultiFernet:
    known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_key(str(secret)) for secret in known])


def seal(text: str) -> str:
    """Encrypt a text for storage."""
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text again. Raises ValueError when no key of ours sealed it."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise ValueError("This was not sealed here, or with a key that is gone.") from error


def reseal(sealed: str) -> str:
    """The same text, sealed with SECRET_KEY of today. Raises ValueError as ``unseal`` does."""
    try:
        return _keys().rotate(sealed.encode()).decode()
    except InvalidToken as error:
        raise ValueError("This was not sealed here, or with a key that is gone.") from error


def unseal_factor(sealed: str) -> str:
    """The secret of a second factor, or for one that no key opens a fresh random one.

    No code fits that, so to its owner the factor fails like any wrong code, and the page stays.
    """
    try:
        return unseal(sealed)
    except ValueError:
        log.error("A second factor was sealed with a key that is gone; its codes fail.")  # noqa: TRY400
        return base64.b32encode(secrets.token_bytes(20)).decode()
