"""What a passkey answers in a browser, but for a signature that anybody could check."""

from __future__ import annotations

import base64
from typing import Any

PRESENT, VERIFIED = 0x01, 0x04  # flags: somebody touched it; it asked for finger, face or PIN


def answer(flags: int) -> dict[str, Any]:
    """A credential; what the key vouches for stands in one byte of what it signs."""
    response = {
        "clientDataJSON": _text(b'{"type": "webauthn.get", "challenge": "", "origin": ""}'),
        "authenticatorData": _text(bytes(32) + bytes([flags]) + bytes(4)),
        "signature": "AA", "userHandle": "MQ",
    }  # fmt: skip
    return {"id": "AA", "rawId": "AA", "response": response, "type": "public-key"}


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
