"""Wagtail's people, managed our way."""

from wagtail.users.apps import WagtailUsersAppConfig


class NewsroomPeopleConfig(WagtailUsersAppConfig):
    """Wagtail's app with our forms."""

    user_viewset = "accounts.newsroom.people.PeopleViewSet"
