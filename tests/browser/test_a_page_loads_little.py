"""What really crosses the wire when a page is opened and read, by the browser's own count."""

import pytest
from playwright.sync_api import Request

from tests.browser.conftest import Visit
from tests.browser.pages import VEILED_ARTICLE, scroll_through
from tests.browser.visiting import DESKTOP
from tests.edge.demonstration import ARTICLES

LIMITS = {"document": 14, "stylesheet": 12, "script": 8, "font": 80}  # KiB


@pytest.mark.parametrize("path", ["/", "/for-all-mankind/", VEILED_ARTICLE, ARTICLES[0]])
def test_each_kind_of_file_stays_within_its_budget(visit: Visit, path: str) -> None:
    visitor = visit(width=DESKTOP)
    bodies: dict[str, int] = dict.fromkeys(LIMITS, 0)
    finished: list[Request] = []

    def note(request: Request) -> None:
        finished.append(request)

    visitor.page.on("requestfinished", note)
    visitor.go(path)
    scroll_through(visitor)
    visitor.page.wait_for_load_state("networkidle")
    for request in finished:
        if request.resource_type in bodies:
            bodies[request.resource_type] += request.sizes()["responseBodySize"]
    assert all(bodies.values()), bodies
    assert {kind: size for kind, size in bodies.items() if size > LIMITS[kind] * 1024} == {}
