"""Deactivating somebody in the newsroom ends their sessions, for good."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.people import make_person, sign_in
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
