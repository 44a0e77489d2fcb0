"""The logins of a local demonstration. Never made anywhere else."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from articles.newsroom.roles import EDITORS, WRITERS

PASSWORD = "the-credits-are-rolling"  # noqa: S105 - known to everybody, local only
LOGINS = {
    "admin@fanmankind.example": ("Ada Admin", None),
    "editor@fanmankind.example": ("Edda Editor", EDITORS),
    "writer@fanmankind.example": ("Will Writer", WRITERS),
}


def make_demo_logins() -> None:
    """Make the administrator, the editor and the writer, unless they are there."""
    users = get_user_model()._default_manager
    for email, (name, group) in LOGINS.items():
        if users.filter(email=email).exists():
            continue
        if group is None:
            user = users.create_superuser(email, PASSWORD, name=name)
        else:
            user = users.create_user(email, PASSWORD, name=name)
            user.groups.add(Group.objects.get(name=group))
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
