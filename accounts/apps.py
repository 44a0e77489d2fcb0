"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who you are: user, sign-up and sign-in, data, deletion."""

    name = "accounts"
    verbose_name = "Accounts"
