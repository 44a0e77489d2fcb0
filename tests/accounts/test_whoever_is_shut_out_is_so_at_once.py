"""Deactivating somebody in the newsroom ends their sessions, for good."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.deletion import end_sessions
from accounts.models import User
from tests.accounts.people import PASSWORD, make_person, sign_in
from tests.accounts.providers import is_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    """The browser of somebody who runs the newsroom."""
    client = Client()
    sign_in(client, make_person(is_superuser=True))
    return client


def _is_let_in_again(user: User, client: Client) -> bool:
    User.objects.filter(pk=user.pk).update(is_active=True)
    return is_in(client)


def test_alone(desk: Client, client: Client) -> None:
    user = make_person()
    sign_in(client, user)
    desk.post(f"/cms/users/edit/{user.pk}/", {"name": "Ana", "email": user.email})
    user.refresh_from_db()
    assert not user.is_active
    assert not _is_let_in_again(user, client)


def test_together(desk: Client, client: Client) -> None:
    user, other, browser = make_person(), make_person(), Client()
    sign_in(client, user)
    sign_in(browser, other)
    path = f"/cms/bulk/accounts/user/set_active_state/?id={user.pk}"
    answer = desk.post(path, {"mark_as_active": "False"})
    assert answer.status_code == 302, answer.content
    assert not _is_let_in_again(user, client)
    assert is_in(browser)


def test_other_changes_end_nothing(desk: Client, client: Client) -> None:
    user = make_person()
    sign_in(client, user)
    fields = {"name": "Ana", "email": user.email, "is_active": "on"}
    desk.post(f"/cms/users/edit/{user.pk}/", fields)
    user.refresh_from_db()
    assert user.name == "Ana"
    assert is_in(client)


def test_no_session_of_anybody_else_is_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    user, (mine, theirs) = make_person(), (Client(), Client())
    sign_in(mine, user)
    sign_in(theirs, make_person())
    monkeypatch.setattr(Session, "get_decoded", None)
    with CaptureQueriesContext(connection) as queries:
        assert end_sessions(user.pk) == 1
    assert len(queries) == 3
    assert not is_in(mine)
    assert is_in(theirs)


def test_nor_does_one_escape_that_got_another_key_with_a_new_password(client: Client) -> None:
    user, new = make_person(), "marble-kettle-ferry-cloud"
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    before = client.session.session_key
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new})
    assert is_in(client)
    assert client.session.session_key != before
    end_sessions(user.pk)
    assert not is_in(client)
