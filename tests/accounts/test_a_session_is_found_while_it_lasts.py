"""The store of sessions and the finding of who is signed in, which ask by SQL written once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.session_store import SessionStore
from tests.accounts.people import make_person

pytestmark = pytest.mark.django_db


def test_what_was_kept_is_found() -> None:
    session = SessionStore()
    session["said"] = "é"
    session.save()
    found = SessionStore(session.session_key)
    assert found["said"] == "é"
    assert found.session_key == session.session_key


def test_one_that_has_expired_is_nothing_and_its_key_is_not_used_again() -> None:
    session = SessionStore()
    session["said"] = 1
    session.save()
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    found = SessionStore(session.session_key)
    assert "said" not in found
    assert found.session_key is None


def test_what_is_changed_and_not_saved_is_not_found_again() -> None:
    session = SessionStore()
    session["said"] = ["é"]
    session.save()
    for _ in range(2):
        found = SessionStore(session.session_key)
        assert found["said"] == ["é"]
        found["said"].append("more")
        found["other"] = 1
    session["said"] = ["now"]
    session.save()
    assert SessionStore(session.session_key).load() == {"said": ["now"]}


@pytest.mark.parametrize("text", ["", "e30", "eyJzYWlkIjoxfQ:1w0000:bm90IG91cnM"])
def test_what_we_did_not_write_is_nothing(caplog, text: str) -> None:
    session = SessionStore()
    session["said"] = 1
    session.save()
    assert SessionStore(session.session_key)["said"] == 1
    Session.objects.update(session_data=text)
    for times in (1, 2):
        assert SessionStore(session.session_key).load() == {}
        assert [each.message for each in caplog.records] == ["Session data corrupted"] * times


def test_a_key_that_is_given_up_opens_nothing(settings) -> None:
    session = SessionStore()
    session["said"] = 1
    session.save()
    assert SessionStore(session.session_key)["said"] == 1
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-key-of-the-site" * 3
    assert SessionStore(session.session_key).load() == {}
    settings.SECRET_KEY_FALLBACKS = [old]
    assert SessionStore(session.session_key)["said"] == 1


def test_a_key_that_was_made_up_is_nobodys() -> None:
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    assert client.get("/reading/me.json").json() == {"signed_in": False}


def test_who_is_gone_is_not_signed_in() -> None:
    person = make_person()
    client = Client()
    client.force_login(person)
    assert client.get("/reading/me.json").json()["signed_in"] is True
    User.objects.filter(pk=person.pk).delete()
    assert client.get("/reading/me.json").json() == {"signed_in": False}


def test_an_account_is_found_by_its_key_alone(django_assert_num_queries) -> None:
    person = make_person()
    with django_assert_num_queries(1):
        assert User.objects.get(pk=str(person.pk)).email == person.email
    assert User.objects.get(pk=person.pk, is_active=True) == person
    for nobodys in (person.pk + 1, 2**63, -(2**70)):
        with pytest.raises(User.DoesNotExist):
            User.objects.get(pk=nobodys)
    with pytest.raises(ValueError, match="number"):
        User.objects.get(pk="nobody")


def test_a_link_that_names_no_possible_account_is_one_that_no_longer_works(client: Client) -> None:
    answer = client.get("/accounts/password/reset/key/zzzzzzzzzzzzz-x/")
    assert answer.status_code == 200
    assert "no longer works" in answer.content.decode()


def test_one_of_a_group_is_asked_for_within_it() -> None:
    group, inside, outside = Group.objects.create(name="Some"), make_person(), make_person()
    inside.groups.add(group)
    assert group.user_set.get(pk=inside.pk) == inside
    with pytest.raises(User.DoesNotExist):
        group.user_set.get(pk=outside.pk)
