"""JSON-LD (schema.org): safe forms only, since a search engine shows them to everybody."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles.addresses import canonical
from articles.gaps import show_told
from articles.pictures import SHARE_SPECS, Picture, find_rendition
from articles.site_settings import SiteWords

if TYPE_CHECKING:
    from articles.article import Article
    from articles.corrections import Correction
    from articles.people import Author
    from articles.shows import Episode, Show

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
Data = dict[str, Any]


def as_json(*things: Data) -> SafeString:
    """JSON for a ``<script type="application/ld+json">``, unable to end it or to open markup."""
    graph = {"@context": "https://schema.org", "@graph": list(things)}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - every markup character is escaped


def share_pictures(picture: Picture | None) -> list[str]:
    """The addresses of a picture at 16:9, 4:3 and 1:1, as far as they were made."""
    if picture is None:
        return []
    found = [find_rendition(picture, SHARE_SPECS[shape]) for shape in ("16x9", "4x3", "1x1")]
    return [canonical(rendition.url) for rendition in found if rendition]


def publisher() -> Data:
    """The publication itself."""
    return {
        "@type": "Organization",
        "@id": canonical("/#publication"),
        "name": SiteWords.current().name,
        "url": canonical("/"),
        "logo": {
            "@type": "ImageObject",
            "url": canonical(static("brand/logo.png")),
            "width": 600,
            "height": 120,
        },
    }


def website() -> Data:
    """The site, and how it is searched."""
    home = publisher()
    query = "search_term_string"
    return {
        "@type": "WebSite",
        "name": home["name"],
        "url": home["url"],
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{canonical(reverse('search'))}?q={{{query}}}",
            },
            "query-input": f"required name={query}",
        },
    }


def breadcrumbs(*steps: tuple[str, str]) -> Data:
    """A BreadcrumbList of (name, path) from the front page down."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": canonical(path)}
            for number, (name, path) in enumerate(steps, start=1)
        ],
    }


def show_data(show: Show) -> Data:
    """A show as a Movie or a TVSeries."""
    kind = "Movie" if show.is_film else "TVSeries"
    return {"@type": kind, "name": show.title, "url": canonical(show.address)}


def subject(show: Show, episode: Episode) -> Data:
    """What an ending is about: the film, the episode, or the season that the episode ends."""
    if show.is_film:
        return show_data(show)
    season: Data = {
        "@type": "TVSeason",
        "seasonNumber": episode.season.number,
        "partOfSeries": show_data(show),
    }
    return {
        "@type": "TVEpisode",
        "name": episode.title,
        "episodeNumber": episode.number,
        "partOfSeason": season,
        "partOfSeries": show_data(show),
    }


def author_data(author: Author) -> Data:
    """An author, as a person or as a desk."""
    kind = "Organization" if author.is_organization else "Person"
    data: Data = {"@type": kind, "name": author.title, "url": canonical(author.address)}
    return data


def correction_data(article: Article, notes: Sequence[Correction]) -> list[Data]:
    """That and when something was corrected, and where it is said; the note itself may spoil."""
    return [
        {
            "@type": "CorrectionComment",
            "datePublished": note.noted_at.isoformat(),
            "url": canonical(f"{article.address}#note-{number}"),
        }
        for number, note in zip(range(len(notes), 0, -1), notes, strict=True)
        if note.kind == "correction"
    ]


def article_data(
    article: Article, show: Show, authors: Sequence[Author], notes: Sequence[Correction] = ()
) -> Data:
    """A NewsArticle. Headline, description and pictures are the safe ones."""
    data: Data = {
        "@type": "NewsArticle",
        "@id": canonical(f"{article.address}#article"),
        "mainEntityOfPage": canonical(article.address),
        "headline": article.title,
        "description": article.search_description or article.safe_dek,
        "author": [author_data(author) for author in authors] or [publisher()],
        "publisher": publisher(),
        "inLanguage": "en",
        "articleSection": show.title,
        "wordCount": article.word_count,
    }
    if pictures := share_pictures(article.safe_hero):
        data["image"] = pictures
    if article.first_published_at:
        data["datePublished"] = article.first_published_at.isoformat()
        data["dateModified"] = (article.updated or article.first_published_at).isoformat()
    if corrected := correction_data(article, notes):
        data["correction"] = corrected
    if article.boundary:
        data["about"] = subject(show_told(article.boundary, show), article.boundary)
    return data


def profile_data(author: Author) -> Data:
    """A ProfilePage about an author."""
    about = author_data(author) | {
        "description": author.biography,
        "sameAs": [link.value["url"] for link in author.links],
    }
    if not about["sameAs"]:
        del about["sameAs"]
    return {"@type": "ProfilePage", "mainEntity": about, "url": canonical(author.address)}
