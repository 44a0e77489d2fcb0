"""Two server processes count together."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import requests

TOO_MANY = "Too many failed login attempts"


def _guess(served: str, number: int) -> bool:
    """Guess once, over a connection of its own; whether we were told to stop."""
    with requests.Session() as browser:
        browser.headers["X-Forwarded-For"] = f"203.0.113.{number}"
        page = browser.get(f"{served}/accounts/login/", timeout=60).text
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token
        fields = {
            "csrfmiddlewaretoken": token[1],
            "login": "nobody-at-all@reader.example",
            "password": f"guess {number}",
        }
        answer = browser.post(f"{served}/accounts/login/", fields, timeout=60)
        assert answer.status_code == 200
        return TOO_MANY in answer.text


def test_guesses_at_one_address(served: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        stopped = list(pool.map(lambda number: _guess(served, number), range(14)))
    assert stopped.count(False) == 5
