"""Making people for tests, of every kind that an account can be of."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.test import Client

from accounts.models import OutboxMail, User
from accounts.reset_requests import answer_next

PASSWORD = "gravel-lantern-otter-quilt"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

_numbers = count(1)


def make_person(
    email: str = "", *, password: str | None = PASSWORD, verified: bool = True, **fields: Any
) -> User:
    """Somebody with an account by email; without a password it can't be entered by one."""
    email = email or f"person-{next(_numbers)}@reader.example"
    user = User.objects.create_user(email, password, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=verified, primary=True)
    return user


def make_social_person(provider: str, email: str = "") -> User:
    """Somebody who joined with Apple or Google and has no password."""
    user = make_person(email, password=None)
    SocialAccount.objects.create(user=user, provider=provider, uid=f"{provider}-{user.pk}")
    return user


def sign_in(client: Client, user: User) -> None:
    """Sign somebody in without a form; the session is listed, as one with a form is."""
    client.force_login(user, backend=BACKEND)
    key = str(client.session.session_key)
    UserSession.objects.get_or_create(session_key=key, defaults={"user": user, "ip": "127.0.0.1"})


def join(client: Client, email: str, password: str = PASSWORD) -> None:
    """Join by email, and prove the address by the mailed code."""
    answer = client.post("/accounts/signup/", {"email": email, "password1": password})
    code = mails_to(email)[-1].subject.split()[0]
    client.post(answer["Location"], {"code": code})


def plain(answer: Any, email: str) -> tuple[Any, ...]:
    """What a stranger can see of an answer, without the address and what is random or a time."""
    page = answer.content.decode().replace(email, "ADDRESS")
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    changing = {"Content-Length", "Expires"}
    headers = {name: value for name, value in answer.headers.items() if name not in changing}
    return answer.status_code, headers, sorted(answer.cookies), page


def ask_for_reset(client: Client, email: str, **more: Any) -> Any:
    """Send the forgot-password form."""
    return client.post("/accounts/password/reset/", {"email": email, **more})


def mails_to(email: str) -> list[OutboxMail]:
    """What waits for an address, after the worker has answered what was asked."""
    while answer_next():
        pass
    return list(OutboxMail.objects.filter(to=email).order_by("pk"))
