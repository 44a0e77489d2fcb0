"""Which sections of the site show a thing: found by the content's own references.

A page shows what it refers to (a picture, an author, a related article), and cards of the pages
that it refers to, which show their pictures and bylines in turn; so references are followed
backwards, twice. Wagtail keeps the index of references. It brings it up to date in a task, but
what a page refers to must be known as soon as it is published: ``fanmankind.edge.turning`` does it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex, Site

from articles.models import Article, Episode, Picture, Rendition, Show, SiteWords
from fanmankind.edge.models import EVERYTHING, FRONT, Edition

MOST = 200  # sections; what is shown in more of them is taken to be everywhere
MOST_PAGES = 5_000  # likewise
STEPS = 2


def owner_of(thing: Model) -> Model | None:
    """The page, picture or setting that a thing is part of; the thing itself where it is whole."""
    whole: Any = thing
    while whole is not None and not isinstance(whole, Page):
        if isinstance(whole, Rendition):
            picture: Model = whole.image
            return picture
        parents = [f.name for f in whole._meta.concrete_fields if isinstance(f, ParentalKey)]
        if not parents:
            break
        whole = getattr(whole, parents[0], None)
    owner: Model | None = whole
    return owner


def section_of(path: str, known: Iterable[str]) -> str:
    """The section that the page at an address belongs to, of those that are known."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in known else FRONT


def showing(thing: Model) -> set[str]:
    """The sections that show a page or a picture; everything where that can't be told."""
    if isinstance(thing, (Site, SiteWords)) or _is_linked_everywhere(thing):
        return {EVERYTHING}
    found = {FRONT} | own_section(thing) if isinstance(thing, Page) else set()
    keys = _keys_of(thing)
    if isinstance(thing, Show):
        told = _telling_of(thing)
        found |= _sections_of(set(told[1]) - set(keys[1]))
        keys = told[0], [*keys[1], *told[1]]
    for _ in range(STEPS):
        keys = _referring_to((Picture, keys[0]), (Page, keys[1]))
        if len(keys[1]) > MOST_PAGES:
            return {EVERYTHING}
        found |= _sections_of(keys[1])
    return found if len(found) <= MOST else {EVERYTHING}


def _is_linked_everywhere(thing: Model) -> bool:
    """Whether the masthead or the footer names it. Wagtail's index knows nothing of settings."""
    return isinstance(thing, Page) and thing.pk in SiteWords.linked_pages()


def own_section(page: Any) -> set[str]:
    """The section of a show's page, or of an article below it; none for another page.

    A page whose address was once a show's belongs to the front like its kind, from now on.
    """
    if page.depth < 3:  # the front page, and what is above it
        return set()
    # Of "/front/a-show/an-article/" the part after the front page's.
    first: str = page.url_path.split("/")[2]
    kind = ContentType.objects.get_for_id(page.content_type_id).model_class()
    if kind is not None and issubclass(kind, (Show, Article)):
        return {first}
    Edition.objects.filter(section=first).delete()
    return set()


def _sections_of(keys: Iterable[str]) -> set[str]:
    """The sections of these pages; a page belongs to the front too, which has its card."""
    pages = Page.objects.filter(pk__in=keys).only("url_path", "depth", "content_type")
    return {section for page in pages for section in (FRONT, *own_section(page))}


Keys = tuple[list[str], list[str]]  # of pictures, and of pages


def _keys_of(thing: Model) -> Keys:
    if isinstance(thing, Show):  # and whatever stands below it, which carries the show's name
        below = Page.objects.filter(path__startswith=thing.path)
        return [], [str(pk) for pk in below.values_list("pk", flat=True)]
    return ([], [str(thing.pk)]) if isinstance(thing, Page) else ([str(thing.pk)], [])


def _telling_of(show: Show) -> Keys:
    """What gives away an episode of the show, wherever it stands: it names the show."""
    episodes = Episode.objects.filter(season__show=show).values_list("pk", flat=True)
    return _referring_to((Episode, [str(pk) for pk in episodes]))


def _referring_to(*things: tuple[type[Model], list[str]]) -> Keys:
    """The pictures and pages that refer to these, each by its kind and keys."""
    rows = ReferenceIndex.objects.none()
    for model, ids in things:
        if ids:
            kind = ContentType.objects.get_for_model(model)
            rows = rows | ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=ids)
    found: Keys = ([], [])
    kinds = [ContentType.objects.get_for_model(model) for model in (Picture, Page)]
    pairs = rows.filter(base_content_type__in=kinds).values_list("base_content_type", "object_id")
    for kind_id, object_id in pairs.distinct():
        found[kind_id == kinds[1].pk].append(object_id)
    return found
