"""The reading app."""

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    """Progress, shelf, follows, and the one private answer that carries them to the pages."""

    name = "reading"
    verbose_name = "Reading"

    def ready(self) -> None:
        """Answer what accounts ask of everything that stands on them; hear what is published."""
        from reading import announcements, data, undeliverable

        data.listen()
        announcements.listen()
        undeliverable.listen()
