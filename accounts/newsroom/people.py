"""People as the newsroom manages them: invited, given roles, shut out; never given a password."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import EditView, IndexView, UserViewSet

from accounts.deletion import end_sessions

User = get_user_model()
STAYS = "Accounts are not deleted here: their owners delete them. You can take away the access."


class InvitationForm(UserCreationForm):
    """An address, a name and roles. The person chooses a password after proving the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            del self.fields[name]

    def clean_email(self) -> str:
        """The address in lower case. ValidationError when somebody has it."""
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("Somebody has an account with this address.")
        return email

    def save(self, commit: bool = True) -> Any:
        """Make the account without a password, and mail how to get in."""
        self.instance.set_unusable_password()
        user = super().save(commit)
        words = {
            "user": user,
            "newsroom_url": settings.SITE_URL + reverse("wagtailadmin_home"),
            "password_reset_url": settings.SITE_URL + reverse("account_reset_password"),
        }
        get_adapter().send_mail("accounts/email/invitation", user.email, words)
        return user

    class Meta(UserCreationForm.Meta):
        fields = {"email", "name", "is_superuser", "groups"}


class PersonForm(UserEditForm):
    """A name, roles and whether the person may get in. The address is its owner's to change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields.pop(name, None)
        self.initial["name"] = self.instance.get_full_name()  # perhaps from a first and a last one
        self.fields["email"].disabled = True
        self.fields["email"].required = False

    def save(self, commit: bool = True) -> Any:
        """Store it; whoever is shut out is so at once, and stays signed out if let in again."""
        user = super().save(commit)
        if commit and not user.is_active:
            end_sessions(user.pk)
        return user

    class Meta(UserEditForm.Meta):
        fields = {"email", "name", "is_active", "is_superuser", "groups"}


class PeopleList(IndexView):
    """Everybody by the name that they are shown with; Wagtail's knows first and last names."""

    @cached_property
    def columns(self) -> list[Any]:
        """Wagtail's, where the column of names holds ours and is sorted by it."""
        columns = list(super().columns)
        for column in columns:
            if column.name == "name":
                column.accessor, column.sort_key = str, "name"
        return columns

    @cached_property
    def search_fields(self) -> set[str]:
        """Wagtail's, and the name."""
        return {*super().search_fields, "name"}

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """By the name, and the address where there is none, if it is asked for."""
        if self.ordering in {"name", "-name"}:
            return queryset.order_by(self.ordering, "email")
        ordered: QuerySet[Any] = super().order_queryset(queryset)
        return ordered


class PersonView(EditView):
    """One person, called by the name that they are shown with."""

    def get_page_subtitle(self) -> str:
        """That name."""
        return str(self.object)


class PeopleViewSet(UserViewSet):
    """Wagtail's, with our forms and names."""

    index_view_class = PeopleList
    edit_view_class = PersonView

    def get_form_class(self, for_update: bool = False) -> Any:
        """The form for a new person or a known one."""
        return PersonForm if for_update else InvitationForm


@hooks.register("before_delete_user")
def keep_the_person(request: HttpRequest, user: Any) -> HttpResponse:
    """Refuse to delete somebody's account."""
    messages.error(request, STAYS)
    return redirect("wagtailusers_users:edit", user.pk)


@hooks.register("after_bulk_action")
def shut_out(request: HttpRequest, action_type: str, objects: Any, action: Any) -> None:
    """End the sessions of people who were deactivated together."""
    if action_type != "set_active_state":
        return
    ids = [one.pk for one in objects if isinstance(one, User)]
    for pk in User.objects.filter(pk__in=ids, is_active=False).values_list("pk", flat=True):
        end_sessions(pk)


@hooks.register("before_bulk_action")
def keep_the_people(
    request: HttpRequest, action_type: str, objects: Any, action: Any
) -> HttpResponse | None:
    """Refuse to delete several."""
    if action_type != "delete" or not any(isinstance(one, User) for one in objects):
        return None
    messages.error(request, STAYS)
    return redirect("wagtailusers_users:index")
