"""The headers that keep a page from being framed, sniffed, or made to run what is not ours."""

import pytest

from tests.edge.asking import Answer, ask
from tests.edge.demonstration import MISSING, PUBLIC

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
