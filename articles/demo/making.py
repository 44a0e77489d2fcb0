"""Turning the demonstration's tables into unsaved objects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO

from django.core.files.images import ImageFile

from articles.demo import files
from articles.demo.bodies import stored_body, takeaways, with_mentions
from articles.demo.files import Table
from articles.models import (
    Article,
    Author,
    Byline,
    Character,
    Episode,
    Fate,
    Picture,
    RecommendedVideo,
    Season,
    Show,
)  # fmt: skip

FindEpisode = Callable[[str], int]
FindCharacter = Callable[[str], int]
Pictures = Mapping[str, Picture]


def picture(table: Table) -> Picture:
    """A picture with its file."""
    data = (files.PICTURES / table["file"]).read_bytes()
    x, y, width, height = table["focal"]
    made = Picture(
        title=table["title"], file=ImageFile(BytesIO(data), name=table["file"]),
        description=table["alt"], credit=table["credit"], focal_point_x=x, focal_point_y=y,
        focal_point_width=width, focal_point_height=height,
    )  # fmt: skip
    made.file_size = len(data)
    return made


def author(slug: str, table: Table, pictures: Pictures) -> Author:
    """A byline."""
    return Author(
        title=table["name"], slug=slug, role=table["role"], is_organization=True,
        biography=table["biography"], portrait=pictures[table["portrait"]],
        search_description=table["biography"],
    )  # fmt: skip


def show(table: Table, pictures: Pictures) -> Show:
    """A show with its seasons and episodes."""
    made = Show(
        title=table["title"], slug=table["slug"], kind=table["kind"], network=table["network"],
        first_year=table["first_year"], last_year=table["last_year"] or None,
        synopsis=table["synopsis"], key_art=pictures[table["art"]],
        patch=pictures[table["patch"]], palette=table["palette"],
        search_description=table["synopsis"],
    )  # fmt: skip
    made.seasons.add(*(season(each) for each in table["seasons"]))
    return made


def season(table: Table) -> Season:
    """A season with its episodes."""
    made = Season(
        number=table["number"], title=table["title"], setting=table.get("setting", ""),
        safe_note=table.get("safe_note", ""), first_aired=table.get("first_aired"),
        last_aired=table.get("last_aired"),
        episode_count=table.get("announced") or len(table["episodes"]) or None,
    )  # fmt: skip
    made.episodes.add(
        *(
            Episode(number=each["number"], title=each["title"], aired=each.get("aired"))
            for each in table["episodes"]
        )
    )
    return made


def character(table: Table, episode: FindEpisode) -> Character:
    """Somebody in a show whose episodes are there already."""
    return Character(
        name=table["name"], actor=table.get("actor", ""), line=table["line"],
        boundary_id=episode(table["boundary"]) if table.get("boundary") else None,
    )  # fmt: skip


def article(
    table: Table, where: str, pictures: Pictures, episode: FindEpisode, who: FindCharacter
) -> Article:
    """An article with its rows. ``where`` is its address below the front page."""
    body = [
        {key: with_mentions(value, who) if isinstance(value, str) else value
         for key, value in block.items()}
        for block in table["body"]
    ]  # fmt: skip
    made = Article(
        slug=table["slug"], title=table["title"], kicker=table["kicker"],
        revealing_headline=table["revealing_headline"], safe_dek=table["safe_dek"],
        dek=table["dek"], end_mark=table["end_mark"], sets_up=table["sets_up"].strip(),
        safe_hero=pictures[table["safe_hero"]], hero=pictures[table["hero"]],
        safe_hero_caption=table["safe_hero_caption"], hero_caption=table["hero_caption"],
        boundary_id=episode(table["boundary"]), first_published_at=table["first_published"],
        updated_at=table["updated"], has_affiliate_links=table["affiliate"],
        takeaways=takeaways(table["takeaways"]), search_description=table["safe_dek"],
        body=stored_body(body, where, lambda name: int(pictures[name].pk), episode),
    )  # fmt: skip
    made.bylines.add(*(Byline(author=Author.objects.get(slug=slug)) for slug in table["bylines"]))
    made.fates.add(*(fate(each, episode) for each in table.get("fates", [])))
    made.videos.add(*(video(each, pictures) for each in table.get("videos", [])))
    return made


def fate(table: Table, episode: FindEpisode) -> Fate:
    """Where a character stands."""
    return Fate(
        character=table["character"], actor=table.get("actor", ""), status=table["status"],
        line=table["line"],
        boundary_id=episode(table["boundary"]) if table.get("boundary") else None,
    )  # fmt: skip


def video(table: Table, pictures: Pictures) -> RecommendedVideo:
    """A recommended video."""
    return RecommendedVideo(
        title=table["title"], url=table["url"], poster=pictures[table["poster"]]
    )
