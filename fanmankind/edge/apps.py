"""The edge as an app: what tells the page cache of a change."""

from django.apps import AppConfig


class EdgeConfig(AppConfig):
    """Keeps the editions, and listens for what changes what readers see."""

    name = "fanmankind.edge"
    label = "edge"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen after everybody else: what publishing makes ready is ready by then."""
        from articles import remembered
        from fanmankind.edge import turning
        from fanmankind.edge.watch import watch

        turning.connect()
        remembered.follow(watch.edition)
