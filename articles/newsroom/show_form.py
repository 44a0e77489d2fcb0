"""The show's form in the newsroom: seasons and episodes stay in order and keep what needs them,
and no two characters share a name.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from articles.characters import anchor_of
from articles.gaps import is_foreign
from articles.newsroom.page_form import PageForm
from articles.shield import Position
from articles.show_order import LONG_FILM, is_needed, made_untrue, needed, numbered_twice


class ShowForm(PageForm):
    """Refuses two episodes of one number, and the removal of an episode that a boundary needs."""

    def is_valid(self) -> bool:
        """Validate the fields, then the seasons and episodes as a whole."""
        if not super().is_valid():
            return False
        self._refuse_a_long_film()
        self._check_the_people()
        for formset in self._formsets():
            self._check(formset)
        self._keep_articles_true()
        people = self.formsets["characters"]
        wrong = [formset.non_form_errors() for formset in [*self._formsets(), people]]
        return not any([*wrong, *(form.errors for form in people.forms)])

    def _check_the_people(self) -> None:
        """Fates find a character by name, and the page has one place for each.

        A row does not know its show while a form is validated, so where the first episode belongs
        is asked here too.
        """
        formset = self.formsets["characters"]
        for form in _kept(formset):
            if is_foreign(form.cleaned_data.get("boundary"), self.instance):
                form.add_error("boundary", "This episode belongs to another show.")
        names = [form.cleaned_data.get("name", "") for form in _kept(formset)]
        twice = Counter(anchor_of(name) for name in names)
        formset.non_form_errors().extend(
            f"“{name}” is there {twice[anchor_of(name)]} times."
            for name in {anchor_of(name): name for name in names if name}.values()
            if twice[anchor_of(name)] > 1
        )

    def _refuse_a_long_film(self) -> None:
        """A film is one season of one episode."""
        if self.cleaned_data.get("kind") != "film":
            return
        if any(len(_kept(formset)) > 1 for formset in self._formsets()):
            self.formsets["seasons"].non_form_errors().append(LONG_FILM)

    def _keep_articles_true(self) -> None:
        """Refuse an order in which a live article gives away more than it says, or veils less."""
        order = {
            episode.instance.pk: Position(season.cleaned_data["number"], number)
            for season in _kept(self.formsets["seasons"])
            for episode in _kept(season.formsets["episodes"])
            if season.cleaned_data.get("number")
            and (number := episode.cleaned_data.get("number"))
            and episode.instance.pk
        }
        self.formsets["seasons"].non_form_errors().extend(made_untrue(self.instance, order))

    def _formsets(self) -> list[Any]:
        seasons = self.formsets["seasons"]
        return [seasons] + [form.formsets["episodes"] for form in seasons.forms]

    def _check(self, formset: Any) -> None:
        """Add to the formset what is wrong with it."""
        numbers = (form.cleaned_data.get("number") for form in _kept(formset))
        problems = [
            *numbered_twice(numbers),
            *(
                needed(form.instance)
                for form in formset.deleted_forms
                if form.instance.pk and is_needed(form.instance)
            ),
        ]
        formset.non_form_errors().extend(problems)


def _kept(formset: Any) -> list[Any]:
    """The rows that are not being removed."""
    return [form for form in formset.forms if form not in formset.deleted_forms]
