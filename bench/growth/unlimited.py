"""The site for ``bench.growth.compare``: one network may search as often as it likes."""

from fanmankind.edge import limits
from fanmankind.wsgi import application

limits.LIMITS.clear()

__all__ = ["application"]
