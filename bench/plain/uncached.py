"""The site without its page cache: every request renders its page.

What many pages share is remembered as in production (``articles.remembered``), so the editions
are watched as there.
"""

from __future__ import annotations

import os

os.environ["PAGE_CACHE"] = "off"

from fanmankind.edge.watch import watch
from fanmankind.wsgi import application

watch.start()

__all__ = ["application"]
