"""Email, Apple and Google in any order lead into one account, and never into somebody else's."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from accounts import joining
from accounts.models import OutboxMail, User
from standins.running import Running
from tests.accounts.people import PASSWORD, ask_for_reset, mails_to, make_person
from tests.accounts.providers import is_in, with_apple, with_google

pytestmark = pytest.mark.django_db

ADA = "ada.lind@gmail.com"


def _owner(client: Client) -> User:
    return User.objects.get(pk=int(client.session["_auth_user_id"]))


def test_email_first_then_google_then_apple(providers: Running) -> None:
    user = make_person(ADA)
    google, apple = Client(), Client()
    with_google(google)
    with_apple(apple)
    assert _owner(google) == _owner(apple) == user
    assert set(SocialAccount.objects.values_list("provider", flat=True)) == {"google", "apple"}
    assert User.objects.get().check_password(PASSWORD)


def test_google_first_then_joining_by_email_mails_the_owner(providers: Running) -> None:
    with_google(Client())
    Client().post("/accounts/signup/", {"email": ADA, "password1": PASSWORD})
    assert OutboxMail.objects.filter(to=ADA, purpose="account_already_exists").exists()
    assert User.objects.count() == 1


def test_google_first_then_a_password_by_forgot_password(providers: Running) -> None:
    with_google(Client())
    ask_for_reset(Client(), ADA)
    assert "password/reset/key" in mails_to(ADA)[-1].text


def test_an_account_that_a_stranger_began_is_not_entered_by_either(providers: Running) -> None:
    stranger = Client()
    begun = make_person(ADA, verified=False)
    stranger.post("/accounts/login/", {"login": ADA, "password": PASSWORD})
    owner = Client()
    with_google(owner)
    assert is_in(owner)
    assert _owner(owner).pk != begun.pk
    assert not is_in(stranger)
    again = Client()
    again.post("/accounts/login/", {"login": ADA, "password": PASSWORD})
    assert not is_in(again)


def test_an_address_that_is_only_planted_leads_nowhere(providers: Running) -> None:
    attacker = make_person("attacker@reader.example")
    EmailAddress.objects.create(user=attacker, email=ADA, verified=False)
    victim = Client()
    with_google(victim)
    assert is_in(victim)
    assert _owner(victim) != attacker


@pytest.mark.parametrize("person", ["cleo", "dan"])
def test_where_google_is_not_the_authority_the_address_is_proven_here(
    providers: Running, person: str
) -> None:
    email = {"cleo": "cleo@ray.example", "dan": "dan@voss.example"}[person]
    client = Client()
    with_google(client, person)
    assert not is_in(client)
    assert not EmailAddress.objects.filter(email=email, verified=True).exists()


@pytest.mark.parametrize("person", ["cleo", "dan"])
def test_nor_does_it_open_an_account_that_is_there(providers: Running, person: str) -> None:
    email = {"cleo": "cleo@ray.example", "dan": "dan@voss.example"}[person]
    user = make_person(email)
    client = Client()
    with_google(client, person)
    assert not is_in(client)
    assert not SocialAccount.objects.filter(user=user).exists()
    assert User.objects.count() == 1


def test_a_workspace_speaks_for_its_own_domain(providers: Running) -> None:
    user = make_person("bo@marsh.example")
    client = Client()
    with_google(client, "bo")
    assert _owner(client) == user


def test_apple_saying_unverified_is_not_believed(providers: Running) -> None:
    user = make_person("dan@voss.example")
    client = Client()
    with_apple(client, "dan")
    assert not is_in(client)
    assert not SocialAccount.objects.filter(user=user).exists()


def test_a_deactivated_account_stays_closed(providers: Running) -> None:
    make_person(ADA, is_active=False)
    client = Client()
    with_google(client)
    assert not is_in(client)


def test_an_account_that_a_stranger_began_is_the_owners_after_a_mailed_code() -> None:
    make_person(ADA, verified=False)
    owner = Client()
    owner.post("/accounts/login/code/", {"email": ADA})
    code = mails_to(ADA)[-1].subject.split()[0]
    owner.post("/accounts/login/code/confirm/", {"code": code})
    assert is_in(owner)
    stranger = Client()
    stranger.post("/accounts/login/", {"login": ADA, "password": PASSWORD})
    assert not is_in(stranger)


def test_a_mailed_code_leaves_the_password_of_a_proven_address() -> None:
    user = make_person(ADA)
    owner = Client()
    owner.post("/accounts/login/code/", {"email": ADA})
    code = mails_to(ADA)[-1].subject.split()[0]
    owner.post("/accounts/login/code/confirm/", {"code": code})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def _change_to(client: Client, email: str) -> None:
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"action_add": "1", "email": email})
    code = mails_to(email)[-1].subject.split()[0]
    client.post("/accounts/confirm-email/", {"code": code})


@pytest.mark.parametrize("planted", [True, False])
def test_an_address_that_was_only_begun_with_is_changed_to_by_its_owner(planted: bool) -> None:
    if planted:
        EmailAddress.objects.create(user=make_person(), email=ADA, verified=False)
    else:
        make_person(ADA, verified=False)
    owner, client = make_person(), Client()
    client.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})
    _change_to(client, ADA)
    owner.refresh_from_db()
    assert owner.email == ADA
    assert EmailAddress.objects.get(email=ADA).user == owner


@pytest.mark.parametrize("staff", [True, False])
def test_an_address_that_is_somebody_elses_is_not(staff: bool) -> None:
    other = make_person(ADA, verified=not staff, is_staff=staff)
    owner, client = make_person(), Client()
    client.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})
    _change_to(client, ADA)
    owner.refresh_from_db()
    assert owner.email != ADA
    assert User.objects.filter(pk=other.pk, email=ADA).exists()


def test_nor_one_that_is_taken_while_the_code_is_entered(monkeypatch: pytest.MonkeyPatch) -> None:
    make_person(ADA, verified=False, is_staff=True)
    owner, client = make_person(), Client()
    client.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})
    monkeypatch.setattr(joining, "is_taken", lambda *_, **__: False)
    _change_to(client, ADA)
    owner.refresh_from_db()
    assert owner.email != ADA
    assert f"Unable to confirm {ADA}" in client.get("/accounts/email/").content.decode()
