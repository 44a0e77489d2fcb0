"""Reading the environment: every difference between two places comes through here."""

import logging
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"", "0", "false", "no", "off"}
LOOPBACK_HOSTS = {"localhost", "127.0.0.1", "::1"}
MOST_ENTRIES = 1_000_000  # of a cache; Django's own default is 300


def flag(name: str, *, default: bool = False) -> bool:
    """Read a yes-or-no variable; ImproperlyConfigured names it when it is neither."""
    value = os.environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise ImproperlyConfigured(f"{name} must be on or off, not {value!r}.")
    return word in TRUE_WORDS


def count(name: str, default: int = 0) -> int:
    """Read a number of zero or more; ImproperlyConfigured names it when it is anything else."""
    value = os.environ.get(name, str(default)).strip()
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a number of zero or more, not {value!r}.")
    return int(value)


def log_level(default: str) -> str:
    """Read LOG_LEVEL, in whatever case; ImproperlyConfigured where it is none of Python's names."""
    level = os.environ.get("LOG_LEVEL", "").strip().upper() or default
    if level not in logging.getLevelNamesMapping():
        raise ImproperlyConfigured("LOG_LEVEL must be DEBUG, INFO, WARNING, ERROR or CRITICAL.")
    return level


def words(name: str, default: str = "") -> list[str]:
    """Read a comma-separated variable as a list without empty items."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def address(name: str, default: str) -> str:
    """Read a site's address, without a slash at its end; ImproperlyConfigured where it is none."""
    value = (os.environ.get(name, "").strip() or default).rstrip("/")
    try:
        parts = urlsplit(value)
        is_whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, or half an IPv6 address
        is_whole = False
    if not is_whole or parts.path or parts.query or parts.fragment or parts.username is not None:
        raise ImproperlyConfigured(f"{name} must be like https://www.fanmankind.example.")
    return value


def time_zone(default: str) -> str:
    """Read TIME_ZONE; ImproperlyConfigured where it is no name of the IANA's database."""
    name = os.environ.get("TIME_ZONE", "").strip() or default
    try:
        ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        message = "TIME_ZONE must be a name such as UTC or Europe/Berlin."
        raise ImproperlyConfigured(message) from None
    return name


def is_loopback(url: str) -> bool:
    """Whether an address is on this machine only: the mark of a local installation."""
    return urlsplit(url).hostname in LOOPBACK_HOSTS


def kept_secret(path: Path) -> str:
    """Return this installation's own random key, made once and kept in a private file.

    Raises ImproperlyConfigured where its folder, DATA_DIR, can't be written or read.
    """
    try:
        if path.exists():
            return path.read_text().strip()
        path.parent.mkdir(parents=True, exist_ok=True)
        key = secrets.token_urlsafe(50)
        try:
            with open(path, "x", opener=lambda p, f: os.open(p, f, 0o600)) as file:
                file.write(key)
        except FileExistsError:  # another process was first
            return path.read_text().strip()
    except OSError as error:
        message = f"DATA_DIR can't be used: {error.strerror}: {error.filename}."
        raise ImproperlyConfigured(message) from None
    return key


# A server whose cable is out answers nothing at all: without these, for many minutes.
PATIENCE_WITH_POSTGRESQL = {
    "connect_timeout": 3,  # seconds
    "tcp_user_timeout": 5_000,  # milliseconds until what was sent has to be acknowledged
    "keepalives_idle": 10,  # seconds of silence, after which it is asked whether it is there
    "keepalives_interval": 3,
    "keepalives_count": 3,
}


ENGINES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
DATABASES_ARE = (
    "DATABASE_URL can't be read. It is sqlite:///path/of/a/file or"
    " postgres://user:password@host:5432/name, with % and what is no letter percent-encoded."
)


def database(url: str) -> dict[str, Any]:
    """Turn DATABASE_URL into a database, SQLite with what lets readers and one writer go on."""
    try:
        found: dict[str, Any] = dict(
            dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
        )
    except ValueError:
        raise ImproperlyConfigured(DATABASES_ARE) from None  # which would repeat a password
    if found["ENGINE"] not in ENGINES:
        raise ImproperlyConfigured(DATABASES_ARE)
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            " PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728;",
        }
    else:
        if found["ENGINE"] == "django.db.backends.postgresql":
            found["ENGINE"] = "fanmankind.postgresql"
        found["OPTIONS"] = {**PATIENCE_WITH_POSTGRESQL, **found.get("OPTIONS", {})}
    return found


def cache(url: str) -> dict[str, Any]:
    """Turn CACHE_URL (``db://table``, ``redis://host:port/n``, ``locmem://``) into a cache.

    Limits, used codes and seen tokens live here, so strangers' entries must not push them out.
    """
    scheme = urlsplit(url).scheme
    resilient = "fanmankind.edge.resilient_cache"
    room = {"OPTIONS": {"MAX_ENTRIES": MOST_ENTRIES}}
    if scheme in {"redis", "rediss", "unix"}:  # holds what its memory holds
        return {"BACKEND": f"{resilient}.ResilientRedisCache", "LOCATION": url}
    if scheme == "db":
        table = urlsplit(url).netloc or "cache"
        return {"BACKEND": f"{resilient}.ResilientDatabaseCache", "LOCATION": table, **room}
    if scheme == "locmem":
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", **room}
    raise ImproperlyConfigured("CACHE_URL must begin with db://, redis://, rediss:// or locmem://.")


# For one answer of the mail server. A whole delivery has as long (accounts/smtp.py), so that none
# takes as long as the outbox holds its mail for, after which another worker would send it too.
LONGEST_MAILER = 60  # seconds
MAILERS_ARE = (
    "EMAIL_URL must be like smtp+tls://user:password@host:587, smtps:// or smtp://, with % and what"
    " is no letter percent-encoded; or console://."
)


def mailer(url: str) -> dict[str, Any]:
    """Turn EMAIL_URL (``smtp://``, ``smtp+tls://``, ``smtps://``, ``console://``) into a mailer."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured(MAILERS_ARE) from None  # which would repeat a password
    if parts.scheme == "console":
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme not in {"smtp", "smtp+tls", "smtps"}:
        raise ImproperlyConfigured(MAILERS_ARE)
    timeout = parse_qs(parts.query).get("timeout", ["10"])[0]
    if not (timeout.isdecimal() and 0 < int(timeout) <= LONGEST_MAILER):
        raise ImproperlyConfigured(f"EMAIL_URL's timeout is 1 to {LONGEST_MAILER} seconds.")
    return {
        "BACKEND": "accounts.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname or "localhost",
            "port": port or (465 if parts.scheme == "smtps" else 25),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": parts.scheme == "smtp+tls",
            "use_ssl": parts.scheme == "smtps",
            "timeout": int(timeout),
        },
    }


FRONTEND_CACHES = {
    "cloudflare": (
        "CloudflareBackend",
        {"ZONEID": "CLOUDFLARE_ZONE", "BEARER_TOKEN": "CLOUDFLARE_TOKEN"},
    ),
    "cloudfront": ("CloudfrontBackend", {"DISTRIBUTION_ID": "CLOUDFRONT_DISTRIBUTION"}),
    "http": ("HTTPBackend", {"LOCATION": "FRONTEND_CACHE_URL"}),
}


def frontend_cache() -> dict[str, Any] | None:
    """What FRONTEND_CACHE names is told when pages change; None for nothing.

    ``cloudflare`` and ``cloudfront`` are the services; ``http`` is Varnish, or nginx with
    ngx_cache_purge, which take PURGE requests.
    """
    kind = os.environ.get("FRONTEND_CACHE", "")
    if not kind:
        return None
    if kind not in FRONTEND_CACHES:
        raise ImproperlyConfigured(f"FRONTEND_CACHE is one of {', '.join(FRONTEND_CACHES)}.")
    backend, variables = FRONTEND_CACHES[kind]
    missing = [name for name in variables.values() if not os.environ.get(name)]
    if missing:
        raise ImproperlyConfigured(f"FRONTEND_CACHE={kind} needs {', '.join(missing)}.")
    options = {option: os.environ[name] for option, name in variables.items()}
    return {"default": {"BACKEND": f"fanmankind.edge.purge_backends.{backend}", **options}}
