"""The show's form in the newsroom: seasons and episodes stay in order and keep what needs them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from wagtail.admin.forms import WagtailAdminPageForm


def _numbers(formset: Any) -> Counter[int]:
    return Counter(
        form.cleaned_data["number"]
        for form in formset.forms
        if form not in formset.deleted_forms and form.cleaned_data.get("number")
    )


class ShowForm(WagtailAdminPageForm):
    """Refuses two episodes of one number, and the removal of an episode that a boundary needs."""

    def is_valid(self) -> bool:
        """Validate the fields, then the seasons and episodes as a whole."""
        if not super().is_valid():
            return False
        checked = [
            self._check(formset) for formset in self._formsets()
        ]  # every one, for its errors
        return all(checked)

    def _formsets(self) -> list[Any]:
        seasons = self.formsets["seasons"]
        return [seasons] + [form.formsets["episodes"] for form in seasons.forms]

    def _check(self, formset: Any) -> bool:
        """Whether this formset is in order; adds an error to it when it is not."""
        problems = [
            f"Number {number} is there {count} times."
            for number, count in _numbers(formset).items()
            if count > 1
        ]
        problems += [
            f"“{form.instance}” can't be removed: an article, a fate or a picture has its "
            "boundary there."
            for form in formset.deleted_forms
            if form.instance.pk and self._is_needed(form.instance)
        ]
        formset.non_form_errors().extend(problems)
        return not problems

    @staticmethod
    def _is_needed(instance: Any) -> bool:
        try:
            Collector(using="default").collect([instance])
        except ProtectedError:
            return True
        return False
