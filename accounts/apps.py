"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who you are: user, sign-up and sign-in, data, deletion."""

    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Put our ways in place where a library has no hook, and listen to what happens."""
        from accounts import (
            app_codes,
            apple,
            events,
            google,
            mail_limits,
            passwords,
            reauthentication,
        )
        from accounts.newsroom import doors, own_name  # noqa: F401 - doors registers its check

        app_codes.prepare()
        apple.prepare()
        google.prepare()
        mail_limits.prepare()
        own_name.prepare()
        passwords.prepare()
        reauthentication.prepare()
        events.listen()
