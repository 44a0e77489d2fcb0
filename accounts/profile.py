"""The profile: what others would see of somebody, a name and perhaps a portrait."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import uuid4

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from PIL import Image, ImageOps

from accounts.audit import SecurityEvent, record
from accounts.places import Places
from accounts.user import User

LARGEST = 5 * 1024 * 1024  # bytes
MOST_PIXELS, LONGEST_SIDE = 25_000_000, 10_000  # a telephone's have 12 or 24 million
# A progressive JPEG has ten or so, each of which goes over all of the picture.
SCAN, MOST_SCANS = b"\xff\xda", 50
SIDE = 256  # pixels of the stored square
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
NO_PICTURE = "This is no picture that we can read. Choose a JPEG, PNG or WebP file."
BUSY = "Many portraits are being read just now. Choose the file again in a minute."

_at_once = Places(2)  # a large one takes a second, and more memory than all else of a request


def square(upload: UploadedFile[Any]) -> ContentFile[bytes]:
    """A portrait as it is kept: a small square without whatever else the file said.

    Raises ValidationError for what is no picture, or too large a one.
    """
    if (upload.size or 0) > LARGEST:
        raise forms.ValidationError("The file is larger than 5 MB.")
    if not _at_once.enter():
        raise forms.ValidationError(BUSY)
    try:
        small = _small(upload)
    except forms.ValidationError:
        raise
    except Exception as error:
        raise forms.ValidationError(NO_PICTURE) from error
    finally:
        _at_once.leave()
    return ContentFile(small, name=f"{uuid4().hex}.webp")


def _small(upload: UploadedFile[Any]) -> bytes:
    """The square. Raises whatever Pillow raises, or ValidationError."""
    with Image.open(upload, formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise forms.ValidationError("The picture has more than 25 million pixels.")
        if max(picture.size) > LONGEST_SIDE:
            raise forms.ValidationError("A side of the picture has more than 10,000 pixels.")
        if picture.format == "JPEG":
            upload.seek(0)
            if upload.read().count(SCAN) > MOST_SCANS:
                raise forms.ValidationError(NO_PICTURE)
            picture.draft("RGB", (2 * SIDE, 2 * SIDE))  # decoded no larger than it need be
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        data = BytesIO()
        ImageOps.fit(upright, (SIDE, SIDE)).save(data, "WEBP", quality=82)
    return data.getvalue()


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
    # A picture may take a second to read, which is why it isn't where there were many.
    is_limited = bool(request.FILES) and not ratelimit.consume(
        request, action="portrait", user=user
    )
    files = None if is_limited else request.FILES or None
    form = ProfileForm(request.POST or None, files, instance=user)
    if is_limited:
        form.add_error("portrait", "These were many pictures. Try again in an hour.")
    if request.method == "POST" and form.is_valid():
        form.save()
        record(SecurityEvent.Kind.PROFILE_CHANGED, user, request)
        messages.success(request, "Your profile is saved.")
        return redirect("account_profile")
    if form.errors:
        user.refresh_from_db()
    return render(request, "accounts/profile.html", {"form": form})
