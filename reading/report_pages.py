"""Reporting a spoiler: a form for everybody, and the same for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.models import Article
from reading.asking import Refused, body_of
from reading.spoiler_reports import LONGEST_LINE, SpoilerReport, report

LARGEST = 8 * 1024  # bytes of a request's body
LONGEST_PATH = 200  # characters
MOST_ARTICLES = 10  # to choose from, as many as a mail lists
LIMIT = "spoiler_report"


class LineField(forms.CharField):
    """Text on one line, however it was typed; line breaks count as spaces."""

    def to_python(self, value: Any) -> str:
        """The text with its white space made single spaces."""
        return " ".join(str(super().to_python(value)).split())


class ReportForm(forms.Form):
    """What was seen, and where. One press is enough: all is filled in or may be empty.

    Where it was one of several articles, ``among`` them the reader may choose.
    """

    article = forms.CharField(
        required=False, widget=forms.HiddenInput, max_length=20, label="Which article was it?"
    )
    seen_at = forms.CharField(required=False, widget=forms.HiddenInput, max_length=1000)
    place = forms.ChoiceField(
        choices=SpoilerReport.Place.choices,
        widget=forms.RadioSelect,
        label="Where did you see it?",
    )
    line = LineField(
        required=False,
        max_length=LONGEST_LINE,
        label="What gave it away? (optional)",
        help_text=f"At most {LONGEST_LINE} characters. Only the newsroom reads this.",
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_LINE}),
    )

    def __init__(self, *args: Any, among: Sequence[Article] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(among) > 1:
            titles = [(str(article.pk), article.title) for article in among]
            self.fields["article"].widget = forms.Select(choices=[("", "I can’t tell"), *titles])

    def clean_article(self) -> Article | None:
        """The article that is meant; none for one that is not public or does not exist."""
        return article_of(str(self.cleaned_data["article"]))

    def clean_seen_at(self) -> str:
        """The path where it was seen, if it is one of ours."""
        return path_in(str(self.cleaned_data["seen_at"]))


def article_of(text: str) -> Article | None:
    """The public article with this key, if there is one."""
    return next(iter(articles_of([text])), None)


def articles_of(texts: Sequence[str]) -> list[Article]:
    """The public ones among the articles with these keys, in their order."""
    keys = [int(t) for t in texts[:MOST_ARTICLES] if t.isascii() and t.isdigit() and len(t) < 19]
    found = (
        Article.objects.live()
        .select_related("boundary__season__show")
        .defer("body", "takeaways", "sets_up")
        .in_bulk(keys)
    )
    return [found[key] for key in dict.fromkeys(keys) if key in found]


# What makes two places of one path: how far a page goes, and what was searched for.
KEPT = ("through", "q", "page")


def path_in(address: str) -> str:
    """The path of an address of ours, with what says which place it is; empty for any other."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    own = {("", ""), tuple(urlsplit(settings.SITE_URL)[:2])}
    if (parts.scheme, parts.netloc) not in own or not parts.path.startswith("/"):
        return ""
    path = parts.path
    clean = path.isprintable() and not path.startswith("//") and "\\" not in path
    if not clean or len(path) > LONGEST_PATH:
        return ""
    asked = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name in KEPT])
    whole = f"{path}?{asked}" if asked else path
    return whole if len(whole) <= LONGEST_PATH else path


def _too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdigit() or int(length) > LARGEST


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report_page(request: HttpRequest) -> HttpResponse:
    """The form; ``?article=`` and ``?place=`` fill it in, several articles are a choice."""
    among = articles_of(request.GET.getlist("article"))
    if request.method == "POST":
        if _too_large(request):
            return render(request, "400.html", status=413)
        limited = ratelimit.consume_or_429(request, action=LIMIT)
        if limited:
            return limited  # type: ignore[no-any-return]
        form = ReportForm(request.POST, among=among)
        if form.is_valid():
            report(request, **form.cleaned_data)
            return redirect("reading_report_thanks")
        about = article_of(request.POST.get("article", ""))
    else:
        about = among[0] if len(among) == 1 else None
        form = ReportForm(initial=_initial(request, about), among=among)
    context = {"form": form, "about": None if len(among) > 1 else about}
    return render(request, "reading/report.html", context, status=400 if form.errors else 200)


def _initial(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    place = request.GET.get("place", "")
    came_from = request.GET.get("seen_at", "") or request.headers.get("Referer", "")
    return {
        "article": article.pk if article else "",
        "place": place if place in SpoilerReport.Place.values else _usual(article),
        "seen_at": path_in(came_from),
    }


def _usual(article: Article | None) -> str:
    """Where it will have been seen, by whoever does not say."""
    return SpoilerReport.Place.TEXT if article else SpoilerReport.Place.ELSEWHERE


@require_safe
@never_cache
def thanks(request: HttpRequest) -> HttpResponse:
    """What whoever reported something reads."""
    return render(request, "reading/report_thanks.html")


# Guests have no token on a public page. A page of another site can send no JSON here: that needs a
# permission which we don't give; and where the browser says whence it comes, it must be from us.
@csrf_exempt
@require_POST
@never_cache
def reports(request: HttpRequest) -> HttpResponse:
    """The same for scripts: JSON with ``article``, ``place``, ``line`` and ``seen_at``."""
    try:
        report(request, **_form_in(request).cleaned_data)
    except Refused as refused:
        return JsonResponse({"error": str(refused)}, status=refused.status)
    return JsonResponse({"thanks": "The newsroom looks into it."}, status=201)


def _form_in(request: HttpRequest) -> ReportForm:
    if request.content_type != "application/json" or _is_foreign(request):
        raise Refused(403, "Only pages of this site report here, as JSON.")
    if _too_large(request):
        raise Refused(413, "That is too much at once.")
    if not ratelimit.consume(request, action=LIMIT):
        raise Refused(429, "Too many reports came from your network. Wait a minute.")
    data = body_of(request)
    known = {name: str(data[name]) for name in ReportForm.base_fields if data.get(name) is not None}
    form = ReportForm({"place": SpoilerReport.Place.ELSEWHERE, **known})
    if not form.is_valid():
        raise Refused(400, " ".join(str(e) for errors in form.errors.values() for e in errors))
    return form


def _is_foreign(request: HttpRequest) -> bool:
    own = {settings.SITE_URL, f"{request.scheme}://{request.get_host()}"}
    origin = request.headers.get("Origin", settings.SITE_URL)
    return (
        origin not in own or request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin"
    )
