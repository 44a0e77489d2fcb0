"""Private keys: made on first use, kept as files that only their owner can read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)


def _pem(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _keep(path: Path, pem: str) -> str:
    """Write the key unless another process was first; return the one that is kept."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(pem)
        path.hardlink_to(draft)
    except FileExistsError:
        pass  # The site and the stand-ins start together; the first one's key counts.
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii")


def kept_ec_key(path: Path) -> str:
    """The P-256 private key in this file, as PEM; made when the file is missing."""
    if path.exists():
        return path.read_text(encoding="ascii")
    return _keep(path, _pem(ec.generate_private_key(ec.SECP256R1())))


def new_rsa_key() -> rsa.RSAPrivateKey:
    """A key that is kept nowhere."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def kept_rsa_key(path: Path) -> rsa.RSAPrivateKey:
    """The RSA private key in this file; made when the file is missing.

    Raises TypeError when the file holds a key of another kind.
    """
    pem = path.read_text(encoding="ascii") if path.exists() else _keep(path, _pem(new_rsa_key()))
    key = load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(f"{path} holds no RSA key.")
    return key
