"""Whatever the record can say, something says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import accounts
from accounts.models import SecurityEvent

FOLDER = Path(str(accounts.__file__)).parent
Kinds = SecurityEvent.Kind


def _said() -> set[str]:
    """Every ``Kind.NAME`` in the code of accounts, but for where they are listed."""
    files = [path for path in FOLDER.rglob("*.py") if path.name != "audit.py"]
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    return {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute)
        and (getattr(node.value, "id", "") == "Kind" or getattr(node.value, "attr", "") == "Kind")
    }


@pytest.mark.parametrize("name", Kinds.names)
def test_a_kind_is_recorded_somewhere(name: str) -> None:
    assert name in _said()


def test_no_words_are_used_twice() -> None:
    assert len(set(Kinds.labels)) == len(Kinds.labels)
