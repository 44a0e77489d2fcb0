"""Shortcodes in square brackets made into elements, so that one parser reads everything.

Brackets that are no shortcode, such as ``[sic]``, stay as they are.
"""

from __future__ import annotations

import json
import re
from html import escape

TAG = "wp-shortcode"
ENCLOSING = {"caption", "wp_caption", "embed", "video", "audio", "playlist"}
KNOWN = ENCLOSING | {"gallery", "youtube", "vimeo"}
LONGEST_TAG = 2000  # characters that are looked back for the beginning of one
# Each piece gives nothing back, so a text of ten million brackets is read once.
_CODE = re.compile(
    r"\[(?P<open>\[?)(?P<close>/?)(?P<name>[A-Za-z][\w-]{0,50})(?P<rest>(?:[\s=:/]"
    r"(?:[^\[\]<>\"'“”″]{1,500}+|\"[^\"\[\]]{0,1000}+\"|'[^'\[\]]{0,1000}+'"
    r"|[“”″][^“”″\[\]]{0,500}+[“”″]){0,40}+)?+)\](?P<escaped>\]?)"
)
_ATTRIBUTE = re.compile(
    r"([\w-]{1,60}+)\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|[“”″]([^“”″]*)[“”″]|([^\s\"'\]]+))"
    r"|(\S+)"
)


def _looks_like_one(match: re.Match[str]) -> bool:
    """Whether brackets of an unknown name are some plugin's shortcode, and not just brackets."""
    name, rest = match["name"], match["rest"] or ""
    return bool("_" in name or (match["close"] and name.islower()) or re.search(r"\w\s*=", rest))


def attributes(text: str) -> dict[str, str]:
    """The attributes of a shortcode; what has no name is numbered."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text.strip().rstrip("/")):
        if match[1]:
            found[match[1].lower()] = next((v for v in match.groups()[1:5] if v is not None), "")
        else:
            found[str(sum(1 for key in found if key.isdigit()))] = match[6].strip("=\"'")
    return found


def _is_in_tag(text: str, start: int) -> bool:
    """Whether a place lies inside of an element's tag or a comment, where no element may be."""
    begun = text.rfind("<", max(0, start - LONGEST_TAG), start)
    is_tag = begun >= 0 and (text[begun + 1].isalpha() or text[begun + 1] in "/!")
    return is_tag and text.rfind(">", begun, start) < 0


def to_elements(text: str) -> str:
    """Every shortcode as an element that keeps its source; escaped ones lose the outer brackets."""
    if "[" not in text:
        return text
    closed = set(re.findall(r"\[/([A-Za-z][\w-]{0,50})\]", text))

    def one(match: re.Match[str]) -> str:
        if _is_in_tag(text, match.start()):
            return match[0]
        name = match["name"]
        if match["open"] and match["escaped"]:
            return match[0][1:-1]
        if name not in KNOWN and name not in closed and not _looks_like_one(match):
            return match[0]
        if match["close"]:
            return f"</{TAG}>" if name in closed else ""
        raw = match[0].removeprefix("[" if match["open"] else "")
        stored = escape(json.dumps({"name": name, "attributes": attributes(match["rest"] or "")}))
        element = f'<{TAG} data-code="{stored}" data-raw="{escape(raw)}">'
        return element if name in closed else f"{element}</{TAG}>"

    return _CODE.sub(one, text)
