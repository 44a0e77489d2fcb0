"""What an old body is taken apart into, before it becomes blocks."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Prose:
    """Paragraphs and lists."""

    html: str


@dataclass(slots=True)
class Heading:
    """A heading of any level."""

    text: str


@dataclass(slots=True)
class Image:
    """A picture, by its address or its attachment."""

    src: str
    attachment: int | None = None
    alt: str = ""
    caption: str = ""
    link: str = ""


@dataclass(slots=True)
class Gallery:
    """Pictures by their attachments; none named: all of the post."""

    attachments: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Quote:
    """Somebody's words."""

    text: str
    source: str = ""
    links: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Embedded:
    """A video at a host that we know."""

    url: str
    title: str = ""
    caption: str = ""


@dataclass(slots=True)
class Asked:
    """A question and its answer."""

    question: str
    answer: str


@dataclass(slots=True)
class Reused:
    """A block that stands for a body kept elsewhere in the archive, by its id."""

    id: int


@dataclass(slots=True)
class Look:
    """What has no block here, as it was, for an editor to decide on."""

    reason: str
    raw: str


Piece = Prose | Heading | Image | Gallery | Quote | Embedded | Asked | Reused | Look
