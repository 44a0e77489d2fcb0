"""fanmankind stands on articles and accounts; these two never import each other."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, name_of, python_files


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


@pytest.mark.parametrize(
    ("app", "others"),
    [
        ("articles", {"accounts", "reading", "fanmankind", "standins", "tests"}),
        ("accounts", {"articles", "reading", "fanmankind", "standins", "tests"}),
        ("reading", {"fanmankind", "standins", "tests"}),
        ("fanmankind", {"tests"}),
        ("standins", {"articles", "accounts", "reading", "fanmankind", "django", "tests"}),
    ],
)
def test_no_module_of_one_imports_the_other(app: str, others: set[str]) -> None:
    files = [path for path in python_files(migrations=True) if path.is_relative_to(ROOT / app)]
    assert files
    wrong = [
        f"{name_of(path)} imports {module}"
        for path in files
        for module in _imports(path)
        if module.split(".")[0] in others
    ]
    assert wrong == []


def test_only_the_start_of_a_local_site_knows_the_stand_ins() -> None:
    knowing = [
        name_of(path)
        for path in python_files(migrations=True)
        if path.is_relative_to(ROOT / "fanmankind")
        and any(module.split(".")[0] == "standins" for module in _imports(path))
    ]
    assert knowing == ["fanmankind/serving.py"]


def test_import_linter_agrees() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert " kept, 0 broken" in done.stdout


def test_the_contract_covers_every_app() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    apps = {"fanmankind", "articles", "accounts", "reading", "standins"}
    assert set(settings["root_packages"]) == {app for app in apps if (ROOT / app).exists()}
