"""The site itself as an app: its checks."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Registers the checks that keep an unsafe installation from starting, and session limits."""

    name = "fanmankind"
    label = "fanmankind"

    def ready(self) -> None:
        """Import the checks, which register themselves; note when somebody signs in."""
        from django.contrib.auth.signals import user_logged_in

        from fanmankind import checks  # noqa: F401
        from fanmankind.edge import session_limits

        user_logged_in.connect(session_limits.begin, dispatch_uid="begin-session-limits")
