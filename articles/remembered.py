"""What many pages show alike, remembered in this process while nothing that readers see changes.

The site's words, its footer, a show with its seasons: most of what a page asks the database is the
same for its neighbors. ``fanmankind.edge`` says which edition of the content this process has seen
last; with the next one everything is forgotten. Where nobody says it (tests, ``manage.py``),
nothing is remembered. What one page alone shows does not belong here: its copy is what keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

from django.db import transaction

MOST = 2_048  # things, of some 10 KB at most; beyond that it begins anew

_edition: Callable[[], Hashable | None] = lambda: None  # noqa: E731 - replaced by ``follow``
_kept: dict[Hashable, tuple[Hashable, Any]] = {}


def follow(edition: Callable[[], Hashable | None]) -> None:
    """Ask this for the edition from now on: another one after each change, None if unknown."""
    global _edition  # noqa: PLW0603 - one for the process
    _edition = edition


def remembered[T](make: Callable[[], T], *name: Hashable) -> T:
    """The thing of this name, made if need be. Whoever gets it may not change it.

    None is made each time, or addresses that lead nowhere would take the room.
    """
    now = _now()
    if now is None:
        return make()
    kept = _kept.get(name)
    if kept is not None and kept[0] == now:
        found: T = kept[1]
        return found
    made = make()
    _keep(now, name, made)
    return made


def remembered_each[K: Hashable, T](
    make: Callable[[list[K]], Mapping[K, T]], name: str, keys: Iterable[K]
) -> dict[K, T]:
    """The same for several of a kind, of which those that are missing are made together."""
    now = _now()
    wanted = list(dict.fromkeys(keys))
    if now is None:
        return dict(make(wanted)) if wanted else {}
    kept = {key: _kept.get((name, key)) for key in wanted}
    found = {key: entry[1] for key, entry in kept.items() if entry and entry[0] == now}
    missing = [key for key in wanted if key not in found]
    made = make(missing) if missing else {}
    for key, thing in made.items():
        _keep(now, (name, key), thing)
    return found | dict(made)


def _now() -> Hashable | None:
    """The edition, asked for before anything is read; None where nothing may be remembered.

    What a transaction has written is not yet true, and may never be.
    """
    return None if transaction.get_connection().in_atomic_block else _edition()


def _keep(edition: Hashable, name: Hashable, thing: Any) -> None:
    if thing is None:
        return
    if len(_kept) >= MOST:
        _kept.clear()
    _kept[name] = (edition, thing)
