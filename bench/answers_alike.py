"""How long forgot password and joining take for an address that is known and for others.

Start the site so that it believes one proxy, and give a known address:

    TRUSTED_PROXIES=1 make serve
    .venv/bin/python -m bench.answers_alike SITE STAND-INS KNOWN@ADDRESS [POSTS]

Posts are interleaved, 200 of each kind, while the mail server takes 300 ms for every mail. The
status is 1 where medians are more than 5 % and more than 3 ms apart. Joining takes as known an
address that joined and was proven before, each once more; so as many accounts are left behind.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urljoin
from uuid import uuid4

import requests

TIMES = 200
MAIL_DELAY = 300  # milliseconds
MOST_APART = 3.0  # milliseconds, or
MOST_SHARE = 0.05  # of the unknown addresses' median
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
KEY = re.compile(r'data-key="([^"]+)"')


type Form = tuple[str, str, dict[str, str]]  # where, its name to reCAPTCHA, and its fields


@contextmanager
def visitor() -> Iterator[requests.Session]:
    """Somebody new, from a network of their own."""
    with requests.Session() as browser:
        browser.headers["X-Forwarded-For"] = f"2001:db8:{uuid4().hex[:4]}:{uuid4().hex[:4]}::1"
        yield browser


def post(site: str, desk: str, form: Form, *, proving: bool = False) -> float:
    """Send a form as a fresh visitor; how long the answer took, in milliseconds.

    Afterwards, ``proving`` enters the code that was mailed.
    """
    path, action, fields = form
    with visitor() as browser:
        page = browser.get(site + path, timeout=20).text
        token, key = TOKEN.search(page), KEY.search(page)
        if token is None or key is None:
            raise SystemExit(f"{path} has no form.")
        wanted = {"sitekey": key[1], "action": action, "hostname": "localhost"}
        captcha = requests.post(f"{desk}/recaptcha/api/token", data=wanted, timeout=20).json()
        sent = {**fields, "csrfmiddlewaretoken": token[1], "captcha": captcha["token"]}
        start = time.perf_counter()
        answer = browser.post(site + path, sent, allow_redirects=False, timeout=20)
        took = (time.perf_counter() - start) * 1000
        if answer.status_code != 302:
            raise SystemExit(f"{path} answered {answer.status_code}.")
        if proving:
            prove(browser, urljoin(site, answer.headers["Location"]), desk, fields["email"])
        return took


def prove(browser: requests.Session, page: str, desk: str, email: str) -> None:
    """Enter the code that was mailed to an address."""
    asked = requests.get(f"{desk}/mail.json", params={"to": email, "wait": 20}, timeout=30)
    token = TOKEN.search(browser.get(page, timeout=20).text)
    sent = {
        "code": asked.json()["mails"][0]["subject"].split()[0],
        "csrfmiddlewaretoken": token[1] if token else "",
    }
    if browser.post(page, sent, allow_redirects=False, timeout=20).status_code != 302:
        raise SystemExit(f"{email} could not be proven.")


def forgot_password(email: str) -> Form:
    """Ask for a new password."""
    return "/accounts/password/reset/", "forgot_password", {"email": email}


def joining(email: str) -> Form:
    """Join with an address that is taken or free."""
    return "/accounts/signup/", "join", {"email": email, "password1": "gravel-lantern-otter-quilt"}


def fresh() -> str:
    """An address that nobody has used."""
    return f"{uuid4().hex[:12]}@reader.example"


def are_alike(known: float, unknown: float) -> bool:
    """Whether two medians, in milliseconds, are as close as the issue asks."""
    apart = abs(known - unknown)
    return apart <= MOST_APART or apart <= unknown * MOST_SHARE


def measure(site: str, desk: str, known: str, times: int = TIMES) -> bool:
    """Print the medians; return whether all are alike."""
    taken = [fresh() for _ in range(times)]
    for email in taken:
        post(site, desk, joining(email), proving=True)
    requests.post(f"{desk}/faults", json={"mail_delay_ms": MAIL_DELAY}, timeout=5)
    alike = True
    for form in (forgot_password, joining):
        found: dict[str, list[float]] = {"known": [], "unknown": []}
        for number in range(times):
            # Each kind is first as often as second: one post may leave work for the next.
            for kind in sorted(found, reverse=bool(number % 2)):
                email = fresh() if kind == "unknown" else known
                if kind == "known" and form is joining:
                    email = taken[number]  # one address may join three times an hour
                found[kind].append(post(site, desk, form(email)))
        medians = {kind: statistics.median(values) for kind, values in found.items()}
        apart = abs(medians["known"] - medians["unknown"])
        share = apart / medians["unknown"] * 100
        good = are_alike(medians["known"], medians["unknown"])
        alike = alike and good
        sys.stdout.write(
            f"{form.__name__.replace('_', ' ')}, {times} posts of each kind:"
            f" known {medians['known']:.1f} ms, unknown {medians['unknown']:.1f} ms,"
            f" apart {apart:.1f} ms ({share:.1f} %): {'alike' if good else 'NOT ALIKE'}\n"
        )
    requests.post(f"{desk}/reset", timeout=5)
    return alike


if __name__ == "__main__":
    site, desk, known, *more = sys.argv[1:]
    sys.exit(0 if measure(site, desk, known, int(more[0]) if more else TIMES) else 1)
