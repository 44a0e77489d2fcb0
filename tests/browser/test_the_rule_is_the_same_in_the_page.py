"""The shield's rule in JavaScript answers every case of the table as the one in Python does."""

from tests.articles.test_progress_covers_a_boundary import CASES
from tests.browser.conftest import Visit


def test_the_table(visit: Visit) -> None:
    page = visit().go("/")
    asked = [[case["progress"], case["boundary"]] for case in CASES]
    found = page.evaluate("cases => cases.map(([said, at]) => shield.covers(said, at))", asked)
    assert found == [case["covers"] for case in CASES]
