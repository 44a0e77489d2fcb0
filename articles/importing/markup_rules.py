"""Which elements and blocks mean what when an old body is read."""

from __future__ import annotations

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr"}  # fmt: skip
# They only hold other things; where one begins or ends, a paragraph ends.
TRANSPARENT = {"p", "div", "section", "article", "main", "header", "footer", "aside", "center",
               "address", "fieldset", "html", "body", "head", "hgroup", "nav", "figure",
               "picture"}  # fmt: skip
# Marks inside a paragraph whose words stay and whose look goes.
IN_PARAGRAPH = {"span", "u", "s", "del", "ins", "sup", "sub", "small", "big", "mark", "code", "kbd",
                "samp", "var", "abbr", "acronym", "time", "font", "label", "cite", "dfn", "tt",
                "strike", "bdi", "bdo", "wbr", "q", "data", "ruby", "rt", "rp", "legend",
                "source", "nobr"}  # fmt: skip
# What has no block here, and why an editor is to look at it.
KEPT = {
    "table": "A table. A timeline or “then and now” may do.",
    "iframe": "A frame of another site.",
    "script": "A script of another site.",
    "noscript": "What was shown without scripts.",
    "style": "Styles of their own.",
    "form": "A form.",
    "input": "A part of a form.",
    "button": "A button.",
    "select": "A part of a form.",
    "textarea": "A part of a form.",
    "object": "An object of a plug-in.",
    "embed": "An object of a plug-in.",
    "audio": "A sound.",
    "video": "A video file.",
    "canvas": "A drawing made by a script.",
    "svg": "A drawing.",
    "math": "A formula.",
    "dl": "A list of terms.",
    "map": "A picture with areas to press.",
}
SOCIAL = {"twitter-tweet", "instagram-media", "tiktok-embed", "bluesky-embed", "reddit-embed-bq",
          "reddit-card", "imgur-embed-pub", "wp-embedded-content", "text-post-media"}  # fmt: skip
# Blocks that show nothing worth keeping.
DROPPED = {"separator", "spacer", "more", "nextpage"}
# WordPress's own blocks, whose HTML says what they are.
OF_WORDPRESS = {
    "paragraph", "heading", "image", "gallery", "list", "list-item", "quote", "pullquote", "embed",
    "columns", "column", "group", "cover", "media-text", "buttons", "button", "html", "freeform",
    "preformatted", "code", "verse", "shortcode", "table", "details", "video", "audio", "file",
    "text-columns", "classic", "missing", "row", "stack", "accordion", "accordion-item",
    "accordion-heading", "accordion-panel", "footnotes",
} | DROPPED  # fmt: skip
