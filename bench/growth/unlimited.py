"""The site for ``bench.growth.compare``: one network may search as often as it likes."""

from fanmankind.wsgi import application

__all__ = ["application"]


def _prepare() -> None:
    """Lift the limits, and watch the editions, which nobody does where the page cache is off.

    Only now that Django is set up its models can be imported.
    """
    from fanmankind.edge import limits
    from fanmankind.edge.watch import watch

    limits.LIMITS.clear()
    watch.start()


_prepare()
