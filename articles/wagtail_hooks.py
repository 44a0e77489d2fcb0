"""Where the newsroom meets Wagtail."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.models import Page

from articles.addresses import reserved_slugs
from articles.gaps import is_foreign
from articles.models import Article
from articles.newsroom import (
    archive_terms,
    board,
    catch_up_report,
    character_marks,
    checks,
    import_pages,
    making_safe,
    month,
    new_ending,
    readership_report,
    text_page,
)
from articles.newsroom.bulk_publish import CompletePublishBulkAction
from articles.newsroom.choosers import character_chooser, episode_chooser
from articles.newsroom.schedule_log import ACTION, RefusedFormatter, standing_refusal
from articles.page_links import PageLinks


@hooks.register("register_admin_viewset")
def register_episode_chooser() -> Any:
    """Let forms and blocks choose an episode."""
    return episode_chooser


@hooks.register("register_admin_viewset")
def register_character_chooser() -> Any:
    """Let an editor mark whom an article mentions."""
    return character_chooser


hooks.register("register_rich_text_features", character_marks.register)


@hooks.register("register_rich_text_features", order=100)
def register_page_links(features: Any) -> None:
    """Replace Wagtail's handler of links to pages with one that asks once."""
    features.register_link_type(PageLinks)


hooks.register("register_admin_urls", catch_up_report.addresses)
hooks.register("register_reports_menu_item", catch_up_report.menu_item)
hooks.register("register_admin_urls", making_safe.addresses)
hooks.register("register_reports_menu_item", making_safe.menu_item)
hooks.register("before_edit_page", making_safe.remind)
hooks.register("register_admin_urls", import_pages.addresses)
hooks.register("register_settings_menu_item", import_pages.menu_item)
hooks.register("register_permissions", import_pages.permissions)
hooks.register("register_admin_urls", text_page.addresses)
hooks.register("register_admin_menu_item", text_page.menu_item)
hooks.register("register_admin_viewset", archive_terms.viewset)

hooks.register("register_admin_urls", new_ending.addresses)
hooks.register("register_admin_menu_item", new_ending.menu_item)
hooks.register("register_page_header_buttons", new_ending.header_buttons)
hooks.register("construct_homepage_panels", new_ending.add_panel)
hooks.register("before_create_page", new_ending.never_blank)

hooks.register("register_admin_urls", checks.addresses)
hooks.register("insert_editor_js", checks.script)
hooks.register("insert_global_admin_css", checks.styles)

hooks.register("register_admin_urls", readership_report.addresses)
hooks.register("register_reports_menu_item", readership_report.menu_item)
for desk in (board, month):
    hooks.register("register_admin_urls", desk.addresses)
    hooks.register("register_admin_menu_item", desk.menu_item)


@hooks.register("insert_global_admin_css")
def newsroom_styles() -> str:
    """Styles of what is ours in the newsroom."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/newsroom/desk.css"))


# This hook takes the class itself; a later registration replaces Wagtail's of the same name.
hooks.register("register_bulk_action", CompletePublishBulkAction, order=100)


@hooks.register("before_copy_page")
def refuse_reserved_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A copy, which Wagtail saves unchecked, may not take an address that the site needs.

    Nor may it go where there is nothing: Wagtail looks the place up before it checks the form.
    """
    if request.method != "POST":
        return None
    chosen = request.POST.get("new_parent_page", "")
    parent = Page.objects.filter(pk=int(chosen)).first() if chosen.isdecimal() else None
    slug = request.POST.get("new_slug", "")
    if parent is None:
        messages.error(request, "Choose the page under which the copy goes.")
    elif slug in reserved_slugs(parent):
        messages.error(request, f"The address “{slug}” is used by the site itself. Choose another.")
    else:
        return None
    return redirect("wagtailadmin_pages:copy", page.pk)


@hooks.register("after_move_page")
def remind_of_boundary(request: HttpRequest, page: Page) -> None:
    """An article that came from another show still has its boundary there; say so."""
    article = page.specific
    if isinstance(article, Article) and is_foreign(article.boundary, article.get_parent()):
        messages.warning(
            request, f"Its boundary is still “{article.boundary}”. Choose one in its new show."
        )


@hooks.register("register_log_actions")
def register_refused_schedule(actions: Any) -> None:
    """Let a page's history tell that the schedule refused it."""
    actions.register_action(ACTION)(RefusedFormatter)


@hooks.register("before_edit_page")
def tell_of_refused_schedule(request: HttpRequest, page: Page) -> None:
    """Over the form: what is due was refused, why, and what happens next."""
    if request.method == "GET" and (reasons := standing_refusal(page)):
        messages.warning(
            request,
            f"The scheduled draft is due but was not published. {reasons} It goes out by itself as"
            " soon as that is mended.",
        )
