"""Templates parse; public ones name no person, and none has a script or a style of its own."""

import re
from pathlib import Path

import pytest
from django.template import engines

from tests.architecture.tree import ROOT, name_of, templates

PERSONAL = [
    "request.user", "user.", "perms", "csrf_token", "csrf_input", "messages", "wagtailuserbar",
    "request.session", "request.COOKIES", "nonce",
]  # fmt: skip
NOT_PUBLIC = {"styleguide.html"}
PRIVATE = {"account", "accounts", "allauth", "mfa", "reading", "socialaccount",
           "usersessions", "wagtailadmin"}  # fmt: skip
_TAGS = re.compile(r"{[{%](.*?)[%}]}", re.DOTALL)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
_STYLE_ATTRIBUTE = re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE)

each_template = pytest.mark.parametrize("path", templates(), ids=name_of)


@each_template
def test_it_parses(path: Path) -> None:
    engines["django"].get_template(str(path.relative_to(ROOT / "templates")))


@each_template
def test_it_names_no_person(path: Path) -> None:
    parts = path.relative_to(ROOT / "templates").parts
    if path.name in NOT_PUBLIC or parts[0] in PRIVATE or "newsroom" in parts:
        return
    for code in _TAGS.findall(path.read_text(encoding="utf-8")):
        for word in PERSONAL:
            assert not re.search(rf"(?<![\w.]){re.escape(word)}", code), f"{word} in {code}"


@each_template
def test_it_has_no_script_style_or_handler_of_its_own(path: Path) -> None:
    if "email" in path.parts:
        return  # a mail has no other place for its styles
    text = path.read_text(encoding="utf-8")
    for attributes, content in _SCRIPT.findall(text):
        is_data = re.search(r'type="application/(ld\+)?json"', attributes)
        assert is_data or not content.strip(), attributes
    assert "<style" not in text.lower()
    assert not _HANDLER.search(text)
    assert not _STYLE_ATTRIBUTE.search(text)
    assert "javascript:" not in text.lower()


# cards.js shows a picture that the site has drawn, and a ring of numbers.
MAKE_MARKUP = {"static/js/cards.js": 2, "static/js/newsroom/checks.js": 2}
_MARKUP = re.compile(r"innerHTML\b(?! *;)(?!,)|insertAdjacentHTML|document\.write|DOMParser|srcdoc")


def test_scripts_show_text_as_text() -> None:
    found = {
        str(path.relative_to(ROOT)): len(_MARKUP.findall(path.read_text(encoding="utf-8")))
        for path in sorted((ROOT / "static" / "js").rglob("*.js"))
    }
    assert {name: times for name, times in found.items() if times} == MAKE_MARKUP


@each_template
def test_it_switches_no_escaping_off(path: Path) -> None:
    if path.suffix == ".txt" or path.name == "one_field.html":
        return  # a mail's plain text; and help that a form's own code has escaped
    text = path.read_text(encoding="utf-8")
    assert "|safe" not in text.replace(" ", "")
    assert "autoescape off" not in text


@each_template
def test_it_loads_nothing_from_another_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    loaded = re.findall(
        r'<(?:script|link|img|iframe|source|video)\b[^>]*(?:src|href|srcset)="([^"]+)"', text
    )
    assert [address for address in loaded if re.match(r"(?:https?:)?//", address)] == []
