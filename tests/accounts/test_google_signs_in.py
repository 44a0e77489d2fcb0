"""Continue with Google: the first time, again, cancelled, failing."""

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from accounts.models import SecurityEvent, User
from standins.running import Running
from tests.accounts.providers import begin, is_in, path_of, records, with_google

pytestmark = pytest.mark.django_db


def test_the_first_time_makes_one_account_and_signs_in(providers: Running, client: Client) -> None:
    answer = with_google(client)
    assert answer.status_code == 302
    assert is_in(client)
    user = User.objects.get()
    assert (user.email, user.name) == ("ada.lind@gmail.com", "Ada Lind")
    assert not user.has_usable_password()
    assert user.emailaddress_set.get().verified
    kinds = set(SecurityEvent.objects.filter(user=user).values_list("kind", flat=True))
    assert {"joined", "signed-in"} <= kinds


def test_again_enters_the_same_account(providers: Running) -> None:
    with_google(Client())
    again = Client()
    with_google(again)
    assert is_in(again)
    assert User.objects.count() == SocialAccount.objects.count() == 1


def test_pkce_is_used(providers: Running, client: Client) -> None:
    assert "code_challenge_method=S256" in begin(client, "google")
    with_google(Client())
    [call] = records(providers)["token_calls"]
    assert call["fields"]["code_verifier"]


def test_the_account_follows_the_person_and_not_the_address(providers: Running) -> None:
    form = {"sub": "one", "email": "first@gmail.com", "name": "One", "verified": "yes"}
    with_google(Client(), "other", **form)
    later = Client()
    with_google(later, "other", **(form | {"email": "second@gmail.com"}))
    assert is_in(later)
    assert User.objects.get().email == "first@gmail.com"


def test_a_cancel_is_a_friendly_page(providers: Running, client: Client) -> None:
    page = begin(client, "google")
    back = requests.post(page, data={"cancel": "1"}, allow_redirects=False, timeout=60)
    answer = client.get(path_of(back.headers["Location"]), follow=True)
    assert answer.status_code == 200
    assert "You turned back" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize(
    "fault",
    [
        {"google_token": "500"},
        {"google_token": "reset"},
        {"google_id_token": "wrong_issuer"},
        {"google_id_token": "wrong_audience"},
        {"google_id_token": "expired"},
    ],
)
def test_a_failing_provider_is_no_breakdown(
    providers: Running, client: Client, fault: dict[str, str]
) -> None:
    requests.post(f"{providers.url}/faults", json=fault, timeout=60)
    answer = with_google(client)
    assert answer.status_code in {200, 401}
    assert "<h1" in answer.content.decode()
    assert not is_in(client)
    assert not User.objects.exists()


def test_a_state_that_is_not_this_browsers_is_refused(providers: Running) -> None:
    page = begin(Client(), "google")
    back = requests.post(page, data={"person": "ada"}, allow_redirects=False, timeout=60)
    stranger = Client()
    answer = stranger.get(back.headers["Location"].partition("localhost:8000")[2])
    assert answer.status_code in {200, 401}
    assert not is_in(stranger)


def test_a_get_starts_nothing(providers: Running, client: Client) -> None:
    answer = client.get("/accounts/google/login/")
    assert answer.status_code == 200
    assert "<form" in answer.content.decode()
