"""Videos: which hosts we know, and the address at which each plays without following anybody."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError

_YOUTUBE = re.compile(
    r"https://(?:www\.|m\.)?(?:youtube\.com/(?:watch\?(?:[^#]*&)?v=|embed/|shorts/)|youtu\.be/"
    r"|youtube-nocookie\.com/embed/)(?P<id>[\w-]{11})(?:[?&#].*)?"
)
_VIMEO = re.compile(
    r"https://(?:www\.|player\.)?vimeo\.com/(?:video/)?(?P<id>\d{6,12})(?:[?#/].*)?"
)


@dataclass(frozen=True, slots=True)
class Video:
    """A video at its host: where it is watched, and where a frame plays it."""

    host: str
    page: str
    frame: str


def find_video(url: str) -> Video | None:
    """The video at this address, or None when it is at no host that we know."""
    url = url.strip()
    if match := _YOUTUBE.fullmatch(url):
        ident = match["id"]
        return Video(
            "YouTube",
            f"https://www.youtube.com/watch?v={ident}",
            f"https://www.youtube-nocookie.com/embed/{ident}?autoplay=1&rel=0",
        )
    if match := _VIMEO.fullmatch(url):
        ident = match["id"]
        return Video(
            "Vimeo",
            f"https://vimeo.com/{ident}",
            f"https://player.vimeo.com/video/{ident}?dnt=1&autoplay=1",
        )
    return None


def validate_video(url: str) -> None:
    """Raise ValidationError unless the address is a video's at YouTube or Vimeo."""
    if find_video(url) is None:
        raise ValidationError("Give the https address of a video at YouTube or Vimeo.")
