"""The profile: what others would see of somebody, a name and perhaps a portrait."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from PIL import Image, ImageOps

from accounts.audit import SecurityEvent, record
from accounts.user import User

LARGEST = 5 * 1024 * 1024  # bytes
MOST_PIXELS = 40_000_000
SIDE = 256  # pixels of the stored square
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
NO_PICTURE = "This is no picture that we can read. Choose a JPEG, PNG or WebP file."


def square(upload: UploadedFile[Any]) -> ContentFile[bytes]:
    """A portrait as it is kept: a small square without whatever else the file said.

    Raises ValidationError for what is no picture, or too large a one.
    """
    if (upload.size or 0) > LARGEST:
        raise forms.ValidationError("The file is larger than 5 MB.")
    try:
        with Image.open(upload, formats=FORMATS) as picture:
            _refuse_large(picture)
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            data = BytesIO()
            ImageOps.fit(upright, (SIDE, SIDE)).save(data, "WEBP", quality=82)
    except forms.ValidationError:
        raise
    except Exception as error:
        raise forms.ValidationError(NO_PICTURE) from error
    return ContentFile(data.getvalue(), name=f"{uuid4().hex}.webp")


def _refuse_large(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise forms.ValidationError("The picture has more than 40 million pixels.")


class ProfileForm(forms.ModelForm[User]):
    """A display name and a portrait, both optional."""

    portrait = forms.FileField(
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text="A JPEG, PNG or WebP of at most 5 MB. We keep a small square of it.",
    )
    remove_portrait = forms.BooleanField(required=False, label="Remove the portrait")

    class Meta:
        model = User
        fields = ["name"]
        help_texts = {"name": "Seen by you, and by others where you take part."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "nickname"
        if not self.instance.portrait:
            del self.fields["remove_portrait"]

    def clean_name(self) -> str:
        """The name on one line, without what can't be seen."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        return "".join(character for character in name if character.isprintable())

    def clean_portrait(self) -> ContentFile[bytes] | None:
        """The square to keep, if there is an upload."""
        upload = self.cleaned_data.get("portrait")
        return square(upload) if isinstance(upload, UploadedFile) else None

    def save(self, commit: bool = True) -> User:
        """Store it; the file of a portrait that is no longer used goes."""
        user = super().save(commit=False)
        new = self.cleaned_data.get("portrait")
        if (new or self.cleaned_data.get("remove_portrait")) and user.portrait:
            user.portrait.delete(save=False)
        if new:
            user.portrait.save(new.name, new, save=False)
        user.save()
        return user


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """The page where a profile is changed."""
    user: Any = request.user
    form = ProfileForm(request.POST or None, request.FILES or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        record(SecurityEvent.Kind.PROFILE_CHANGED, user, request)
        messages.success(request, "Your profile is saved.")
        return redirect("account_profile")
    if form.errors:
        user.refresh_from_db()
    return render(request, "accounts/profile.html", {"form": form})
