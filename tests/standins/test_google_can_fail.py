"""The faults of Google's stand-in."""

import pytest
import requests

from tests.standins.flows import Desk, read


def test_the_token_endpoint_breaks(desk: Desk) -> None:
    code = desk.google_answer({"person": "ada"})["code"]
    desk.switch(google_token="500")
    assert desk.google_tokens(code).status_code == 500


def test_the_token_endpoint_hangs(desk: Desk) -> None:
    desk.switch(google_token="hang")
    with pytest.raises(requests.Timeout):
        desk.post("/google/token", timeout=0.3)


def test_userinfo_breaks(desk: Desk) -> None:
    desk.switch(google_userinfo="500")
    assert desk.get("/google/userinfo").status_code == 500


@pytest.mark.parametrize(
    ("fault", "claim"), [("wrong_issuer", "iss"), ("wrong_audience", "aud"), ("expired", "exp")]
)
def test_the_id_token_is_wrong(desk: Desk, fault: str, claim: str) -> None:
    right = desk.google_claims({"person": "ada"})
    desk.switch(google_id_token=fault)
    code = desk.google_answer({"person": "ada"})["code"]
    wrong = read(desk.google_tokens(code).json()["id_token"])
    assert wrong[claim] != right[claim]
    assert wrong["sub"] == right["sub"]
