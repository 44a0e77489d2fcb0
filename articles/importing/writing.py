"""Writing what was planned: a draft article, a page, and what is remembered of both."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from articles.importing.plans import Plan
from articles.importing.records import Archive, ArchivedComment, ArchiveItem
from articles.models import Article, Byline, FrontPage, Show, StandardPage

HOLDING = "archive-to-sort"
NOT_YET = {"path", "depth", "content_type", "hero"}  # what a page has only once it is stored
CONFIRMED = ("title", "slug", "seo_title", "search_description")  # what everybody would see


def holding_show() -> Show | None:
    """The show, never published, under which articles wait that belong to none yet."""
    found: Show | None = Show.objects.filter(slug=HOLDING).first()
    return found


def make_holding_show(front: FrontPage) -> Show:
    """The same, made where it is missing."""
    known = holding_show()
    if known is not None:
        return known
    show = Show(title="From the archive, to be sorted", slug=HOLDING, live=False)
    made: Show = front.add_child(instance=show)
    made.save_revision(clean=False)
    return made


def make_page(plan: Plan, slug: str) -> Article | StandardPage:
    """The page of a planned item, not stored yet."""
    return _article(plan, slug) if plan.kind == "post" else _plain_page(plan, slug)


def write(plan: Plan, page: Any, archive: Archive, parent: Page) -> ArchiveItem:
    """Store a planned item and everything about it. Belongs into a transaction of its own."""
    with disable_reference_index_auto_update():
        parent.add_child(instance=page)
        revision = page.save_revision(clean=False, log_action=False)
    ReferenceIndex.create_or_update_for_object(page)  # once, and not in a task for every save
    item = ArchiveItem.objects.create(
        archive=archive, kind=plan.kind, old_id=plan.old_id, status=plan.stood[:20],
        title=plan.title[:300], page=page, uses=plan.uses, links=plan.links, guess=plan.guess,
        addresses=plan.addresses,
        came_as={name: getattr(page, name) for name in CONFIRMED} if plan.kind == "post" else {},
        revision_id=revision.pk,
    )  # fmt: skip
    item.terms.set({term.pk for term in plan.terms})
    for comment in plan.comments:
        comment.item = item
    ArchivedComment.objects.bulk_create(plan.comments, batch_size=500, ignore_conflicts=True)
    if plan.is_public:
        revision.publish(log_action=False)
    return item


def _common(plan: Plan, slug: str) -> dict[str, Any]:
    fields = {
        "title": plan.title, "slug": slug, "seo_title": plan.seo_title, "live": False,
        "search_description": plan.description, "body": plan.body.blocks,
        "has_unpublished_changes": True,
    }  # fmt: skip
    if plan.status in {"publish", "private"} and plan.at:
        fields["first_published_at"] = plan.at
    if plan.status == "future" and plan.at:
        fields["go_live_at"] = plan.at
    return fields


def _article(plan: Plan, slug: str) -> Article:
    article = Article(
        **_common(plan, slug), revealing_headline=plan.title[:140], dek=plan.dek,
        kicker=plan.kicker or "Ending explained", hero_id=plan.hero.pk if plan.hero else None,
    )  # fmt: skip
    if plan.changed and plan.at and plan.changed > plan.at:
        article.updated_at = plan.changed
    if plan.byline:
        article.bylines.add(Byline(author_id=plan.byline))
    return article


def _plain_page(plan: Plan, slug: str) -> StandardPage:
    return StandardPage(**_common(plan, slug), intro=plan.dek)


def check(page: Any, parent: Page | None) -> None:
    """Ask a page's own rules, as storing it does. Raises ValidationError.

    Without a parent, it is to lie under the show that is still to be made.
    """
    page.intended_parent = parent or Show(slug=HOLDING, depth=3)
    page.full_clean(exclude=NOT_YET)


def may_be_public(plan: Plan, page: Any) -> bool:
    """Whether a page was public, and has nothing that an editor must look at first."""
    is_alike = plan.status == "publish" and not plan.is_protected and page.slug == plan.slug
    return plan.kind == "page" and is_alike and _is_clean(page)


def _is_clean(page: Any) -> bool:
    try:
        page.body.stream_block.clean(page.body)
    except StreamBlockValidationError as error:
        wrong = (error.block_errors or {}).items()
        return not error.non_block_errors and all(
            _is_planned_picture(page.body.raw_data[number], each) for number, each in wrong
        )
    except ValidationError:
        return False
    return True


def _is_planned_picture(block: Any, error: Any) -> bool:
    """Whether a block lacks nothing but a picture that a try has found, and not stored."""
    return (
        block["type"] == "picture"
        and block["value"]["picture"] == 0
        and set(getattr(error, "block_errors", None) or {}) == {"picture"}
        and not error.non_block_errors
    )
