"""The blocks that an article's body is made of, each with its template, preview and description."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from articles.needs_a_look import NeedsALookBlock
from articles.newsroom.choosers import episode_chooser
from articles.prose import ProseBlock, prepare
from articles.streams import CleanStreamBlock
from articles.videos import Video, find_video, validate_video

EpisodeChooserBlock = episode_chooser.get_block_class(
    name="EpisodeChooserBlock", module_path="articles.blocks"
)


class HeadingBlock(blocks.StructBlock):
    """A section heading; the page gives it an anchor that says nothing about its words."""

    text = blocks.CharBlock(max_length=120)

    class Meta:
        icon = "title"
        template = "blocks/heading.html"
        description = "Opens a section and appears in the table of contents."
        preview_value = {"text": "What the last scene means"}


class ParagraphBlock(ProseBlock):
    """Running text."""

    class Meta:
        icon = "pilcrow"
        template = "blocks/paragraph.html"
        description = "Running text with bold, italic, links and lists."
        preview_value = "<p>The signal takes <i>twenty minutes</i> to arrive. Nobody speaks.</p>"


class PictureValue(blocks.StructValue):
    """A picture block's value, knowing how wide the browser will show it."""

    SIZES: ClassVar[dict[str, str]] = {
        "main": "(min-width: 48rem) 40rem, 100vw",
        "wide": "(min-width: 72rem) 67rem, 100vw",
        "full": "100vw",
    }

    @property
    def sizes(self) -> str:
        """The HTML attribute of that name, for the block's width."""
        return self.SIZES.get(self.get("width"), self.SIZES["main"])


class PictureBlock(blocks.StructBlock):
    """A picture with its caption."""

    picture = ImageChooserBlock()
    alt = blocks.CharBlock(
        "alt text", max_length=200, help_text="What is seen. Safe: it can be met out of context."
    )
    caption = blocks.CharBlock(max_length=240, required=False)
    credit = blocks.CharBlock(
        max_length=120, required=False, help_text="Only where it differs from the picture's own."
    )
    width = blocks.ChoiceBlock(
        choices=[("main", "As wide as the text"), ("wide", "Wide"), ("full", "Full width")],
        default="main",
    )

    class Meta:
        icon = "image"
        template = "blocks/picture.html"
        value_class = PictureValue
        description = "A picture with alt text and credit, in three widths; a caption is optional."
        preview_value = {"alt": "A rover's tracks", "caption": "Tracks lead to the ridge."}


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words, with who said them."""

    text = blocks.TextBlock(max_length=600)
    source = blocks.CharBlock(max_length=160, help_text="Who said it, and where.")

    class Meta:
        icon = "openquote"
        template = "blocks/quote.html"
        description = "Words that somebody really said, with the source."
        preview_value = {"text": "We came all this way.", "source": "A line from the finale"}


class ProseStructBlock(blocks.StructBlock):
    """A block with one structured text, named in its Meta."""

    def get_context(self, value: blocks.StructValue, parent_context: Any = None) -> dict[str, Any]:
        """Give the template HTML where no page has prepared it, as in the newsroom's preview."""
        text = value.get(self.meta.prose)
        prepare(value, text.source if text else "")
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context

    class Meta:
        prose = "text"


class QuestionBlock(ProseStructBlock):
    """A question that readers ask, and its answer."""

    question = blocks.CharBlock(max_length=160)
    answer = ProseBlock()

    class Meta:
        icon = "help"
        prose = "answer"
        template = "blocks/question.html"
        description = "A question that readers ask after the credits, with the answer."
        preview_value = {"question": "Why does she stay?", "answer": "<p>Because she can.</p>"}


class TimelineRowBlock(blocks.StructBlock):
    """One moment of a timeline."""

    when = blocks.CharBlock(max_length=40)
    what = blocks.TextBlock(max_length=300)


class TimelineBlock(blocks.StructBlock):
    """What happened, in order."""

    title = blocks.CharBlock(max_length=120)
    rows = blocks.ListBlock(TimelineRowBlock(), min_num=2)

    class Meta:
        icon = "history"
        template = "blocks/timeline.html"
        description = "What happened when, in order."
        preview_value = {
            "title": "The last hour",
            "rows": [{"when": "21:04", "what": "Lift-off."}, {"when": "21:13", "what": "Orbit."}],
        }


class ThenAndNowRowBlock(blocks.StructBlock):
    """One thing compared."""

    label = blocks.CharBlock(max_length=80)
    then = blocks.TextBlock(max_length=240)
    now = blocks.TextBlock(max_length=240)


class ThenAndNowBlock(blocks.StructBlock):
    """Two states of the same things, side by side."""

    title = blocks.CharBlock(max_length=120)
    then_label = blocks.CharBlock(max_length=40, default="Then")
    now_label = blocks.CharBlock(max_length=40, default="Now")
    rows = blocks.ListBlock(ThenAndNowRowBlock(), min_num=1)

    class Meta:
        icon = "table"
        template = "blocks/then_and_now.html"
        description = "Compares two states of the same things in a table."
        preview_value = {
            "title": "Two histories",
            "then_label": "In our history",
            "now_label": "In the show",
            "rows": [{"label": "First on the Moon", "then": "1969", "now": "1969"}],
        }


class VideoValue(blocks.StructValue):
    """A video block's value, knowing its host."""

    @property
    def video(self) -> Video | None:
        """The video at the block's address, or None while that is incomplete."""
        return find_video(self.get("url") or "")


class VideoBlock(blocks.StructBlock):
    """A video that loads nothing from its host until a reader presses play."""

    url = blocks.URLBlock(validators=[validate_video])
    title = blocks.CharBlock(max_length=140)
    poster = ImageChooserBlock(help_text="From our own pictures.")
    caption = blocks.CharBlock(max_length=240, required=False)

    class Meta:
        icon = "media"
        template = "blocks/video.html"
        value_class = VideoValue
        description = "A YouTube or Vimeo video behind our own poster."
        preview_value = {"title": "A launch", "url": "https://www.youtube.com/watch?v=4czjS9h4Fpg"}


class PassageBlock(ProseStructBlock):
    """A passage that gives away more than the article does."""

    boundary = EpisodeChooserBlock(help_text="The last episode that the passage gives away.")
    label = blocks.CharBlock(
        max_length=140, help_text="Safe: what lies behind the veil, without saying it."
    )
    text = ProseBlock()

    class Meta:
        icon = "view"
        template = "blocks/passage.html"
        description = "Text beyond the article's boundary; waits behind a veil of its own."
        preview_value = {"label": "How this returns later", "text": "<p>It does.</p>"}


class ProductBlock(blocks.StructBlock):
    """A link from which we may earn."""

    name = blocks.CharBlock(max_length=140)
    url = blocks.URLBlock()
    shop = blocks.CharBlock(max_length=60)
    line = blocks.CharBlock(max_length=200, required=False)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse an address that is not a web page's."""
        cleaned: blocks.StructValue = super().clean(value)
        if cleaned.get("url") and not cleaned["url"].startswith("https://"):
            raise blocks.StructBlockValidationError(
                {"url": ValidationError("Give an https address.")}
            )
        return cleaned

    class Meta:
        icon = "tag"
        template = "blocks/product.html"
        description = "An affiliate link, labeled as such."
        preview_value = {"name": "The novel", "url": "https://example.com/", "shop": "A bookshop"}


class BodyBlock(CleanStreamBlock):
    """An article's body."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    question = QuestionBlock()
    timeline = TimelineBlock()
    then_and_now = ThenAndNowBlock(label="Then and now")
    video = VideoBlock()
    passage = PassageBlock()
    product = ProductBlock()
    needs_a_look = NeedsALookBlock()


class PlainBodyBlock(CleanStreamBlock):
    """The body of a page that is no article, such as About."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    picture = PictureBlock()
    question = QuestionBlock()
    needs_a_look = NeedsALookBlock()
