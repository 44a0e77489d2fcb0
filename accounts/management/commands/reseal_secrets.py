"""Seal every kept secret with SECRET_KEY of today, so that a former key can be dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction

from accounts.apple import AppleGrant, AppleRevocation
from accounts.sealing import reseal


def _factor(row: Authenticator) -> None:
    for name in ("secret", "seed"):
        if name in row.data:
            row.data[name] = reseal(row.data[name])
    if "migrated_codes" in row.data:
        row.data["migrated_codes"] = [reseal(code) for code in row.data["migrated_codes"]]


def _grant(row: Any) -> None:
    row.sealed_token = reseal(row.sealed_token)


KEPT: tuple[tuple[type[models.Model], Callable[[Any], None]], ...] = (
    (Authenticator, _factor),
    (AppleGrant, _grant),
    (AppleRevocation, _grant),
)


class Command(BaseCommand):
    """May run while the site does, and again at any time."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through all of them. CommandError says how many no key of ours opens."""
        done = lost = 0
        for model, seal_anew in KEPT:
            for pk in model._default_manager.values_list("pk", flat=True).iterator():
                if _one(model, pk, seal_anew):
                    done += 1
                else:
                    lost += 1
        self.stdout.write(f"Sealed anew: {done}.")
        if lost:
            raise CommandError(
                f"{lost} were sealed with a key that is gone. They stay as they are."
            )


def _one(model: type[models.Model], pk: Any, seal_anew: Callable[[Any], None]) -> bool:
    with transaction.atomic():
        row = model._default_manager.select_for_update().filter(pk=pk).first()
        if row is None:  # gone meanwhile
            return True
        try:
            seal_anew(row)
        except ValueError:
            return False
        row.save()
    return True
