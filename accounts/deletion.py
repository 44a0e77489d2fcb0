"""Deleting an account: asked for, kept back for seven days, cancelled by signing in, carried out.

Whichever door an account is deleted through (this one, the newsroom's, the purge of what was never
proven), what hangs on it goes with it: see ``let_go``.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.db import connection, models, transaction
from django.db.models.signals import pre_delete
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts import export
from accounts.audit import SecurityEvent, record
from accounts.export import ExportRequest
from accounts.outbox import OutboxMail
from accounts.signals import account_deleting
from accounts.user import User

log = logging.getLogger(__name__)

COOLING_OFF = timedelta(days=7)
LAST_ADMINISTRATOR_WAITS = timedelta(days=1)
MAILS = "accounts/email"


class LastAdministrator(Exception):
    """Without this account nobody could run the newsroom."""


class DeletionRequest(models.Model):
    """Somebody asked for their account to be deleted. Signing in takes it back."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deletion_request"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"deletion of user {self.user_id}"


def is_last_administrator(user: User) -> bool:
    """Whether nobody else could run the newsroom: others who are leaving don't count."""
    if not (user.is_superuser and user.is_active):
        return False
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return not others.filter(deletion_request=None).exists()


def ask(user: User, request: HttpRequest) -> DeletionRequest:
    """Note that somebody wants to go, mail them how to stay, and end all their sessions.

    Whoever had the account's address until lately is mailed too: it may have been taken from them.

    A second wish does nothing new. Raises LastAdministrator.
    """
    from accounts.email_undo import ways_back

    if is_last_administrator(user):
        raise LastAdministrator
    now = timezone.now()
    with transaction.atomic():
        asked, is_new = DeletionRequest.objects.get_or_create(
            user=user, defaults={"asked_at": now, "due_at": now + COOLING_OFF}
        )
        if is_new:
            record(SecurityEvent.Kind.DELETION_ASKED, user, request)
            device = request.META.get("HTTP_USER_AGENT", "")
            words = {"due_at": asked.due_at, "device": device}
            _mail("deletion_asked", address_of(user), **words)
            for address, undo_url in ways_back(user).items():
                _mail("deletion_asked", address, undo_url=undo_url, **words)
    end_sessions(user.pk)
    return asked


def cancel(user: User, request: HttpRequest | None = None) -> bool:
    """Keep the account after all; return whether there was something to cancel."""
    with transaction.atomic():
        count, _ = DeletionRequest.objects.filter(user=user).delete()
        if count:
            record(SecurityEvent.Kind.DELETION_CANCELLED, user, request)
            _mail("deletion_cancelled", address_of(user))
    return bool(count)


def carry_out_due() -> int:
    """Delete the accounts whose time has come; return how many. One that fails stays for later."""
    due = DeletionRequest.objects.filter(due_at__lte=timezone.now()).order_by("due_at")
    count = 0
    for pk in list(due.values_list("pk", flat=True)):
        try:
            count += _carry_out(pk)
        except Exception:
            log.exception("The deletion %s failed; the account is still there.", pk)
    return count


def _carry_out(pk: int) -> bool:
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        # Locked, so that a sign-in at this moment either cancels or comes too late, never half.
        due = DeletionRequest.objects.filter(pk=pk, due_at__lte=timezone.now())
        asked = due.select_for_update(skip_locked=skip).first()
        if asked is None:
            return False
        user = User.objects.get(pk=asked.user_id)
        if is_last_administrator(user):
            log.error("User %s is the last administrator; the deletion waits.", user.pk)
            due.update(due_at=timezone.now() + LAST_ADMINISTRATOR_WAITS)
            return False
        delete(user)
    return True


def delete(user: User) -> None:
    """Delete an account for good, and mail a last word to where it was written to."""
    address = address_of(user)
    with transaction.atomic():
        user.delete()
        record(SecurityEvent.Kind.DELETED, None)
        _mail("deletion_done", address)


def let_go(sender: Any, instance: User, **_: Any) -> None:
    """Give back, remove or hand over what hangs on an account that is just being deleted.

    Runs inside the deletion's own transaction: when one part fails, the account stays whole.
    """
    from accounts.apple import queue_revocation

    account_deleting.send(sender=User, user=instance)
    queue_revocation(instance)
    _leave_the_newsroom(instance)
    for address in addresses_of(instance):
        OutboxMail.objects.filter(to__iexact=address, ended_at__isnull=False).delete()
    end_sessions(instance.pk)
    for copy in ExportRequest.objects.filter(user=instance):
        transaction.on_commit(partial(export.files().delete, copy.file), robust=True)
    portrait = instance.portrait
    if portrait:
        name = str(portrait.name)
        transaction.on_commit(lambda: portrait.storage.delete(name), robust=True)


def _leave_the_newsroom(user: User) -> None:
    """Unlock the pages that only they could edit; forget the log entries that hold their name."""
    from wagtail.models import ModelLogEntry, Page

    Page.objects.filter(locked_by=user).update(locked=False, locked_by=None, locked_at=None)
    ModelLogEntry.objects.for_instance(user).delete()


def end_sessions(user_id: int, keep: str = "") -> int:
    """End every session of an account but for the one whose key is ``keep``; return how many.

    Each is listed from the moment it signs in (allauth's ``usersessions``), so none but theirs is
    looked at, however many people are signed in.
    """
    theirs = UserSession.objects.filter(user_id=user_id).exclude(session_key=keep)
    keys = list(theirs.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    theirs.delete()
    return len(keys)


def address_of(user: User) -> str:
    """Where somebody is written to: the primary address, else the account's own."""
    return EmailAddress.objects.get_primary_email(user) or user.email


def addresses_of(user: User) -> set[str]:
    """Every address of an account."""
    return {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}


def _mail(name: str, address: str, **words: Any) -> None:
    login = settings.SITE_URL + reverse("account_login")
    words = {"login_url": login, "days": COOLING_OFF.days, "when": timezone.now(), **words}
    get_adapter().send_mail(f"{MAILS}/{name}", address, words)


def _signed_in(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    if cancel(user, request):
        words = "Welcome back. Your account will not be deleted."
        messages.success(request, words, fail_silently=True)


def listen() -> None:
    """Keep the account of whoever signs in; take along what hangs on one that is deleted."""
    from django.contrib.auth.signals import user_logged_in

    user_logged_in.connect(_signed_in, dispatch_uid="cancel-deletion")
    pre_delete.connect(let_go, sender=User, dispatch_uid="let-go")
