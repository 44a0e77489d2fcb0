"""An attacker's browser can post any ``user``; so can a test."""

import pytest

from tests.standins.flows import Desk, read


@pytest.mark.parametrize(
    "forged", ['{"email":"victim@x.example","email_verified":true}', "[1]", "no JSON", '"<b>"']
)
def test_it_is_posted_as_it_was_typed(desk: Desk, forged: str) -> None:
    desk.apple_answer({"person": "ada"})
    form = {"person": "ada", "sharing": "none", "forged_user": forged}
    fields = desk.apple_answer(form)
    assert fields["user"] == forged
    assert "email" not in read(fields["id_token"])
