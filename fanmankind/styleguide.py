"""What the style guide shows: every component in every state, from the real templates."""

from typing import Any

from django import forms

from articles.samples import sample_page


class SampleForm(forms.Form):
    """One field of every kind; filled in wrongly."""

    email = forms.EmailField(help_text="We write to it when you ask us to.")
    password = forms.CharField(widget=forms.PasswordInput)
    why = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    which = forms.ChoiceField(label="Which", choices=[("1", "Season 1"), ("2", "Season 2")])
    how = forms.ChoiceField(
        label="How", choices=[("mail", "By email"), ("none", "Not at all")],
        widget=forms.RadioSelect, initial="mail", required=False,
    )  # fmt: skip
    remember = forms.BooleanField(label="Remember me on this device", required=False)
    closed = forms.CharField(label="Cannot be changed", disabled=True, initial="As it is")

    def clean(self) -> dict[str, Any]:
        """Nothing that is sent here is right."""
        raise forms.ValidationError("This form is here to be looked at.")


def samples() -> dict[str, Any]:
    """The style guide's context: the demonstration's own content, or the little there is."""
    wrong = SampleForm({"email": "not an address", "which": "1"}, auto_id="wrong_%s")
    return sample_page() | {"wrong": wrong, "fresh": SampleForm(auto_id="fresh_%s")}
