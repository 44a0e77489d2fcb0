"""Signed tokens (RS256), and the public half of their key in the two forms that readers want."""

from __future__ import annotations

import base64
import hashlib
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID
from jwt.algorithms import RSAAlgorithm

from standins.keys import new_rsa_key

TOKEN_LIFE = 600  # seconds


def half_hash(value: str) -> str:
    """What OpenID Connect calls at_hash and c_hash: the left half of a SHA-256, in base64url."""
    half = hashlib.sha256(value.encode("ascii")).digest()[:16]
    return base64.urlsafe_b64encode(half).rstrip(b"=").decode()


class Signer:
    """A provider's key. What it signs wrongly on demand carries the right key id all the same."""

    def __init__(self, key: rsa.RSAPrivateKey, issuer: str) -> None:
        self.key = key
        self.issuer = issuer
        public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.kid = hashlib.sha256(public).hexdigest()[:16]

    def sign(self, claims: dict[str, Any], *, wrongly: bool = False) -> str:
        """The claims as a JWT; ``wrongly`` signs with a key that is published nowhere."""
        key = new_rsa_key() if wrongly else self.key
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": self.kid})

    def id_token(self, audience: str, claims: dict[str, Any], fault: str = "none") -> str:
        """An id_token for ``audience``; ``fault`` is a value of the fault of that name."""
        now = int(time.time())
        standard = {"iss": self.issuer, "aud": audience, "iat": now, "exp": now + TOKEN_LIFE}
        wrong: dict[str, dict[str, Any]] = {
            "wrong_issuer": {"iss": "https://issuer.invalid"},
            "wrong_audience": {"aud": "somebody-else"},
            "old_sign_in": {"auth_time": now - 86_400},
            "expired": {"iat": now - 2 * TOKEN_LIFE, "exp": now - TOKEN_LIFE},
        }
        return self.sign(standard | claims | wrong.get(fault, {}), wrongly=fault == "wrong_key")

    def key_set(self) -> dict[str, Any]:
        """The public key as a JSON Web Key Set."""
        key = RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [key | {"kid": self.kid, "alg": "RS256", "use": "sig"}]}

    def certificates(self) -> dict[str, str]:
        """The public key as Google's v1 certificates: a PEM certificate for each key id."""
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "stand-in for development")])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=30))
            .sign(self.key, hashes.SHA256())
        )
        return {self.kid: certificate.public_bytes(Encoding.PEM).decode()}
