"""What a passkey answers in a browser: a new one in full, an old one without its signature."""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

PRESENT, VERIFIED = 0x01, 0x04  # flags: somebody touched it; it asked for finger, face or PIN
ATTESTED = 0x40  # flag: a new key comes along


def new_key(options: Any, host: str) -> dict[str, Any]:
    """The credential that a new key makes for a page's options (WebAuthn, section 7.1)."""
    asked = options["publicKey"]
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    key = AttestedCredentialData.create(Aaguid.NONE, secrets.token_bytes(16), public)
    data = AuthenticatorData.create(
        hashlib.sha256(asked["rp"]["id"].encode()).digest(), PRESENT | VERIFIED | ATTESTED, 0, key
    )
    said = CollectedClientData.create("webauthn.create", asked["challenge"], f"http://{host}")
    response = {
        "clientDataJSON": _text(said),
        "attestationObject": _text(AttestationObject.create("none", data, {})),
    }
    name = _text(key.credential_id)
    return {
        "id": name, "rawId": name, "type": "public-key", "response": response,
        "clientExtensionResults": {"credProps": {"rk": True}},
    }  # fmt: skip


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
