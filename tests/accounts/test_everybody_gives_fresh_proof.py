"""Before something important changes, everybody shows once more who they are."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.account.internal.flows import reauthentication
from allauth.usersessions.models import UserSession
from django.test import Client

from accounts.models import OutboxMail, User
from accounts.reauthentication import flows_of
from standins.running import Running
from tests.accounts.people import PASSWORD, make_person, make_social_person, sign_in
from tests.accounts.providers import with_apple, with_google

pytestmark = pytest.mark.django_db

IMPORTANT = ["/accounts/email/", "/accounts/password/set/", "/accounts/2fa/totp/activate/"]


def _asks(client: Client, path: str) -> str:
    answer = client.post(path, {"action_add": "1", "email": "new@reader.example"})
    return str(answer.headers.get("Location", ""))


def test_ours_stands_in_the_place_of_allauths() -> None:
    assert reauthentication.get_reauthentication_flows is flows_of


@pytest.mark.parametrize("path", ["/accounts/email/", "/accounts/2fa/webauthn/add/"])
def test_somebody_with_a_password_is_asked_for_it(client: Client, path: str) -> None:
    sign_in(client, make_person())
    assert _asks(client, path).startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert not _asks(client, path).startswith("/accounts/reauthenticate/")


@pytest.mark.parametrize("path", IMPORTANT)
def test_somebody_with_only_google_is_sent_there(client: Client, path: str) -> None:
    sign_in(client, make_social_person("google"))
    if path == "/accounts/password/set/":  # what is posted too late leads to the page first
        path = str(client.post(path, {"password1": PASSWORD})["Location"])
        assert client.get(path)["Location"].startswith("/accounts/reauthenticate/provider/")
        return
    assert _asks(client, path).startswith("/accounts/reauthenticate/provider/")


def test_google_proves_it_and_leads_back(providers: Running, client: Client) -> None:
    with_google(client)
    assert _asks(client, "/accounts/email/").startswith("/accounts/reauthenticate/provider/")
    page = client.get("/accounts/reauthenticate/provider/?next=/accounts/email/")
    assert "Continue with Google" in page.content.decode()
    answer = with_google(client, process="redirect")
    assert answer.status_code == 302
    assert not _asks(client, "/accounts/email/").startswith("/accounts/reauthenticate/")


def test_another_account_at_the_provider_proves_nothing_and_enters_nothing(
    providers: Running, client: Client
) -> None:
    with_google(client)
    owner = User.objects.get()
    with_google(client, "bo", process="redirect")
    assert int(client.session["_auth_user_id"]) == owner.pk
    assert _asks(client, "/accounts/email/").startswith("/accounts/reauthenticate/")
    with_apple(client, "eve", process="redirect")
    assert _asks(client, "/accounts/email/").startswith("/accounts/reauthenticate/")


def _code(user: User) -> str:
    mail = OutboxMail.objects.filter(to=user.email, purpose="proof_code").latest("pk")
    found = re.search(r"^\s*([A-Z0-9-]{6,12})\s*$", mail.text, re.MULTILINE)
    assert found
    return found[1]


def test_somebody_with_nothing_else_proves_it_by_a_mailed_code(client: Client) -> None:
    user = make_person(password=None)
    sign_in(client, user)
    page = _asks(client, "/accounts/email/")
    assert page.startswith("/accounts/reauthenticate/code/")
    client.post(page)
    client.post(page, {"code": _code(user)})
    assert not _asks(client, "/accounts/email/").startswith("/accounts/reauthenticate/")


def test_a_code_dies_after_three_wrong_ones(client: Client) -> None:
    user = make_person(password=None)
    sign_in(client, user)
    page = _asks(client, "/accounts/email/")
    client.post(page)
    for _ in range(3):
        client.post(page, {"code": "WRONG"})
    client.post(page, {"code": _code(user)})
    assert _asks(client, "/accounts/email/").startswith("/accounts/reauthenticate/")


def test_a_code_works_once(client: Client) -> None:
    user = make_person(password=None)
    sign_in(client, user)
    page = _asks(client, "/accounts/email/")
    client.post(page)
    code = _code(user)
    client.post(page, {"code": code})
    other = Client()
    sign_in(other, user)
    other.post(page, {"code": code})
    assert _asks(other, "/accounts/email/").startswith("/accounts/reauthenticate/")


def test_connecting_another_provider_needs_proof_first(providers: Running, client: Client) -> None:
    with_google(client)
    answer = with_apple(client, "eve", process="connect")
    assert "/reauthenticate/" in answer["Location"]
    assert not User.objects.get().socialaccount_set.filter(provider="apple").exists()


def test_the_last_way_in_cannot_be_removed(providers: Running, client: Client) -> None:
    with_google(client)
    with_google(client, process="redirect")
    account = User.objects.get().socialaccount_set.get()
    answer = client.post("/accounts/3rdparty/", {"account": account.pk})
    assert "only way in" in answer.content.decode()
    assert User.objects.get().socialaccount_set.exists()


def _prove(client: Client, page: str) -> str:
    """Prove it at Google; where that leads in the end."""
    wanted = urlencode({"next": parse_qs(urlsplit(page).query)["next"][0]})
    html = client.get(page).content.decode()
    query = unescape(re.search(r'action="/accounts/google/login/\?([^"]*)"', html)[1])
    place = parse_qs(query)["next"][0]
    assert place == f"/accounts/reauthenticate/done/?{wanted}"
    answer = with_google(client, process="redirect", place=place)
    assert answer["Location"] == place
    return str(client.get(place).headers.get("Location", ""))


def test_what_was_asked_for_goes_on_after_google(providers: Running, client: Client) -> None:
    with_google(client)
    other = Client()
    with_google(other)
    row = UserSession.objects.exclude(session_key=client.session.session_key).get()
    page = client.post(f"/accounts/sessions/{row.pk}/end/")["Location"]
    assert _prove(client, page) == "/accounts/sessions/"
    assert not UserSession.objects.filter(pk=row.pk).exists()
    assert client.get(f"/accounts/sessions/{row.pk}/end/").status_code == 302


def test_going_on_without_proof_does_nothing(providers: Running, client: Client) -> None:
    with_google(client)
    with_google(Client())
    row = UserSession.objects.exclude(session_key=client.session.session_key).get()
    client.post(f"/accounts/sessions/{row.pk}/end/")
    client.get(f"/accounts/reauthenticate/done/?next=/accounts/sessions/{row.pk}/end/")
    assert UserSession.objects.filter(pk=row.pk).exists()


def test_a_first_password_is_not_set_aside_before_the_proof(
    providers: Running, client: Client
) -> None:
    with_google(client)
    path = "/accounts/password/set/"
    assert "/reauthenticate/" in client.get(path)["Location"]
    assert client.post(path, {"password1": PASSWORD})["Location"] == path
    assert PASSWORD not in json.dumps(dict(client.session.items()))
    assert _prove(client, client.get(path)["Location"]) == path
    assert client.post(path, {"password1": PASSWORD}).status_code == 302
    assert User.objects.get().check_password(PASSWORD)
    assert PASSWORD not in json.dumps(dict(client.session.items()))
