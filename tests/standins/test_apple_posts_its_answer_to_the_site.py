"""Apple's form_post: what the browser carries to the site."""

import jwt
import pytest
from bs4 import BeautifulSoup

from standins import places
from tests.standins.flows import Desk


def test_code_and_id_token_and_state(desk: Desk) -> None:
    fields = desk.apple_answer({"person": "ada"}, nonce="a-nonce")
    assert set(fields) == {"code", "id_token", "state", "user"}
    assert fields["state"] == "the-state"
    key = jwt.PyJWKSet.from_dict(desk.get("/apple/auth/keys").json())[
        jwt.get_unverified_header(fields["id_token"])["kid"]
    ]
    claims = jwt.decode(
        fields["id_token"], key, algorithms=["RS256"],
        audience=places.APPLE_CLIENT_ID, issuer="https://appleid.apple.com",
    )  # fmt: skip
    assert claims["nonce"] == "a-nonce"
    assert claims["email"] == "ada.lind@gmail.com"


def test_it_goes_by_itself_and_with_a_button(desk: Desk) -> None:
    answer = desk.post("/apple/auth/authorize", params=desk.apple_request(), data={"person": "ada"})
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.find("form").find("button").get_text() == "Continue"
    (script,) = page.find_all("script")
    assert not script.get_text()
    assert ".submit()" in desk.get(script["src"]).text


def test_cancel_is_posted_too(desk: Desk) -> None:
    fields = desk.apple_answer({"person": "ada", "cancel": "yes"})
    assert fields == {"error": "user_cancelled_authorize", "state": "the-state"}


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "another"},
        {"redirect_uri": "https://attacker.example/"},
        {"response_mode": "query"},
        {"response_type": "token"},
    ],
    ids=str,
)
def test_a_wrong_request_goes_nowhere(desk: Desk, changes: dict[str, str]) -> None:
    answer = desk.get("/apple/auth/authorize", params=desk.apple_request(**changes))
    assert answer.status_code == 400
