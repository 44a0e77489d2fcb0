"""Whom an alert may be mailed to, and where."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower

from reading.undeliverable import Undeliverable


def reachable() -> QuerySet[EmailAddress]:
    """The proven primary addresses that alerts go to.

    Not those of accounts that are shut or about to be deleted, and not those that mail has come
    back from.
    """
    gone = Undeliverable.objects.filter(email=Lower(OuterRef("email")))
    found: QuerySet[EmailAddress] = EmailAddress.objects.filter(
        ~Exists(gone), primary=True, verified=True,
        user__is_active=True, user__deletion_request=None,
    )  # fmt: skip
    return found


def addresses_of(users: list[int]) -> dict[int, str]:
    """The addresses of these people, by their keys; those who can't be reached are left out."""
    return dict(reachable().filter(user__in=users).values_list("user", "email"))
