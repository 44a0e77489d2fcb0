"""Apple's ``user`` field comes at the first consent, and not again until it is withdrawn."""

import json

from tests.standins.flows import Desk


def test_the_first_time_and_never_again(desk: Desk) -> None:
    first = desk.apple_answer({"person": "ada"})
    assert json.loads(first["user"]) == {
        "name": {"firstName": "Ada", "lastName": "Lind"},
        "email": "ada.lind@gmail.com",
    }
    assert "user" not in desk.apple_answer({"person": "ada"})


def test_each_person_has_a_first_time(desk: Desk) -> None:
    desk.apple_answer({"person": "ada"})
    assert "Eve" in desk.apple_answer({"person": "eve"})["user"]


def test_a_cancel_is_no_consent(desk: Desk) -> None:
    desk.apple_answer({"person": "ada", "cancel": "yes"})
    assert "user" in desk.apple_answer({"person": "ada"})


def test_the_name_is_not_in_the_token(desk: Desk) -> None:
    assert "name" not in desk.apple_claims({"person": "ada"})


def test_nothing_without_having_been_asked(desk: Desk) -> None:
    assert "user" not in desk.apple_answer({"person": "ada"}, scope="")


def test_again_after_the_token_was_revoked(desk: Desk) -> None:
    code = desk.apple_answer({"person": "ada"})["code"]
    token = desk.apple_tokens(code).json()["refresh_token"]
    desk.post(
        "/apple/auth/revoke",
        data={
            "client_id": desk.apple_request()["client_id"],
            "client_secret": desk.client_secret(),
            "token": token,
        },
    )
    assert "user" in desk.apple_answer({"person": "ada"})
