"""An article's whole text as plain HTML, for the one feed that says that it spoils."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.addresses import canonical
from articles.article import Article
from articles.body import render_body
from articles.prose import has_words, to_html, with_full_addresses

# What a reader of a feed can use. Pictures and players stay on the page, and a passage stays
# behind its veil.
KINDS = {"heading", "paragraph", "quote", "question", "timeline", "then_and_now"}


def full_text(article: Article) -> SafeString:
    """How far it spoils, the headline, the takeaways, the body, the fates, what it sets up."""
    boundary = article.boundary
    where = (boundary.season.show.title, boundary.label) if boundary else ("the show", "its end")
    parts = [
        format_html("<p>Spoils {} up to {}.</p>", *where),
        format_html("<p>{}</p>", article.revealing_headline),
        format_html(
            "<ol>{}</ol>",
            format_html_join("", "<li>{}</li>", ((block.value,) for block in article.takeaways)),
        ),
        *_body(article),
        *_fates(article),
        *_sets_up(article),
    ]
    # A reader of a feed knows nothing of our site, so no link may lean on it.
    return with_full_addresses("".join(parts), canonical(article.address))


def _body(article: Article) -> list[str]:
    return [
        render_to_string(part.block.meta.template, {"value": part.value, "id": part.id})
        for part in render_body(article.body, paid=article.has_affiliate_links).parts
        if part.block_type in KINDS
    ]


def _fates(article: Article) -> list[SafeString]:
    rows = [(f.character, f.get_status_display(), f.line) for f in article.fates.all()]
    if not rows:
        return []
    items = format_html_join("", "<li>{}: {}. {}</li>", rows)
    return [format_html("<h2>Where everybody stands</h2><ul>{}</ul>", items)]


def _sets_up(article: Article) -> list[SafeString]:
    if not has_words(article.sets_up):
        return []
    html = to_html([article.sets_up], paid=article.has_affiliate_links)[0]
    return [format_html("<h2>What it sets up</h2>{}", html)]
