"""What a saved draft points at may be gone when somebody opens it again.

Only a page's rows keep an episode, a picture or an author from being removed, not its drafts.
django-modelcluster breaks down over such a key; here a draft opens without it, and what it then
lacks is a gap like any other.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations


def without_dead_keys(model: type[models.Model], data: dict[str, Any]) -> dict[str, Any]:
    """A draft's data, with every key that leads nowhere emptied, and the rows that hang on one
    left out.
    """
    alive = _alive(model, data)
    kept = {name: value for name, value in data.items() if name not in alive or alive[name]}
    kept |= {name: None for name in alive if not alive[name]}
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name in data:
            row = relation.related_model
            kept[name] = [
                without_dead_keys(row, each) for each in data[name] if not _hangs(row, each)
            ]
    return kept


def _alive(model: type[models.Model], data: dict[str, Any]) -> dict[str, bool]:
    """Each key of the draft by its field's name: whether what it points at is still there."""
    found = {}
    for field in model._meta.concrete_fields:
        held = isinstance(field, models.ForeignKey) and field.remote_field.on_delete in (
            models.PROTECT,
            models.RESTRICT,
        )
        if held and data.get(field.name) is not None:
            target: Any = field.related_model
            there = target._base_manager.filter(pk=data[field.name])
            found[field.name] = there.exists()
    return found


def _hangs(model: type[models.Model], data: dict[str, Any]) -> bool:
    """Whether a row can't be without a key that leads nowhere."""
    return any(
        not is_there and not model._meta.get_field(name).null
        for name, is_there in _alive(model, data).items()
    )
