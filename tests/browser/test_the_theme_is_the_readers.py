"""Light or dark: as the system says, unless the reader says otherwise; remembered, no flash."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.pages import KINDS, open_kind
from tests.browser.visiting import SCHEMES

GROUND = {"light": "rgb(246, 241, 231)", "dark": "rgb(14, 20, 32)"}
# What the browser colors its own bar with: the first whose media query holds (HTML, theme-color).
BAR = """
[...document.querySelectorAll("meta[name=theme-color]")]
  .find(meta => matchMedia(meta.media).matches).content
"""
FIRST_FRAME = f"""
requestAnimationFrame(function look() {{
  if (!document.body) return requestAnimationFrame(look);
  const style = getComputedStyle(document.body);
  const theme = document.documentElement.dataset.theme ?? "";
  window.firstFrame = [theme, style.backgroundColor, {BAR.strip()}];
}});
"""
BARS = {"light": "#f6f1e7", "dark": "#0e1420"}
CONTROL = "Colors:"


def ground(page: Page) -> str:
    """The page's background."""
    found: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return found


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_it_follows_the_system_and_its_changes(visit: Visit, path: str) -> None:
    visitor = visit(scheme="dark")
    open_kind(visitor, path)
    assert ground(visitor.page) == GROUND["dark"]
    visitor.page.emulate_media(color_scheme="light")
    assert ground(visitor.page) == GROUND["light"]


def test_the_control_goes_round_and_says_where_it_is(visit: Visit) -> None:
    page = visit(scheme="light").go("/")
    control = page.get_by_role("button", name=CONTROL)
    seen = [(control.inner_text().strip(), ground(page))]
    for _ in range(3):
        control.press("Enter")
        seen.append((control.inner_text().strip(), ground(page)))
    light, dark = GROUND["light"], GROUND["dark"]
    assert seen == [
        ("Colors: same as your system", light),
        ("Colors: light", light),
        ("Colors: dark", dark),
        ("Colors: same as your system", light),
    ]


@pytest.mark.parametrize("system", SCHEMES)
def test_the_browsers_bar_goes_with_it(visit: Visit, system: str) -> None:
    page = visit(scheme=system).go("/")
    control = page.get_by_role("button", name=CONTROL)
    seen = [page.evaluate(BAR)]
    for _ in range(3):
        control.press("Enter")
        seen.append(page.evaluate(BAR))
    assert seen == [BARS[scheme] for scheme in (system, "light", "dark", system)]


def test_exactly_one_sign_is_shown_at_a_time(visit: Visit) -> None:
    page = visit(scheme="dark").go("/")
    for chosen in ("system", "light", "dark"):
        shown = [
            sign.get_attribute("data-for")
            for sign in page.locator("[data-theme-control] [data-for]").all()
            if sign.is_visible()
        ]
        assert shown == [chosen]
        page.get_by_role("button", name=CONTROL).click()


@pytest.mark.parametrize(
    ("system", "chosen", "presses"), [("light", "dark", 2), ("dark", "light", 1)]
)
def test_the_choice_is_remembered_and_never_flashes(
    visit: Visit, system: str, chosen: str, presses: int
) -> None:
    visitor = visit(scheme=system)
    page = visitor.go("/")
    for _ in range(presses):
        page.get_by_role("button", name=CONTROL).press("Space")
    page.add_init_script(FIRST_FRAME)
    for path in ("/", "/shows/", "/for-all-mankind/season-1-ending-explained/"):
        visitor.go(path)
        assert page.evaluate("window.firstFrame") == [chosen, GROUND[chosen], BARS[chosen]]
        expect(page.get_by_role("button", name=f"Colors: {chosen}")).to_be_visible()


def test_without_storage_it_still_holds_for_the_page(visit: Visit) -> None:
    visitor = visit(scheme="light")
    visitor.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('closed') } })"
    )
    page = visitor.go("/")
    page.get_by_role("button", name=CONTROL).click(click_count=2)
    assert ground(page) == GROUND["dark"]


def test_a_strange_memory_is_ignored(visit: Visit) -> None:
    visitor = visit(scheme="dark")
    visitor.page.add_init_script("localStorage.setItem('theme', '\"><b>')")
    page = visitor.go("/")
    assert ground(page) == GROUND["dark"]
    assert page.evaluate("document.documentElement.dataset.theme") is None
