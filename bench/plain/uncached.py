"""The site without its page cache: every request renders its page.

What many pages share is remembered as in production (``articles.remembered``), so the editions
are watched as there.
"""

from __future__ import annotations

import os

os.environ["PAGE_CACHE"] = "off"

from fanmankind.wsgi import application

__all__ = ["application"]


def _watch() -> None:
    """Begin to watch; only now that Django is set up its models can be imported."""
    from fanmankind.edge.watch import watch

    watch.start()


_watch()
