"""The faults of Apple's stand-in."""

import jwt
import pytest
import requests

from tests.standins.flows import Desk


def test_the_token_endpoint_breaks(desk: Desk) -> None:
    desk.switch(apple_token="500")
    assert desk.apple_tokens("any").status_code == 500


def test_a_connection_is_cut(desk: Desk) -> None:
    desk.switch(apple_revoke="reset")
    with pytest.raises(requests.ConnectionError):
        desk.post("/apple/auth/revoke")


def test_the_keys_are_not_to_be_had(desk: Desk) -> None:
    desk.switch(apple_keys="500")
    assert desk.get("/apple/auth/keys").status_code == 500


def test_an_id_token_is_signed_by_somebody_else(desk: Desk) -> None:
    desk.switch(apple_id_token="wrong_key")
    token = desk.apple_answer({"person": "ada"})["id_token"]
    keys = jwt.PyJWKSet.from_dict(desk.get("/apple/auth/keys").json())
    key = keys[jwt.get_unverified_header(token)["kid"]]
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, key, algorithms=["RS256"], options={"verify_aud": False})
