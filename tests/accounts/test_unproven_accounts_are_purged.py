"""An address that was never proven is free again after three days; everybody else stays."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts import chores
from accounts.models import User
from tests.accounts.people import make_person, make_social_person

pytestmark = pytest.mark.django_db


def test_after_three_days_and_nobody_else() -> None:
    unproven = make_person(verified=False)
    invited = make_person(verified=False, password=None)
    invited.groups.add(Group.objects.get(name="Writers"))
    with_key = make_person(verified=False)
    Authenticator.objects.create(user=with_key, type=Authenticator.Type.TOTP, data={})
    kept = {make_person().pk, make_social_person("google").pk, invited.pk, with_key.pk}
    with time_machine.travel(timezone.now() + timedelta(days=2, hours=23), tick=False):
        assert chores.purge_unverified() == 0
    with time_machine.travel(timezone.now() + timedelta(days=3, hours=1), tick=False):
        assert chores.purge_unverified() == 1
    assert set(User.objects.values_list("pk", flat=True)) == kept
    assert not User.objects.filter(pk=unproven.pk).exists()


def test_one_chore_that_fails_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def fails() -> None:
        raise RuntimeError("no")

    def works() -> None:
        done.append("works")

    monkeypatch.setattr(chores, "CHORES", [fails, works])
    with pytest.raises(CommandError, match="fails"):
        call_command("account_chores")
    assert done == ["works"]
