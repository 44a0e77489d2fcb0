"""People of each role, signed in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission

from articles.models import Article, Show
from tests.factories import make_article, make_draft


def somebody(client: Client, role: str = "") -> Any:
    """A person of a role (none: a reader), signed in with this client."""
    users: Any = get_user_model()._default_manager
    person = users.create_user(f"person-{users.count()}@fanmankind.example", "a-long-password")
    if role:
        person.groups.add(Group.objects.get(name=role))
    client.force_login(person)
    return person


def writer_under(show: Show) -> Any:
    """Somebody who may add pages under this show alone, and edit their own."""
    group = Group.objects.create(name="Those of one show")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    add = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    GroupPagePermission.objects.create(group=group, page=show, permission=add)
    users: Any = get_user_model()._default_manager
    person = users.create_user("one-show@fanmankind.example", "a-long-password")
    person.groups.add(group)
    return person


def own_draft(person: Any, *, complete: bool = True) -> Article:
    """A draft that somebody has begun."""
    draft = make_article(publish=False) if complete else make_draft()
    draft.owner = person
    draft.save()
    return draft
