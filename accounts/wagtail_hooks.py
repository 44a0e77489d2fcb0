"""Where accounts meet the newsroom."""

from accounts.newsroom import people, record

__all__ = ["people", "record"]
