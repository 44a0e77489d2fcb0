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

from articles.models import Article, Picture, Rendition, Show, SiteWords
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
    if isinstance(thing, (Site, SiteWords)):
        return {EVERYTHING}
    found = {FRONT} | own_section(thing) if isinstance(thing, Page) else set()
    keys: Keys | None = _keys_of(thing)
    for _ in range(STEPS):
        keys = _referring_to(keys)
        if keys is None or len(keys[1]) > MOST_PAGES:
            return {EVERYTHING}
        pages = Page.objects.filter(pk__in=keys[1]).only("url_path", "depth", "content_type")
        for page in pages:
            found |= {FRONT} | own_section(page)
    return found if len(found) <= MOST else {EVERYTHING}


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


Keys = tuple[list[str], list[str]]  # of pictures, and of pages


def _keys_of(thing: Model) -> Keys:
    if isinstance(thing, Show):  # and whatever stands below it, which carries the show's name
        below = Page.objects.filter(path__startswith=thing.path)
        return [], [str(pk) for pk in below.values_list("pk", flat=True)]
    return ([], [str(thing.pk)]) if isinstance(thing, Page) else ([str(thing.pk)], [])


def _referring_to(keys: Keys | None) -> Keys | None:
    """The pages and pictures that refer to these; None where the site's own words do."""
    if keys is None or not any(keys):
        return [], []
    kinds = [ContentType.objects.get_for_model(model) for model in (Picture, Page)]
    words = ContentType.objects.get_for_model(SiteWords)
    rows = ReferenceIndex.objects.none()
    for kind, ids in zip(kinds, keys, strict=True):
        if ids:
            rows = rows | ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=ids)
    found: Keys = ([], [])
    wanted = [*kinds, words]
    pairs = rows.filter(base_content_type__in=wanted).values_list("base_content_type", "object_id")
    for kind_id, object_id in pairs.distinct():
        if kind_id == words.pk:
            return None
        found[kind_id == kinds[1].pk].append(object_id)
    return found
