"""An id of each request is in its answer and in the lines that it leaves, whoever gave it."""

from __future__ import annotations

import json
import logging
import logging.config
import re
from typing import Any

import pytest

from fanmankind import logs
from fanmankind.operating import request_ids
from tests.edge.asking import ask as ask_over_http
from tests.operating.doors import ask

OURS = r"[0-9a-f]{20}-[0-9]+"
GIVEN = "0a1b2c3d-given-by-our-proxy"
THROUGH = {"HTTP_X_FORWARDED_FOR": "203.0.113.7"}


def site(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [request_ids.current.get().encode()]


def test_an_answer_carries_the_id_that_its_lines_have(settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    first, second = ask("/", site), ask("/", site)
    assert re.fullmatch(OURS, first.header("x-request-id"))
    assert first.header("x-request-id").encode() == first.body
    assert first.body != second.body


def test_an_id_of_our_proxy_is_taken(settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    answer = ask("/", site, HTTP_X_REQUEST_ID=GIVEN, **THROUGH)
    assert answer.header("x-request-id") == GIVEN


@pytest.mark.parametrize(
    ("proxies", "headers"),
    [
        (0, {"HTTP_X_REQUEST_ID": GIVEN, **THROUGH}),  # there is no proxy to have said it
        (1, {"HTTP_X_REQUEST_ID": GIVEN}),  # it did not come through it
        (1, {"HTTP_X_REQUEST_ID": "short", **THROUGH}),
        (1, {"HTTP_X_REQUEST_ID": "x" * 65, **THROUGH}),
        (1, {"HTTP_X_REQUEST_ID": 'quoted" level="ERROR', **THROUGH}),
        (1, {"HTTP_X_REQUEST_ID": "two\nlines-of-a-log", **THROUGH}),
    ],
)
def test_any_other_is_made_anew(settings, proxies: int, headers: dict[str, str]) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    answer = ask("/", site, **headers)
    assert re.fullmatch(OURS, answer.header("x-request-id"))


def _line(*, as_json: bool, message: str, **extra: Any) -> str:
    setting = logs.to_console("INFO", as_json=as_json)
    configured = logging.config.DictConfigurator(setting)
    formatter = configured.configure_formatter(dict(setting["formatters"]["line"]))
    record = logging.makeLogRecord(
        {"name": "x", "levelname": "WARNING", "msg": message} | extra,
    )
    assert all(let_through(record) for let_through in setting["handlers"]["console"]["filters"])
    return str(formatter.format(record))


@pytest.mark.parametrize("as_json", [True, False])
def test_a_line_names_its_request_and_no_secret(as_json: bool) -> None:
    request_ids.current.set(GIVEN)
    line = _line(as_json=as_json, message="Not Found: /accounts/data/secret-of-a-link/")
    assert GIVEN in line
    assert "secret-of-a-link" not in line
    if as_json:
        assert json.loads(line)["request"] == GIVEN


def test_a_json_line_is_one_line_with_known_fields_alone() -> None:
    error = ValueError("two\nlines")
    trace = (type(error), error, None)
    hung = {"exc_info": trace, "request": {"cookie": "sessionid"}, "password": "hunter2"}
    line = _line(as_json=True, message="It broke.", seconds=1.5, **hung)
    assert "\n" not in line
    told = json.loads(line)
    assert set(told) == {"at", "level", "logger", "request", "message", "trace", "seconds"}
    assert "ValueError" in told["trace"]
    assert "hunter2" not in line
    assert "sessionid" not in line


def test_copies_of_a_page_have_an_id_each(served: str) -> None:
    page = "/robots.txt"
    ids = {ask_over_http(served, page).header("X-Request-ID") for _ in range(3)}
    assert len(ids) == 3
