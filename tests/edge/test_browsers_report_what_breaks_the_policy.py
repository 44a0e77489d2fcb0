"""What browsers report of the content security policy is logged, within bounds, and never fails."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanmankind.edge import csp, csp_reports

SITE = "http://localhost:8000"
OLD = {
    "csp-report": {
        "document-uri": f"{SITE}/for-all-mankind/?q=private#there",
        "violated-directive": "script-src-elem 'self'",
        "blocked-uri": "https://evil.example/x.js?who=somebody",
        "source-file": f"{SITE}/static/js/a.js",
        "line-number": 3,
    }
}
NEW = [
    {
        "type": "csp-violation",
        "body": {
            "documentURL": f"{SITE}/for-all-mankind/?q=private",
            "effectiveDirective": "script-src-elem",
            "blockedURL": "https://evil.example/x.js",
            "sourceFile": f"{SITE}/static/js/a.js",
            "lineNumber": 3,
        },
    }
]
TOLD = (
    "A page broke the policy: script-src-elem on /for-all-mankind/, blocked"
    f" https://evil.example/x.js, by {SITE}/static/js/a.js line 3."
)


@pytest.fixture(autouse=True)
def _site(settings) -> None:
    settings.SITE_URL = SITE


def post(client, body: Any, kind: str = "application/csp-report", **more: Any) -> int:
    text = body if isinstance(body, bytes) else json.dumps(body)
    return client.post(csp.REPORTS, text, content_type=kind, **more).status_code


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "kind"), [(OLD, "application/csp-report"), (NEW, "application/reports+json")]
)
def test_both_forms_leave_the_same_line(client, caplog, body, kind) -> None:
    assert post(client, body, kind) == 204
    assert [record.getMessage() for record in caplog.records] == [TOLD]


@pytest.mark.django_db
def test_no_token_is_asked_for_and_no_cookie_set(caplog) -> None:
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post(
        csp.REPORTS, json.dumps(OLD), content_type="application/csp-report"
    )
    assert answer.status_code == 204
    assert not answer.cookies
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/csp-report", 400),
        (b"\xff\xfe", "application/csp-report", 400),
        (b"[" * 9000, "application/csp-report", 400),
        (b"x" * (csp_reports.LARGEST + 1), "application/csp-report", 413),
        (OLD, "text/html", 415),
        ([], "application/json", 204),
        ([None, 1, {"body": []}, {"csp-report": "x"}], "application/json", 204),
    ],
)
def test_anything_else_is_refused_or_ignored(client, caplog, body, kind, status) -> None:
    assert post(client, body, kind) == status
    assert not [record for record in caplog.records if "broke" in record.getMessage()]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_it_is_only_written_to(client, method: str) -> None:
    assert getattr(client, method)(csp.REPORTS).status_code == 405


@pytest.mark.django_db
def test_pages_of_others_are_none_of_ours(client, caplog) -> None:
    report = {**OLD["csp-report"], "document-uri": "https://elsewhere.example/"}
    assert post(client, {"csp-report": report}) == 204
    assert caplog.records == []


@pytest.mark.django_db
def test_a_line_stays_one_short_line(client, caplog) -> None:
    report = {**OLD["csp-report"], "blocked-uri": "inline\n2026 ERROR forged" + "x" * 9000}
    assert post(client, {"csp-report": report}) == 204
    [message] = [record.getMessage() for record in caplog.records]
    assert "\n" not in message
    assert len(message) < 500


@pytest.mark.django_db
def test_one_network_is_heard_so_often(client) -> None:
    said = [post(client, []) for _ in range(csp_reports.MOST_OF_A_NETWORK)]
    assert set(said) == {204}
    assert post(client, []) == 429
    assert post(client, [], REMOTE_ADDR="203.0.113.9") == 204


@pytest.mark.django_db
def test_all_networks_together_too(client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csp_reports, "MOST_OF_ALL", 3)
    said = [post(client, [], REMOTE_ADDR=f"203.0.113.{number}") for number in range(4)]
    assert said == [204, 204, 204, 429]


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
NAMES = st.sampled_from(["csp-report", "body", "documentURL", "blockedURL", "effectiveDirective"])


@given(st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner)))
def test_no_report_breaks_anything(said: Any) -> None:
    assert list(csp_reports.reports(said)) == []


@given(st.text())
def test_no_address_breaks_anything(text: str) -> None:
    assert len(csp_reports.address(text)) <= csp_reports.LONGEST


def test_an_address_keeps_nothing_of_anybody() -> None:
    said = "https://user:password@evil.example:8443/path?query#fragment"
    assert csp_reports.address(said) == "https://evil.example:8443/path"
    assert csp_reports.address("data:text/html,secret") == "data"
    assert csp_reports.address("inline") == "inline"
