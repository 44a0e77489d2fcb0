"""The first proof of an address: what others began with it before goes."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.http import HttpRequest

from accounts.apple import queue_revocation


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
