"""What every page of the publication has in common."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.models import PageViewRestriction

from articles.addresses import path_of, refuse_reserved_slug
from articles.dead_keys import without_dead_keys
from articles.legal_text import drop_illegal
from articles.newsroom.page_form import PageForm


class PublicPageMixin:
    """The same bytes for everybody: GET and HEAD only, and never behind a view restriction.

    A page's ``<title>``, description and address are always safe, so nothing here is revealing.
    """

    is_list: ClassVar[bool] = False  # which is divided into pages: ``?page=2``
    allowed_http_methods: ClassVar[list[str]] = ["GET", "HEAD"]
    private_page_options: ClassVar[list[str]] = []
    show_in_menus_default = False
    base_form_class = PageForm
    promote_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel(
                    "seo_title", help_text="Safe. For search engines; the title when empty."
                ),
                FieldPanel(
                    "search_description",
                    help_text="Safe. Under the title in a search engine's list.",
                ),
            ],
            heading="Address and search engines",
        )
    ]

    @property
    def address(self) -> str:
        """The page's path on the site."""
        return path_of(self)

    def get_view_restrictions(self) -> PageViewRestriction:
        """None, ever: nobody can set one, so nobody need be asked whether there is one."""
        return PageViewRestriction.objects.none()

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], **how: Any) -> Any:
        """A page as a draft has it, without what is gone since."""
        clean = without_dead_keys(cls, data)  # type: ignore[arg-type]
        return super().from_serializable_data(clean, **how)  # type: ignore[misc]

    def clean(self) -> None:
        """Drop what no text may hold; refuse a slug that one of the site's own addresses uses.

        A draft is kept in a revision, which is no saving of the page itself.
        """
        drop_illegal(self)  # type: ignore[arg-type]
        super().clean()  # type: ignore[misc]
        refuse_reserved_slug(self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; from a further page of what has but one, the way to it.

        Or every number would be one more address of the same, and have a copy of its own.
        """
        if not self.is_list and request.GET.get("page", "") not in {"", "1"}:
            return HttpResponsePermanentRedirect(request.path)
        answer: HttpResponse = super().serve(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context, without anything about the person who asks."""
        context: dict[str, Any] = super().get_context(  # type: ignore[misc]
            request, *args, **kwargs
        )
        return context

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """The same context in the newsroom's preview."""
        return self.get_context(request)
