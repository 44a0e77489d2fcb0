"""Working in the newsroom as an editor does: signed in, with Wagtail's own forms."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from articles.models import Article, Show
from articles.prose import FEATURES

Data = dict[str, Any]


def prose(text: str) -> str:
    """Structured text in the form that the editor's widget sends."""
    return str(rich_text(text, features=FEATURES))


def sign_in(client: Client, *, superuser: bool = True) -> Any:
    """A signed-in member of the newsroom."""
    users: Any = get_user_model()._default_manager
    make = users.create_superuser if superuser else users.create_user
    user = make(f"person-{users.count()}@fanmankind.example", "a-long-password")
    client.force_login(user)
    return user


def article_data(article: Article | None = None, **changes: Any) -> Data:
    """What the article's form posts; without an article, hardly anything filled in."""
    data: Data = {
        "title": "A draft", "slug": "a-draft", "kicker": "Ending explained", "safe_dek": "",
        "safe_hero": "", "safe_hero_caption": "", "boundary": "", "end_mark": "",
        "updated_at": "", "revealing_headline": "", "dek": "", "hero": "", "hero_caption": "",
        "sets_up": prose(""), "seo_title": "", "search_description": "", "go_live_at": "",
        "expire_at": "", "takeaways": streamfield([]), "body": streamfield([]),
        "bylines": inline_formset([]), "fates": inline_formset([]), "related": inline_formset([]),
        "videos": inline_formset([]), "corrections": inline_formset([]), "when_it_leaves": "show",
        "comments": inline_formset([]),
    }  # fmt: skip
    if article is not None:
        data |= filled_in(article)
    flat: Data = nested_form_data(data | changes)
    return flat


def filled_in(article: Article) -> Data:
    """The form of an article with one author and one fate, as it is stored."""
    names = ("title", "slug", "kicker", "safe_dek", "revealing_headline", "dek", "end_mark")
    keys = ("safe_hero_id", "hero_id", "boundary_id")
    return {
        **{name: getattr(article, name) for name in names},
        **{key.removesuffix("_id"): getattr(article, key) or "" for key in keys},
        "sets_up": prose(article.sets_up),
        "takeaways": streamfield([("takeaway", str(b.value)) for b in article.takeaways]),
        "body": streamfield([("paragraph", prose(b.value.source)) for b in article.body]),
        "bylines": inline_formset(
            [{"id": row.pk or "", "author": row.author_id} for row in article.bylines.all()],
            initial=sum(1 for row in article.bylines.all() if row.pk),
        ),
        "fates": inline_formset(
            [
                {"id": row.pk or "", "character": row.character, "actor": row.actor,
                 "status": row.status, "line": row.line, "boundary": row.boundary_id or ""}
                for row in article.fates.all()
            ],
            initial=sum(1 for row in article.fates.all() if row.pk),
        ),
    }  # fmt: skip


def create(client: Client, show: Show, data: Data, *buttons: str) -> Any:
    """Post the form of a new article under a show, with a button pressed."""
    address = reverse("wagtailadmin_pages:add", args=["articles", "article", show.pk])
    return client.post(address, data | dict.fromkeys(buttons, "on"))


def edit(client: Client, page: Page, data: Data, *buttons: str) -> Any:
    """Post the form of an existing page, with a button pressed."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, data | dict.fromkeys(buttons, "on"))


def make_workflow() -> Workflow:
    """A workflow of one approval, by whoever is a superuser, for every page."""
    workflow: Workflow = Workflow.objects.create(name="Editing")
    task = GroupApprovalTask.objects.create(name="An editor approves")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowPage.objects.create(workflow=workflow, page=Page.get_first_root_node())
    return workflow


def in_review(draft: Article, user: Any) -> Any:
    """Put a draft before the approvers, whatever it lacks; return the state of their task."""
    draft.get_workflow().start(draft, user)
    draft.refresh_from_db()
    return draft.current_workflow_task_state


def schedule(draft: Article, when: datetime) -> None:
    """Give a draft's latest revision an approved moment, past every check."""
    draft.latest_revision.approved_go_live_at = when
    draft.latest_revision.save(update_fields=["approved_go_live_at"])


def messages_of(response: HttpResponse | Any, client: Client) -> str:
    """The messages that the newsroom shows on the page after this answer."""
    page = client.get(response.headers["Location"], follow=True) if response.status_code in {
        301, 302
    } else response  # fmt: skip
    return " ".join(str(message) for message in page.context["messages"])


def show_data(show: Show, **changes: Any) -> Data:
    """What the show's form posts, as it is stored. Rows are found by their numbers' order."""
    names = ("title", "slug", "kind", "network", "first_year", "synopsis", "palette")
    data: Data = {name: getattr(show, name) for name in names}
    data |= {
        "last_year": show.last_year or "", "key_art": show.key_art_id, "patch": show.patch_id,
        "seo_title": "", "search_description": "", "go_live_at": "", "expire_at": "",
        "comments": inline_formset([]),
        "seasons": inline_formset(
            [season_data(season) for season in show.seasons.order_by("number")],
            initial=show.seasons.count(),
        ),
        "characters": inline_formset(
            [
                {"id": row.pk, "name": row.name, "actor": row.actor, "line": row.line,
                 "boundary": row.boundary_id or ""}
                for row in show.characters.all()
            ],
            initial=show.characters.count(),
        ),
    }  # fmt: skip
    return data | changes


def season_data(season: Any) -> Data:
    """A season's row with its episodes' rows."""
    episodes = list(season.episodes.order_by("number")) if season.pk else []
    return {
        "id": season.pk or "", "number": season.number, "title": season.title,
        "setting": season.setting, "safe_note": "", "episode_count": "", "first_aired": "",
        "last_aired": "",
        "episodes": inline_formset(
            [{"id": e.pk, "number": e.number, "title": e.title, "aired": ""} for e in episodes],
            initial=len(episodes),
        ),
    }  # fmt: skip


def edit_show(client: Client, show: Show, data: Data, *buttons: str) -> Any:
    """Post a show's form, its rows nested as ``show_data`` gives them."""
    flat: Data = nested_form_data(data)
    return edit(client, show, flat, *buttons)
