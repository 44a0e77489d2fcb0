"""Small WXR files, written as WordPress writes them."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>{title}</title><link>https://old.example</link>
<wp:wxr_version>{version}</wp:wxr_version>
<wp:base_site_url>https://old.example</wp:base_site_url>
<wp:base_blog_url>https://old.example{base}</wp:base_blog_url>
"""
TAIL = "</channel></rss>\n"


def cdata(text: str) -> str:
    """Text as WordPress wraps it."""
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def author(login: str = "ana", name: str = "Ana Liepa", old_id: int = 3) -> str:
    """An author of the channel."""
    return (
        f"<wp:author><wp:author_id>{old_id}</wp:author_id>"
        f"<wp:author_login>{cdata(login)}</wp:author_login>"
        f"<wp:author_email>{cdata(login + '@old.example')}</wp:author_email>"
        f"<wp:author_display_name>{cdata(name)}</wp:author_display_name></wp:author>\n"
    )


def category(slug: str, name: str, old_id: int = 7, parent: str = "") -> str:
    """A category of the channel."""
    return (
        f"<wp:category><wp:term_id>{old_id}</wp:term_id>"
        f"<wp:category_nicename>{cdata(slug)}</wp:category_nicename>"
        f"<wp:category_parent>{cdata(parent)}</wp:category_parent>"
        f"<wp:cat_name>{cdata(name)}</wp:cat_name></wp:category>\n"
    )


def comment(old_id: int = 1, text: str = "I cried.", **fields: Any) -> str:
    """A comment of an item."""
    values = {
        "comment_id": old_id, "comment_author": "Reader", "comment_author_email": "r@x.example",
        "comment_date": "2021-05-02 10:00:00", "comment_date_gmt": "2021-05-02 07:00:00",
        "comment_content": text, "comment_approved": "1", "comment_type": "comment",
        "comment_parent": 0,
    } | fields  # fmt: skip
    inner = "".join(f"<wp:{name}>{cdata(str(value))}</wp:{name}>" for name, value in values.items())
    return f"<wp:comment>{inner}</wp:comment>"


def item(old_id: int, body: str = "<p>What happened.</p>", **fields: Any) -> str:
    """A post, unless told otherwise. ``terms``, ``meta`` and ``comments`` are nested."""
    kind = fields.get("type", "post")
    name = fields.get("name", f"post-{old_id}")
    values = {
        "post_id": old_id, "post_date": "2021-05-01 12:00:00",
        "post_date_gmt": "2021-05-01 09:00:00", "post_name": name, "status": "publish",
        "post_parent": 0, "post_type": kind, "post_password": "",
    } | {key: value for key, value in fields.items() if key in KEYS}  # fmt: skip
    rows = "".join(f"<wp:{key}>{cdata(str(value))}</wp:{key}>" for key, value in values.items())
    terms = "".join(
        f'<category domain="{domain}" nicename="{escape(slug)}">{cdata(words)}</category>'
        for domain, slug, words in fields.get("terms", [])
    )
    meta = fields.get("meta", {})
    rows += "".join(
        f"<wp:postmeta><wp:meta_key>{cdata(key)}</wp:meta_key>"
        f"<wp:meta_value>{cdata(str(value))}</wp:meta_value></wp:postmeta>"
        for key, value in (meta.items() if isinstance(meta, dict) else meta)
    )
    link = fields.get("link", f"https://old.example/2021/05/{name}/")
    return (
        f"<item><title>{cdata(fields.get('title', f'Post {old_id}'))}</title>"
        f"<link>{escape(link)}</link><dc:creator>{cdata(fields.get('by', 'ana'))}</dc:creator>"
        f"<content:encoded>{cdata(body)}</content:encoded>"
        f"<excerpt:encoded>{cdata(fields.get('excerpt', ''))}</excerpt:encoded>"
        f"{rows}{terms}{''.join(fields.get('comments', []))}</item>\n"
    )


KEYS = {"post_date", "post_date_gmt", "status", "post_parent", "post_password", "attachment_url",
        "post_modified", "post_modified_gmt"}  # fmt: skip


def attachment(old_id: int, file: str, **fields: Any) -> str:
    """An attachment whose file is at ``file`` in the uploads."""
    alt = fields.pop("alt", "")
    name = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return item(
        old_id, "", type="attachment", status="inherit", name=name,
        link=f"https://old.example/{name}/",
        attachment_url=f"https://old.example/wp-content/uploads/{file}",
        meta={"_wp_attachment_image_alt": alt} if alt else {}, **fields,
    )  # fmt: skip


def write_export(
    folder: Path, *parts: str, version: str = "1.2", base: str = "", name: str = "export.xml"
) -> Path:
    """An export of these parts."""
    path = folder / name
    head = HEAD.format(title="An old site", version=version, base=base)
    path.write_text(head + "".join(parts) + TAIL, encoding="utf-8")
    return path
