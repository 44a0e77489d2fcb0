"""What people share with the site through Apple."""

from tests.standins.flows import Desk


def test_shared(desk: Desk) -> None:
    claims = desk.apple_claims({"person": "bo", "sharing": "share"})
    assert claims["email"] == "bo@marsh.example"
    assert claims["email_verified"] == "true"
    assert "is_private_email" not in claims


def test_hidden_behind_an_address_that_stays(desk: Desk) -> None:
    first = desk.apple_claims({"person": "bo", "sharing": "hide"})
    assert first["email"].endswith("@privaterelay.appleid.com")
    assert first["is_private_email"] == "true"
    assert first["email_verified"] == "true"
    assert desk.apple_claims({"person": "bo", "sharing": "hide"})["email"] == first["email"]
    other = desk.apple_claims({"person": "ada", "sharing": "hide"})
    assert other["email"] != first["email"]


def test_the_choice_is_remembered(desk: Desk) -> None:
    desk.apple_claims({"person": "bo", "sharing": "hide"})
    assert desk.apple_claims({"person": "bo"})["is_private_email"] == "true"


def test_no_email_at_all(desk: Desk) -> None:
    claims = desk.apple_claims({"person": "bo", "sharing": "none"})
    assert not {"email", "email_verified"} & set(claims)


def test_no_email_without_the_scope(desk: Desk) -> None:
    assert "email" not in desk.apple_claims({"person": "bo"}, scope="name")


def test_an_email_that_apple_does_not_vouch_for(desk: Desk) -> None:
    assert desk.apple_claims({"person": "dan"})["email_verified"] == "false"
