"""People of the newsroom in a browser, and what they do there by the newsroom's own API."""

from __future__ import annotations

from typing import Any

from tests.browser.conftest import Visit
from tests.browser.visiting import DESKTOP, Visitor
from tests.edge.newsroom import sign_in

WRITER = "writer@fanmankind.example"
EDITOR = "editor@fanmankind.example"
ASK = """
async ([path, body]) => {
  const { CSRF_TOKEN } = JSON.parse(document.getElementById("wagtail-config").textContent);
  const headers = { "X-CSRFToken": CSRF_TOKEN, "Content-Type": "application/json" };
  const method = body ? "POST" : "GET";
  const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  return [answer.status, await answer.json().catch(() => null)];
}
"""
UNTIL_STATUS = """
async ([path, status, seconds]) => {
  const late = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await fetch(path, { cache: "no-store" });
    if (answer.status === status) return true;
    if (performance.now() > late) return false;
    await new Promise(done => setTimeout(done, 250));
  }
}
"""


def enter(visit: Visit, served: str, email: str, **options: Any) -> Visitor:
    """Somebody of the newsroom, signed in, at a desk unless told otherwise."""
    cookies = [pair.split("=", 1) for pair in sign_in(served, email).split("; ")]
    made = visit(**{"width": DESKTOP, **options})
    made.page.context.add_cookies(
        [{"name": name, "value": value, "url": served} for name, value in cookies]
    )
    return made


def page_key(visitor: Visitor, slug: str) -> int:
    """The key of a page by its slug. The visitor is on a page of the newsroom."""
    status, found = visitor.page.evaluate(ASK, [f"/cms/api/main/pages/?slug={slug}", None])
    assert status == 200
    return int(found["items"][0]["id"])


def act(visitor: Visitor, key: int, action: str, **data: Any) -> Any:
    """Do something with a page by the newsroom's API; return its answer."""
    status, found = visitor.page.evaluate(
        ASK, [f"/cms/api/main/pages/{key}/action/{action}/", data or {"of": key}]
    )
    assert status in {200, 201, 204}, (status, found)
    return found


def until_status(visitor: Visitor, path: str, status: int, seconds: float) -> bool:
    """Ask for a path until it has this status; False when it never has."""
    visitor.watch.expected_statuses.add(404)
    return bool(visitor.page.evaluate(UNTIL_STATUS, [path, status, seconds]))
