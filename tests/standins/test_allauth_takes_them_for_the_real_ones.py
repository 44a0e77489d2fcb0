"""allauth's own clients against the stand-ins: the tokens that it fetches hold for it."""

import pytest
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.apple.client import AppleOAuth2Client
from allauth.socialaccount.providers.apple.views import AppleOAuth2Adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from django.test import RequestFactory

from standins import places
from tests.standins.flows import APPLE_RETURN, GOOGLE_RETURN, Desk


def test_google(desk: Desk, rf: RequestFactory) -> None:
    base = desk.running.environment["GOOGLE_STANDIN_URL"]
    client = OAuth2Client(
        rf.get("/"), places.GOOGLE_CLIENT_ID, places.GOOGLE_CLIENT_SECRET,
        "POST", f"{base}/token", GOOGLE_RETURN,
    )  # fmt: skip
    code = desk.google_answer({"person": "bo"})["code"]
    tokens = client.get_access_token(code, pkce_code_verifier=desk.verifier)
    claims = jwtkit.verify_and_decode(
        credential=tokens["id_token"],
        keys_url=f"{base}/certs",
        issuer=base,
        audience=places.GOOGLE_CLIENT_ID,
        lookup_kid=jwtkit.lookup_kid_pem_x509_certificate,
    )
    assert claims["hd"] == "marsh.example"
    desk.switch(google_token="500")
    with pytest.raises(OAuth2Error):
        client.get_access_token(code, pkce_code_verifier=desk.verifier)


@pytest.mark.django_db
def test_apple(desk: Desk, rf: RequestFactory, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    given = desk.running.environment
    base = given["APPLE_STANDIN_URL"]
    app = {
        "client_id": given["APPLE_CLIENT_ID"],
        "secret": given["APPLE_KEY_ID"],
        "key": given["APPLE_TEAM_ID"],
        "settings": {"certificate_key": given["APPLE_PRIVATE_KEY"]},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"apple": {"APPS": [app]}}
    monkeypatch.setattr(AppleOAuth2Adapter, "public_key_url", f"{base}/auth/keys")
    request = rf.get("/")
    client = AppleOAuth2Client(
        request, app["client_id"], app["secret"], "POST", f"{base}/auth/token", APPLE_RETURN
    )
    code = desk.apple_answer({"person": "eve", "sharing": "hide"})["code"]
    token = AppleOAuth2Adapter(request).parse_token(client.get_access_token(code))
    assert token.user_data["email"].endswith("@privaterelay.appleid.com")
    assert token.token_secret
    assert desk.records()["token_calls"][0]["status"] == 200
