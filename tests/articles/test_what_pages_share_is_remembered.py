"""What many pages show alike is made once in an edition, and never kept when it may be untrue."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from articles import remembered
from fanmankind.edge.models import FRONT, turn
from fanmankind.edge.watch import Watch


class Made:
    """Counts how often something is made."""

    def __init__(self, thing: Any = "thing") -> None:
        self.thing, self.times = thing, 0

    def __call__(self) -> Any:
        """Make it."""
        self.times += 1
        return self.thing


@pytest.fixture
def edition(monkeypatch: pytest.MonkeyPatch) -> list[int | None]:
    """The edition, to be changed by a test; nothing is remembered yet."""
    now: list[int | None] = [1]
    monkeypatch.setattr(remembered, "_kept", {})
    monkeypatch.setattr(remembered, "_edition", lambda: now[0])
    return now


@pytest.mark.django_db(transaction=True)
class TestRemembering:
    def test_it_is_made_once_in_an_edition(self, edition: list[int | None]) -> None:
        make = Made()
        assert [remembered.remembered(make, "a"), remembered.remembered(make, "a")] == ["thing"] * 2
        assert make.times == 1
        edition[0] = 2
        remembered.remembered(make, "a")
        assert make.times == 2

    def test_not_while_the_edition_is_unknown(self, edition: list[int | None]) -> None:
        make = Made()
        remembered.remembered(make, "a")
        edition[0] = None
        remembered.remembered(make, "a")
        assert make.times == 2

    def test_what_is_not_there_is_asked_for_again(self, edition: list[int | None]) -> None:
        make = Made(None)
        remembered.remembered(make, "a")
        remembered.remembered(make, "a")
        assert make.times == 2

    def test_what_a_transaction_sees_stays_in_it(self, edition: list[int | None]) -> None:
        with transaction.atomic():
            assert remembered.remembered(Made("unstored"), "a") == "unstored"
        assert remembered.remembered(Made("stored"), "a") == "stored"
        with transaction.atomic():
            assert remembered.remembered(Made("changed"), "a") == "changed"

    def test_of_several_the_missing_are_made_together(self, edition: list[int | None]) -> None:
        asked: list[list[int]] = []

        def make(keys: list[int]) -> dict[int, str]:
            asked.append(keys)
            return {key: str(key) for key in keys if key < 9}

        assert remembered.remembered_each(make, "n", [1, 2, 1]) == {1: "1", 2: "2"}
        assert remembered.remembered_each(make, "n", [2, 3, 9]) == {2: "2", 3: "3"}
        assert remembered.remembered_each(make, "n", [3, 1]) == {3: "3", 1: "1"}
        assert asked == [[1, 2], [3, 9]]

    def test_the_room_is_bounded(self, edition: list[int | None]) -> None:
        for number in range(remembered.MOST + 10):
            remembered.remembered(Made(), number)
        assert len(remembered._kept) <= remembered.MOST


@pytest.mark.django_db
def test_any_change_is_another_edition_and_no_news_is_the_same() -> None:
    watch = Watch()
    assert watch.edition() is None  # it has not looked yet
    watch.look()
    before = watch.edition()
    watch.look()
    assert watch.edition() == before
    turn({FRONT})
    watch.look()
    assert watch.edition() not in {before, None}
