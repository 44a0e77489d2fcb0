"""Nothing of a machine, a package host or a workplace is in the repository; pictures stay small."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, committed, name_of, text_files

PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"}
LARGEST = 500 * 1024  # bytes
# Written in pieces, so that this file does not find itself.
HOSTS = [
    "files.python" + "hosted.org",
    "registry.npm" + "js.org",
    "--index" + "-url",
    "pypi." + "org/simple",
]
LOCKS = {"uv.lock", "package-lock.json", "poetry.lock", "yarn.lock", "pnpm-lock.yaml"}
MACHINE = [re.compile(rf"(?<![\w.~-])/{top}/[a-z]") for top in ("home", "work", "root", "Users")]


def test_no_package_host_is_written_down() -> None:
    allowed = {"Makefile": {"--index" + "-url"}}  # the lock command forbids it by name
    for path in text_files():
        text = path.read_text(encoding="utf-8").replace("--no-emit-index" + "-url", "")
        for host in HOSTS:
            assert host not in text or host in allowed.get(path.name, set()), name_of(path)


def test_no_lock_file_of_another_tool_is_committed() -> None:
    assert [name_of(path) for path in committed() if path.name in LOCKS] == []


def test_no_path_of_a_machine_is_written_down() -> None:
    for path in text_files():
        text = path.read_text(encoding="utf-8")
        for pattern in MACHINE:
            found = pattern.search(text)
            assert found is None, f"{name_of(path)}: {found and found.group()}"


def test_committed_pictures_are_small() -> None:
    pictures = [path for path in committed() if path.suffix.lower() in PICTURES]
    assert len(pictures) > 10
    large = {name_of(p): p.stat().st_size for p in pictures if p.stat().st_size > LARGEST}
    assert large == {}


def test_every_text_file_ends_with_a_line_end_and_has_no_tabs_or_trailing_spaces() -> None:
    for path in text_files():
        if path.suffix in {".svg", ".txt"} or path.name == "Makefile":
            continue
        text = path.read_text(encoding="utf-8")
        assert not text or text.endswith("\n"), name_of(path)
        assert "\t" not in text, name_of(path)
        assert not re.search(r"[ ]+$", text, re.MULTILINE), name_of(path)


def test_nothing_that_a_run_makes_is_committed() -> None:
    made = [
        p
        for p in committed()
        if {"var", "__pycache__", "node_modules"} & set(p.parts[len(ROOT.parts) :])
    ]
    assert [name_of(path) for path in made] == []
    assert not [p for p in committed() if p.suffix in {".sqlite3", ".pyc"}]


def test_there_is_a_readme() -> None:
    assert (ROOT / "README.md").exists()


def _links(document: Path) -> list[str]:
    text = document.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)\s#]+)", text) + re.findall(r'(?:src|href)="([^"#]+)"', text)
    return [target for target in targets if not re.match(r"[a-z]+:", target)]


@pytest.mark.parametrize("document", [p for p in committed() if p.suffix == ".md"], ids=name_of)
def test_what_a_document_links_to_exists(document: Path) -> None:
    for target in _links(document):
        assert (document.parent / target).exists(), target


def test_the_files_that_the_readme_names_exist() -> None:
    """A name alone may stand for a file or a folder anywhere; a path is counted from the top."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    known = {part for path in committed() for part in path.relative_to(ROOT).parts}
    for name in re.findall(r"`([\w.\-/]+/[\w.\-/]*|[\w\-]+\.(?:md|toml|py|txt))`", text):
        if not name.startswith(("/", "var/")):
            assert (ROOT / name).exists() or name.rstrip("/") in known, name
