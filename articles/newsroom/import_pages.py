"""Bringing an archive along from the newsroom: upload, watch the progress, read the report."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem

from articles.importing import jobs
from articles.importing.clean_bytes import UnreadableFile
from articles.importing.records import ImportRun
from articles.importing.report import KINDS
from articles.newsroom.screens import header

TITLE = "Bring an archive along"
ICON = "download"
MAY = "articles.add_importrun"
LINES, RUNS = 100, 20
is_host = RegexValidator(r"^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$", "is no name of a host")


def demand(request: HttpRequest) -> None:
    """Administrators, and whomever they allow. Raises PermissionDenied."""
    user: Any = request.user
    if not user.has_perm(MAY):
        raise PermissionDenied


def zones() -> list[tuple[str, str]]:
    """Every time zone by its name; first of all none, which is right for nearly every export."""
    return [("", "As its dates show"), *((name, name) for name in sorted(available_timezones()))]


class ImportForm(forms.Form):
    """An export, and how it is brought along."""

    export = forms.FileField(
        label="Export",
        help_text="The .xml file that WordPress gives under Tools, Export, All content.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xml,text/xml,application/xml"}),
    )
    only_try = forms.BooleanField(
        label="Only try it",
        required=False,
        initial=True,
        help_text="Reads everything, changes nothing, and gives the report. Do this first.",
    )
    hosts = forms.CharField(
        label="Download pictures from",
        required=False,
        max_length=1000,
        help_text="Hosts that pictures may be fetched from, such as media.example.com. Left empty,"
        " pictures come from the media folder on the server alone.",
    )

    zone = forms.ChoiceField(
        label="The archive’s time zone",
        required=False,
        choices=zones,
        help_text="For texts that have no UTC date. Left as it is, their dates are read as most of"
        " the others are.",
    )

    def clean_hosts(self) -> list[str]:
        """The names, one by one."""
        names = self.cleaned_data["hosts"].lower().replace(",", " ").split()
        for name in names:
            try:
                is_host(name)
            except ValidationError:
                raise ValidationError(f"“{name}” is no name of a host.") from None
        return list(dict.fromkeys(names))

    def clean_export(self) -> Any:
        """Refuse what is too large; whether it is an export is seen when it is stored."""
        upload = self.cleaned_data["export"]
        if upload.size > settings.IMPORT_LARGEST:
            limit = settings.IMPORT_LARGEST // 1024 // 1024
            raise ValidationError(f"It is larger than {limit} MB. Use the command for it.")
        return upload


@csrf_exempt  # until it is known who asks: to look for the token is to wait for all of an export
@require_admin_access
def start(request: HttpRequest) -> HttpResponse:
    """Upload an export, and see those before it. Raises PermissionDenied."""
    demand(request)
    response: HttpResponse = _start(request)
    return response


@csrf_protect
def _start(request: HttpRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["export"]
        try:
            name = jobs.store(upload)
        except UnreadableFile as error:
            form.add_error("export", str(error))
        else:
            run = ImportRun.objects.create(
                name=str(upload.name)[:200], file=name, started_by=request.user,  # type: ignore[misc]
                only_try=form.cleaned_data["only_try"], hosts=form.cleaned_data["hosts"],
                zone=form.cleaned_data["zone"],
            )  # fmt: skip
            jobs.begin(run)
            return redirect("import_run", run.pk)
    context = header(TITLE, ICON) | {
        "form": form,
        "runs": ImportRun.objects.select_related("started_by")[:RUNS],
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "articles/newsroom/import_start.html", context, status=status)


@require_admin_access
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """How far one has come, and its report. Raises PermissionDenied, Http404."""
    demand(request)
    run = get_object_or_404(ImportRun, pk=pk)
    lines: Any = run.lines.order_by("pk")
    kind = request.GET.get("kind", "")
    if kind in KINDS:
        lines = lines.filter(kind=kind)
    page = Paginator(lines, LINES).get_page(request.GET.get("p"))
    for line in page.object_list:
        line.title = KINDS.get(line.kind, line.kind)
    kinds = [(key, title, run.counts.get(key, 0)) for key, title in KINDS.items()]
    context = header(run.name, ICON, (reverse("import_start"), TITLE)) | {
        "run": run, "page_obj": page,
        "kind": kind, "kinds": [each for each in kinds if each[2]],
        "things": sorted((k, n) for k, n in run.counts.items() if k not in KINDS),
    }  # fmt: skip
    return render(request, "articles/newsroom/import_run.html", context)


@require_admin_access
@require_safe
def status(request: HttpRequest, pk: int) -> HttpResponse:
    """How far one has come, for the progress bar. Raises PermissionDenied, Http404."""
    demand(request)
    run = get_object_or_404(ImportRun, pk=pk)
    return JsonResponse(
        {
            "step": run.step or "Waiting for its turn",
            "percent": run.percent,
            "over": run.is_over or run.has_stopped,
        }
    )


@require_admin_access
@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin in earnest, go on, or remove the upload. Raises PermissionDenied, Http404."""
    demand(request)
    run = get_object_or_404(ImportRun, pk=pk)
    if not (run.is_over or run.has_stopped):
        messages.warning(request, "It is still going on.")
    elif not run.file:
        messages.error(request, "Its upload was removed. Upload the export again.")
    elif "remove" in request.POST:
        jobs.forget_file(run)
        messages.success(request, "The upload was removed.")
    else:
        if "earnest" in request.POST:
            ImportRun.objects.filter(pk=run.pk).update(only_try=False)
        jobs.begin(run)
    return redirect("import_run", run.pk)


def permissions() -> QuerySet[Permission]:
    """What an administrator may grant to a group."""
    return Permission.objects.filter(
        content_type__app_label="articles", codename__in=["add_importrun", "change_archiveterm"]
    )


class ImportItem(MenuItem):
    """In the settings menu, for those who may."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether it is in this person's menu."""
        user: Any = request.user
        return bool(user.has_perm(MAY))


def menu_item() -> MenuItem:
    """The way to it."""
    return ImportItem(TITLE, reverse("import_start"), icon_name=ICON, order=900)


def addresses() -> list[Any]:
    """Where imports are begun, watched and gone on with."""
    return [
        path("import/", start, name="import_start"),
        path("import/<int:pk>/", show, name="import_run"),
        path("import/<int:pk>/status.json", status, name="import_status"),
        path("import/<int:pk>/act/", act, name="import_act"),
    ]
