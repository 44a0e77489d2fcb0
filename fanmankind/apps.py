"""The site itself as an app: its checks."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Registers the checks that keep an unsafe installation from starting, and what listens."""

    name = "fanmankind"
    label = "fanmankind"

    def ready(self) -> None:
        """Import the checks, which register themselves; listen; report errors where asked to."""
        from django.contrib.auth.signals import user_logged_in
        from django.db.backends.signals import connection_created

        from fanmankind import checks, long_lists  # noqa: F401
        from fanmankind.edge import session_limits
        from fanmankind.operating import sentry, slow_queries

        sentry.start()
        long_lists.look_ahead()
        connection_created.connect(slow_queries.watch, dispatch_uid="watch-slow-queries")
        user_logged_in.connect(session_limits.begin, dispatch_uid="begin-session-limits")
