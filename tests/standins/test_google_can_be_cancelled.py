"""Cancel on Google's page."""

from tests.standins.flows import Desk


def test_the_site_hears_access_denied(desk: Desk) -> None:
    answer = desk.google_answer({"person": "ada", "cancel": "yes"})
    assert answer == {"error": "access_denied", "state": "the-state"}
