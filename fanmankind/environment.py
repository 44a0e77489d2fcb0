"""Reading the environment: every difference between two places comes through here."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"", "0", "false", "no", "off"}
LOOPBACK_HOSTS = {"localhost", "127.0.0.1", "::1"}


def flag(name: str, *, default: bool = False) -> bool:
    """Read a yes-or-no variable; ImproperlyConfigured names it when it is neither."""
    value = os.environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise ImproperlyConfigured(f"{name} must be on or off, not {value!r}.")
    return word in TRUE_WORDS


def words(name: str, default: str = "") -> list[str]:
    """Read a comma-separated variable as a list without empty items."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def is_loopback(url: str) -> bool:
    """Whether an address is on this machine only: the mark of a local installation."""
    return urlsplit(url).hostname in LOOPBACK_HOSTS


def kept_secret(path: Path) -> str:
    """Return this installation's own random key, made once and kept in a private file."""
    if path.exists():
        return path.read_text().strip()
    path.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(50)
    try:
        with open(path, "x", opener=lambda p, f: os.open(p, f, 0o600)) as file:
            file.write(key)
    except FileExistsError:  # another process was first
        return path.read_text().strip()
    return key


def cache(url: str) -> dict[str, Any]:
    """Turn CACHE_URL (``db://table``, ``redis://host:port/n``, ``locmem://``) into a cache."""
    scheme = urlsplit(url).scheme
    if scheme in {"redis", "rediss", "unix"}:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    if scheme == "db":
        table = urlsplit(url).netloc or "cache"
        return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": table}
    if scheme == "locmem":
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    raise ImproperlyConfigured("CACHE_URL must begin with db://, redis://, rediss:// or locmem://.")


def mailer(url: str) -> dict[str, Any]:
    """Turn EMAIL_URL (``smtp://``, ``smtp+tls://``, ``smtps://``, ``console://``) into a mailer."""
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme not in {"smtp", "smtp+tls", "smtps"}:
        raise ImproperlyConfigured(
            "EMAIL_URL must begin with smtp://, smtp+tls://, smtps:// or console://."
        )
    timeout = parse_qs(parts.query).get("timeout", ["10"])[0]
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname or "localhost",
            "port": parts.port or (465 if parts.scheme == "smtps" else 25),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": parts.scheme == "smtp+tls",
            "use_ssl": parts.scheme == "smtps",
            "timeout": int(timeout),
        },
    }
