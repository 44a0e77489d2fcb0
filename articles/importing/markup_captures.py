"""Keeping as it was what has no block here: elements, shortcodes and blocks of plug-ins."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from html import escape
from typing import Any

from articles.importing import shortcodes
from articles.importing.markup_contexts import Attributes, Capture, Contexts, Figure, Words, as_id
from articles.importing.markup_rules import DROPPED, OF_WORDPRESS, VOID
from articles.importing.pieces import Asked, Gallery, Heading, Look, Piece, Prose, Reused
from articles.prose import plain_text

_PICTURED = {"image", "cover"}  # blocks that say themselves which attachment they show


class Captures(Contexts, ABC):
    """What is kept as it was, and what shortcodes and block comments mean."""

    def begin_capture(self, reason: str, tag: str, raw: str, *, closing: str = "") -> None:
        """Keep everything as it is from here to the end of this element."""
        if not self.prose.lists and not self.figures:
            self.end_paragraph()
        if tag in VOID:
            self.emit(Look(reason, raw))
        else:
            self.capture = Capture(reason, tag, raw=[raw], closing=closing)

    def end_capture(self) -> None:
        """What was kept is complete. Without a reason, it was only to be passed over."""
        capture, self.capture = self.capture, None
        if capture and capture.reason:
            if capture.closing and len(capture.raw) > 1:
                capture.raw.append(capture.closing)
            self.emit(Look(capture.reason, "".join(capture.raw)))

    def capture_start(self, tag: str, attrs: Attributes) -> None:
        """An element inside of what is kept."""
        assert self.capture is not None  # noqa: S101 - the caller has looked
        if tag == self.capture.tag and tag not in VOID:
            self.capture.depth += 1
        is_code = tag == shortcodes.TAG
        self.capture.raw.append(attrs.get("data-raw", "") if is_code else opening(tag, attrs))

    def capture_end(self, tag: str) -> None:
        """An element ends inside of what is kept, or what is kept ends."""
        assert self.capture is not None  # noqa: S101 - the caller has looked
        if tag not in VOID and tag != shortcodes.TAG:
            self.capture.raw.append(f"</{tag}>")
        if tag == self.capture.tag:
            self.capture.depth -= 1
            if not self.capture.depth:
                self.end_capture()

    def capture_comment(self, name: str, raw: str, *, closes: bool, is_void: bool) -> None:
        """A block comment inside of what is kept, or the end of that."""
        assert self.capture is not None  # noqa: S101 - the caller has looked
        self.capture.raw.append(raw)
        if self.capture.tag == f"wp:{name}" and not is_void:
            self.capture.depth += -1 if closes else 1
            if not self.capture.depth:
                self.end_capture()

    def shortcode(self, attrs: Attributes) -> None:
        """A shortcode begins."""
        code = _json(attrs.get("data-code", ""))
        name, values = str(code.get("name", "")), code.get("attributes", {})
        if name in {"caption", "wp_caption"}:
            self.end_paragraph()
            known = as_id(str(values.get("id", "")).removeprefix("attachment_"))
            caption = str(values.get("caption", ""))
            self.figures.append(Figure(shortcodes.TAG, known, caption))
        elif name == "gallery":
            ids = str(values.get("ids") or values.get("include") or "").split(",")
            found = [number for each in ids if (number := as_id(each.strip()))]
            self.emit(Gallery(found))
        elif name in {"embed", "youtube", "vimeo"}:
            self.end_paragraph()
            address = str(values.get("url") or values.get("id") or values.get("0") or "")
            if address and "/" not in address and name != "embed":
                hosts = {"youtube": "https://youtu.be/", "vimeo": "https://vimeo.com/"}
                address = hosts[name] + address
            self.words.append(Words("embed", shortcodes.TAG, source=address))
        else:
            reason = f"The shortcode “{name}” of a plug-in or theme."
            raw = attrs.get("data-raw", "")
            self.begin_capture(reason, shortcodes.TAG, raw, closing=f"[/{name}]")

    def block(self, name: str, rest: str, raw: str, *, is_void: bool) -> None:
        """A block comment begins a block, or is one."""
        attrs = _json(rest)
        known = name in OF_WORDPRESS or name.startswith("core-embed/")
        self.end_paragraph()
        if name == "yoast/faq-block" and isinstance(attrs.get("questions"), list):
            for each in attrs["questions"]:
                self._asked(each)
            if not is_void:
                self.capture = Capture("", f"wp:{name}")
        elif is_void:
            reused = as_id(str(attrs.get("ref", ""))) if name == "block" else None
            if reused:
                self.emit(Reused(reused))
            elif attrs.get("url") and (name == "embed" or name.startswith("core-embed/")):
                self.embed(str(attrs["url"]))
            elif name not in DROPPED:
                self.emit(Look(f"The block “{name}”, whose content WordPress made up.", raw))
        elif known:
            self.blocks.append(name)
            self.block_image = as_id(str(attrs.get("id", ""))) if name in _PICTURED else None
        else:
            self.begin_capture(f"The block “{name}” of a plug-in.", f"wp:{name}", raw)

    def _asked(self, each: Any) -> None:
        """A question of Yoast's; one without its words here is kept as it was."""
        found = each if isinstance(each, dict) else {}
        question, answer = found.get("jsonQuestion"), found.get("jsonAnswer")
        if not (isinstance(question, str) and isinstance(answer, str)):
            raw = json.dumps(each, ensure_ascii=False)
            self.emit(Look("A question whose words the export does not give apart.", raw))
            return
        pieces = self.apart(answer)
        prose = [piece for piece in pieces if isinstance(piece, Prose)]
        if prose and prose[0] is pieces[0]:
            pieces = [piece for piece in pieces if not isinstance(piece, Prose)]
            self.emit(Asked(question, "".join(piece.html for piece in prose)))
        else:
            self.emit(Heading(plain_text(question)))
        for piece in pieces:
            self.emit(piece)

    @abstractmethod
    def apart(self, source: str) -> list[Piece]:
        """The pieces of a body inside of this one; whoever takes bodies apart knows how."""


def opening(tag: str, attrs: Attributes) -> str:
    """An element's opening tag."""
    words = "".join(f' {name}="{escape(value)}"' for name, value in attrs.items())
    return f"<{tag}{words}>"


def _json(text: str) -> dict[str, Any]:
    """An object, or an empty one where there is none."""
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
