"""People of each role, signed in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from articles.models import Article
from tests.factories import make_article, make_draft


def somebody(client: Client, role: str = "") -> Any:
    """A person of a role (none: a reader), signed in with this client."""
    users: Any = get_user_model()._default_manager
    person = users.create_user(f"person-{users.count()}@fanmankind.example", "a-long-password")
    if role:
        person.groups.add(Group.objects.get(name=role))
    client.force_login(person)
    return person


def own_draft(person: Any, *, complete: bool = True) -> Article:
    """A draft that somebody has begun."""
    draft = make_article(publish=False) if complete else make_draft()
    draft.owner = person
    draft.save()
    return draft
