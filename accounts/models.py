"""Who you are: the account that a person signs in with."""

from accounts.user import User

__all__ = ["User"]
