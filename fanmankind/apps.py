"""The site itself as an app: its checks."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Registers the checks that keep an unsafe installation from starting."""

    name = "fanmankind"
    label = "fanmankind"

    def ready(self) -> None:
        """Import the checks, which register themselves."""
        from fanmankind import checks  # noqa: F401
