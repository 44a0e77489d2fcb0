"""Where reading meets the newsroom."""

from typing import Any

from wagtail import hooks

from reading.newsroom import spoiler_queue, unreachable

hooks.register("register_reports_menu_item", spoiler_queue.menu_item)
hooks.register("register_reports_menu_item", unreachable.menu_item)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """Where reports are read, and what they lead to."""
    return [*spoiler_queue.ADDRESSES, *unreachable.ADDRESSES]
