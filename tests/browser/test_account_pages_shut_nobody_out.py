"""axe finds nothing on any account page, in light and dark, on a phone and at a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import members
from tests.browser.conftest import Visit
from tests.browser.test_nobody_is_shut_out import violations

OUTSIDE = ["login", "signup", "password/reset", "password/reset/done", "login/code",
           "password/reset/key/1-x-y"]  # fmt: skip
INSIDE = ["profile", "email", "password/change", "3rdparty", "2fa", "2fa/keep", "sessions",
          "activity", "data", "delete", "logout"]  # fmt: skip


@pytest.mark.parametrize("path", OUTSIDE)
def test_outside(visit: Visit, path: str) -> None:
    visitor = members.settle(visit())
    assert violations(visitor.go(f"/accounts/{path}/")) == []


def test_outside_with_an_error(visit: Visit) -> None:
    visitor = members.settle(visit())
    visitor.go("/accounts/login/")
    members.sign_in(visitor, "nobody@reader.example", "not the right one")
    expect(visitor.page.get_by_role("alert")).to_be_focused()
    assert violations(visitor.page) == []


def test_inside(visit: Visit, desk: str) -> None:
    visitor = members.settle(visit())
    members.join(visitor, desk)
    found = {path: violations(visitor.go(f"/accounts/{path}/")) for path in INSIDE}
    visitor.watch.expected_statuses.add(403)
    found["the newsroom's door"] = violations(visitor.go("/cms/"))
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
