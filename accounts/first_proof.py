"""The first proof of an address: what others began with it before goes."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from accounts.apple import queue_revocation
from accounts.user import User


def unproven(users: QuerySet[User]) -> QuerySet[User]:
    """Those of these accounts that nobody can ever have been in: nothing about them is proven."""
    return (
        users.filter(is_staff=False, is_superuser=False, groups=None, last_login=None)
        .exclude(emailaddress__verified=True)
        .exclude(authenticator__isnull=False)
    )


def is_taken(email: str, but: int = 0) -> bool:
    """Whether an address, in lower case, belongs to an account that is more than begun.

    The account ``but`` does not count.
    """
    proven = Q(emailaddress__email=email, emailaddress__verified=True)
    users = User.objects.filter(Q(email=email) | proven).exclude(pk=but)
    return users.exclude(pk__in=unproven(User.objects.filter(email=email)).values("pk")).exists()


def clear_the_way(email: str, but: int = 0) -> None:
    """Remove what was begun with an address, in lower case, for the person who has proven it.

    An account that never proved it holds nothing, so it goes; the account ``but`` stays, since it
    is theirs. Elsewhere the address is only planted, and is taken away.
    """
    for user in unproven(User.objects.filter(email=email).exclude(pk=but)):
        user.delete()
    planted = EmailAddress.objects.filter(email=email, verified=False, primary=False)
    planted.exclude(user_id=but).delete()


def drop_strangers_connections(request: HttpRequest, address: EmailAddress) -> None:
    """Leave a new account only with the provider that its owner came by, if by any.

    Until an address is proven, anybody may have begun the account that names it, by an Apple or
    Google account of their own that nobody vouches for. Whoever proves it owns the account; a
    connection that this very session did not sign in with is a stranger's, and would let them in.
    """
    user: Any = address.user
    before = EmailAddress.objects.filter(user=user, verified=True).exclude(pk=address.pk)
    if user.last_login is not None or before.exists():
        return
    own = {
        (record.get("provider"), record.get("uid"))
        for record in get_authentication_records(request, user)
        if record["method"] == "socialaccount"
    }
    for account in SocialAccount.objects.filter(user=user):
        if (account.provider, account.uid) not in own:
            if account.provider == "apple":
                queue_revocation(user, account.uid)
            account.delete()
