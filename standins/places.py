"""Where the stand-ins are, and the environment that makes the site use them.

``python -m standins.places`` prints that environment as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from standins.keys import kept_ec_key

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"  # the site is on localhost: another site to a browser, as in real life
HTTP_PORT, SMTP_PORT = 8001, 8025
END_WITH_PARENT = "STANDINS_END_WITH_PARENT"  # any text: end when whoever started us does

# None of these opens anything but the stand-ins.
GOOGLE_CLIENT_ID = "standin.apps.googleusercontent.example"
GOOGLE_CLIENT_SECRET = "google-standin"  # noqa: S105 - see above
APPLE_CLIENT_ID = "example.fanmankind.web"
APPLE_TEAM_ID = "STANDTEAM1"
APPLE_KEY_ID = "STANDKEY01"
RECAPTCHA_SITE_KEY = "standin-score-site-key"
RECAPTCHA_SECRET_KEY = "standin-score-secret-key"  # noqa: S105 - see above
RECAPTCHA_CHECKBOX_SITE_KEY = "standin-checkbox-site-key"
RECAPTCHA_CHECKBOX_SECRET_KEY = "standin-checkbox-secret-key"  # noqa: S105 - see above


def address(port: int) -> str:
    """The base URL of the stand-ins, without a slash at its end."""
    return f"http://{HOST}:{port}"


def files(data_dir: Path) -> Path:
    """The folder where the stand-ins keep their keys; made when it is missing."""
    folder = data_dir / "standins"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def client_secret_key(data_dir: Path) -> str:
    """The private key, as PEM, with which the site signs its client secret for Apple."""
    return kept_ec_key(files(data_dir) / "apple-client.pem")


def environment(port: int, smtp_port: int, site_url: str, data_dir: Path) -> dict[str, str]:
    """The variables that the site must be started with to use the stand-ins.

    The ports are those of the stand-ins; ``data_dir`` is where they keep their keys (written
    here on first use).
    """
    base = address(port)
    return {
        "SITE_URL": site_url,
        "EMAIL_URL": f"smtp://{HOST}:{smtp_port}",
        "GOOGLE_CLIENT_ID": GOOGLE_CLIENT_ID,
        "GOOGLE_CLIENT_SECRET": GOOGLE_CLIENT_SECRET,
        "GOOGLE_STANDIN_URL": f"{base}/google",
        "APPLE_CLIENT_ID": APPLE_CLIENT_ID,
        "APPLE_TEAM_ID": APPLE_TEAM_ID,
        "APPLE_KEY_ID": APPLE_KEY_ID,
        "APPLE_PRIVATE_KEY": client_secret_key(data_dir),
        "APPLE_STANDIN_URL": f"{base}/apple",
        "RECAPTCHA_SITE_KEY": RECAPTCHA_SITE_KEY,
        "RECAPTCHA_SECRET_KEY": RECAPTCHA_SECRET_KEY,
        "RECAPTCHA_CHECKBOX_SITE_KEY": RECAPTCHA_CHECKBOX_SITE_KEY,
        "RECAPTCHA_CHECKBOX_SECRET_KEY": RECAPTCHA_CHECKBOX_SECRET_KEY,
        "RECAPTCHA_STANDIN_URL": f"{base}/recaptcha",
    }


def chosen_port() -> int:
    """The port for HTTP, from STANDINS_PORT."""
    return int(os.environ.get("STANDINS_PORT") or HTTP_PORT)


def chosen_smtp_port() -> int:
    """The port for SMTP, from STANDINS_SMTP_PORT."""
    return int(os.environ.get("STANDINS_SMTP_PORT") or SMTP_PORT)


def chosen_site_url() -> str:
    """Where the site is, from SITE_URL."""
    return (os.environ.get("SITE_URL") or "http://localhost:8000").rstrip("/")


def chosen_data_dir() -> Path:
    """Where files are kept, from DATA_DIR."""
    return Path(os.environ.get("DATA_DIR") or ROOT / "var")


if __name__ == "__main__":
    chosen = environment(chosen_port(), chosen_smtp_port(), chosen_site_url(), chosen_data_dir())
    sys.stdout.write(json.dumps(chosen, indent=2) + "\n")
