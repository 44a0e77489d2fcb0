"""What a reader did, each a row with who and when."""

from reading.alerts import Alert
from reading.announcements import Announcement
from reading.follows import Follow
from reading.progress import Forgotten, Progress
from reading.shelf import Bookmark, Reading
from reading.spoiler_reports import SpoilerReport
from reading.undeliverable import Undeliverable

__all__ = [
    "Alert",
    "Announcement",
    "Bookmark",
    "Follow",
    "Forgotten",
    "Progress",
    "Reading",
    "SpoilerReport",
    "Undeliverable",
]
