"""The headers that keep a page from being framed, sniffed, or made to run what is not ours."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fanmankind.edge import csp
from tests.edge.asking import Answer, ask
from tests.edge.demonstration import MISSING, PUBLIC
from tests.prepared import ROOT

SEEN = [*PUBLIC, MISSING]
ON_EVERYTHING = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def policy_of(answer: Answer) -> dict[str, set[str]]:
    """The content security policy, directive by directive."""
    rules = [rule.split() for rule in answer.header("Content-Security-Policy").split(";") if rule]
    return {rule[0]: set(rule[1:]) for rule in rules}


@pytest.mark.parametrize("path", SEEN)
def test_a_public_page_runs_nothing_but_our_own_files(served: str, path: str) -> None:
    policy = policy_of(ask(served, path))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == {"'none'"}
    for kind in ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action"):
        assert policy[kind] == {"'self'"}, kind
    everything = set().union(*policy.values())
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "data:", "https:"} & everything
    assert not any(source.startswith("'nonce-") for source in everything)


@pytest.mark.parametrize("path", [*SEEN, "/cms/login/", "/media/none.jpg", "/styleguide/"])
def test_every_answer_has_the_plain_ones(served: str, path: str) -> None:
    answer = ask(served, path)
    assert {name: answer.header(name) for name in ON_EVERYTHING} == ON_EVERYTHING
    assert "camera=()" in answer.header("Permissions-Policy")


def test_a_refusal_has_them_too(served: str) -> None:
    answer = ask(served, "/", "POST")
    assert {name: answer.header(name) for name in ON_EVERYTHING} == ON_EVERYTHING
    assert policy_of(answer)["default-src"] == {"'none'"}


def test_a_picture_may_run_nothing(served: str) -> None:
    page = ask(served, "/").text
    picture = page.partition('srcset="/media/')[2].partition(" ")[0]
    answer = ask(served, f"/media/{picture}")
    assert answer.status == 200
    assert policy_of(answer) == {"default-src": {"'none'"}, "sandbox": set()}


def test_the_newsroom_frames_only_itself(served: str) -> None:
    policy = policy_of(ask(served, "/cms/login/"))
    assert policy["default-src"] == policy["frame-ancestors"] == {"'self'"}


@pytest.mark.parametrize("path", [*SEEN, "/cms/login/", "/accounts/login/"])
def test_what_breaks_the_policy_is_reported(served: str, path: str) -> None:
    answer = ask(served, path)
    policy = policy_of(answer)
    assert policy["report-uri"] == {csp.REPORTS}
    [group] = policy["report-to"]
    assert answer.header("Reporting-Endpoints") == f'{group}="{csp.REPORTS}"'


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/robots.txt", "/accounts/login/", "/no-such-page/"])
def test_over_https_a_browser_is_told_to_keep_to_it(client, settings, path: str) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    answer = client.get(path, secure=True)
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


@pytest.mark.parametrize(
    ("site", "seconds"), [("https://a.example", "31536000"), ("http://localhost", "0")]
)
def test_an_https_site_is_one_for_a_year(site: str, seconds: str, tmp_path: Path) -> None:
    program = "from fanmankind import settings; print(settings.SECURE_HSTS_SECONDS)"
    told = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT,
        env=os.environ | {"SITE_URL": site, "DATA_DIR": str(tmp_path)},
    ).stdout  # fmt: skip
    assert told.strip() == seconds


def test_whom_to_tell_of_a_hole_is_said(served: str) -> None:
    answer = ask(served, "/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.text.strip().splitlines())
    assert answer.header("Content-Type") == "text/plain; charset=utf-8"
    assert fields["Contact"].startswith("mailto:")
    assert fields["Canonical"].endswith("/.well-known/security.txt")
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=366)  # RFC 9116 asks for less than a year
