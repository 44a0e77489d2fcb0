"""The ceilings: a Python file 300 lines, a function 40, a template 120."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import name_of, python_files, templates

FILE, FUNCTION, TEMPLATE = 300, 40, 120  # lines


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_files() -> None:
    found = python_files()
    assert len(found) > 50
    assert [name_of(path) for path in found if _lines(path) > FILE] == []


def test_functions() -> None:
    long = [
        f"{name_of(path)}: {function.name} has {length} lines"
        for path in python_files()
        for function in _functions(path)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION
    ]
    assert long == []


def test_templates() -> None:
    found = templates()
    assert len(found) > 30
    assert [name_of(path) for path in found if _lines(path) > TEMPLATE] == []
