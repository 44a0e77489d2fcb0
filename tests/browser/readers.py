"""Readers who have said how far they watched, in a browser."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.visiting import Visitor
from tests.edge.asking import ask

SHOW = "/for-all-mankind/"
S3, S4 = f"{SHOW}season-3-ending-explained/", f"{SHOW}season-4-ending-explained/"


def guide(site: str, show: str = SHOW) -> dict[str, Any]:
    """A show's seasons and episodes as the page gets them."""
    found: dict[str, Any] = json.loads(ask(site, f"{show}guide.json").text)
    return found


def episode(site: str, season: int, number: int, show: str = SHOW) -> list[int]:
    """What a device keeps for somebody who has watched up to this episode."""
    for found in guide(site, show)["seasons"]:
        for at, pk, _ in found["episodes"]:
            if (found["number"], at) == (season, number):
                return [season, number, pk, 0]
    raise AssertionError(f"{show} has no S{season}E{number}")


def remember(visitor: Visitor, said: list[int] | None, show: str = SHOW) -> None:
    """Let the device know before the first page how far somebody has watched a show."""
    memory = {"progress": {str(guide(visitor.site, show)["show"]): said}} if said else {}
    kept = f"localStorage.setItem('reading', '{json.dumps(memory)}')"
    visitor.page.add_init_script(f"localStorage.getItem('reading') ?? {kept}")


def spoken(page: Page) -> str:
    """Everything that Chromium's own accessibility tree holds."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    parts = ("name", "value", "description")
    return " ".join(
        str(node[part].get("value", "")) for node in nodes for part in parts if part in node
    )


def state(page: Page) -> str:
    """What the shield has decided."""
    found: str = page.evaluate("document.documentElement.dataset.shield ?? ''")
    return found


def memory(page: Page) -> dict[str, Any]:
    """What the device keeps."""
    found: dict[str, Any] = json.loads(page.evaluate("localStorage.getItem('reading') ?? '{}'"))
    return found


def expect_state(page: Page, wanted: str) -> None:
    """Wait until the shield has decided so."""
    expect(page.locator(f'html[data-shield="{wanted}"]')).to_have_count(1)


def until(page: Page, condition: str) -> None:
    """Wait for something in the page; the page's policy forbids what Playwright would evaluate."""
    turn = "await new Promise(done => setTimeout(done, 30))"
    page.evaluate(f"async () => {{ while (!({condition})) {turn}; }}")


def until_sent(page: Page) -> None:
    """Wait until everything that was said has reached the account."""
    until(page, "JSON.parse(localStorage.reading ?? '{}').unsent?.length === 0")
