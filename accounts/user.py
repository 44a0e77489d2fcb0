"""The user: known by an email address, without a username."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as BaseUserManager
from django.db import connection, models
from django.utils.functional import cached_property

from accounts.passwords import normal

LARGEST_KEY = 2**63 - 1  # that the database can hold


class UserManager(BaseUserManager["User"]):
    """Makes users from an email address and a password; finds who is signed in."""

    def get(self, *args: Any, **kwargs: Any) -> "User":
        """As everywhere; by the key alone, which each request of theirs asks for, without delay.

        Django writes a query's SQL anew each time, which takes it longer than the answer. Those of
        a group, say, are another manager's, which asks as everywhere.
        """
        if args or kwargs.keys() != {"pk"} or type(self) is not UserManager:
            return super().get(*args, **kwargs)
        sql, names, converters = self._by_key
        key, row = self.model._meta.pk.get_prep_value(kwargs["pk"]), None
        if key is not None and abs(key) <= LARGEST_KEY:  # an address may name any number
            with connection.cursor() as cursor:
                cursor.execute(sql, [key])
                row = cursor.fetchone()
        if row is None:
            raise self.model.DoesNotExist("There is no such account.")
        values = list(row)
        for place, (steps, column) in converters.items():
            for step in steps:
                values[place] = step(values[place], column, connection)
        return self.model.from_db(connection.alias, names, values)

    @cached_property
    def _by_key(self) -> tuple[str, list[str], dict[int, Any]]:
        """The SQL, the fields that it reads, and what makes their values of the database's."""
        compiler: Any = self.filter(pk=0).query.get_compiler(connection.alias)
        sql, _ = compiler.as_sql()
        columns = [column for column, *_ in compiler.select]
        sql = f"/* kept */ {sql}"  # PostgreSQL prepares it once
        return sql, [column.target.attname for column in columns], compiler.get_converters(columns)

    def _make(self, email: str, password: str | None, **fields: Any) -> "User":
        if not email:
            raise ValueError("A user needs an email address.")
        user: User = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(  # type: ignore[override]
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Make a reader's account. ValueError without an email address."""
        return self._make(email, password, **{"is_staff": False, "is_superuser": False, **fields})

    def create_superuser(  # type: ignore[override]
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Make an administrator's account. ValueError without an email address."""
        return self._make(email, password, **{**fields, "is_staff": True, "is_superuser": True})


class User(AbstractUser):  # type: ignore[django-manager-missing]
    """A person's account. A byline is an ``Author``, not a ``User``."""

    username = None  # type: ignore[assignment]
    email = models.EmailField("email address", unique=True)
    name = models.CharField("display name", max_length=60, blank=True)
    portrait = models.ImageField(upload_to="portraits/", blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta(AbstractUser.Meta):
        # The chore that purges what was never proven looks at these each minute.
        indexes = [
            models.Index(
                fields=["date_joined"],
                name="never_signed_in",
                condition=models.Q(last_login__isnull=True),
            )
        ]

    def set_password(self, raw_password: str | None) -> None:
        """Keep the digest of a password in normal form; None lets nobody in by password."""
        super().set_password(raw_password if raw_password is None else normal(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        """Whether it is the password; as it was typed too, for one kept before there was a form."""
        plain = raw_password and normal(raw_password)
        return super().check_password(plain) or (
            plain != raw_password and super().check_password(raw_password)
        )

    def get_full_name(self) -> str:
        """The name that they gave themselves, which the newsroom shows too; or none."""
        return self.name or super().get_full_name()

    def __str__(self) -> str:
        return self.get_full_name() or self.email
