"""Choosing in the newsroom: an episode by show, number or title; a character of the show."""

import re
from typing import Any

from django import forms
from django.apps import apps
from django.db.models import Q
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.models import Page

ID = re.compile(r"[0-9]{1,9}", re.ASCII)


class EpisodeChooserViewSet(ChooserViewSet):
    """Lists episodes as ``For All Mankind S4E10: Perestroika`` with a search."""

    model = "articles.Episode"
    icon = "list-ol"
    choose_one_text = "Choose an episode"
    choose_another_text = "Choose another episode"
    search_fields = ["title", "season__show__title"]
    per_page = 20


class SearchByName(BaseFilterForm):
    """Finds characters by a part of their name, or of their actor's."""

    q = forms.CharField(
        label="Search term", widget=forms.TextInput(attrs={"placeholder": "Search"}), required=False
    )

    def filter(self, objects: Any) -> Any:
        """The characters with these words; all without any."""
        words = self.cleaned_data["q"]
        if not words:
            return objects
        self.is_searching, self.search_query = True, words
        return objects.filter(Q(name__icontains=words) | Q(actor__icontains=words))


class OfTheShow:
    """Lists the characters of the show that ``page`` is, or belongs to; without one, of all."""

    filter_form_class = SearchByName
    request: Any

    def get_object_list(self) -> Any:
        """The characters, those of a show together."""
        characters = apps.get_model("articles", "Character").objects.select_related("show")
        asked = self.request.GET.get("page", "")
        page = Page.objects.filter(pk=int(asked)).first() if ID.fullmatch(asked) else None
        if page is not None:
            parent = page.path[: -page.steplen]
            characters = characters.filter(show__path__in=[page.path, parent])
        return characters.order_by("show__title", "sort_order", "pk")


class ChooseCharacterView(OfTheShow, views.ChooseView):
    """The window in which a character is chosen."""


class CharacterResultsView(OfTheShow, views.ChooseResultsView):
    """A further page of the list."""


class CharacterChosenView(views.ChosenView):
    """Answers with the name alone, which becomes the text where none was selected."""

    def get_display_title(self, instance: Any) -> str:
        """The character's name."""
        return str(instance.name)


class CharacterChooserViewSet(ChooserViewSet):
    """Lists the characters of an article's show."""

    model = "articles.Character"
    icon = "user"
    choose_one_text = "Choose a character"
    choose_another_text = "Choose another character"
    choose_view_class = ChooseCharacterView
    choose_results_view_class = CharacterResultsView
    chosen_view_class = CharacterChosenView
    preserve_url_parameters = ["multiple", "page"]
    per_page = 50


character_chooser = CharacterChooserViewSet("character_chooser")
episode_chooser = EpisodeChooserViewSet("episode_chooser")
