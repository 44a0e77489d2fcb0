"""Words of the ending in what everybody sees.

Compares the safe texts with what the takeaways and the fates say, and with the names of those who
die. What everybody may know anyway does not count: the show's own words, its people who live, and
words that any sentence uses. It advises and never blocks: only a person knows what gives away what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from articles.addresses import parent_of
from articles.checking.findings import Finding
from articles.checking.words import SHORTEST, common, stem, stems, words

if TYPE_CHECKING:
    from articles.article import Article

STATUS_WORDS = {
    "dead": "die dies died dead death deadly kill kills killed killing killer murder murdered"
    " sacrifice sacrificed funeral grave grief mourn suicide",
    "missing": "missing vanish vanished disappear disappeared",
}
MEND = "Read it as somebody who has not watched. What gives it away belongs to the revealing form."


@dataclass(frozen=True, slots=True)
class SafeText:
    """A text that everybody sees, and where the form has it."""

    field: str
    label: str
    text: str
    block: str = ""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the safe texts must not say: words by their stems, and the names of those who die."""

    words: frozenset[str]
    names: dict[str, tuple[list[str], frozenset[str]]]  # the whole name, and its telling parts


def spoilers(article: Article) -> list[Finding]:
    """Each safe text that says a word of the ending, or names somebody who dies."""
    return list(compare(safe_texts(article), secrets(article)))


def compare(texts: Iterable[SafeText], secret: Secrets) -> Iterator[Finding]:
    """What is said in these texts and is secret. Pure: the same for the same arguments."""
    for place in texts:
        said = words(place.text)
        named = [name for name, parts in secret.names.items() if _names(said, *parts)]
        telling = dict.fromkeys(w for w in said if len(w) >= SHORTEST and stem(w) in secret.words)
        for name in named:
            yield Finding(
                place.field, f"The {place.label} names {name}, who dies.", MEND, block=place.block
            )
        if telling:
            quoted = ", ".join(f"“{word}”" for word in telling)
            yield Finding(
                place.field,
                f"The {place.label} says {quoted}, as a takeaway or a fate does.",
                MEND,
                block=place.block,
            )


def _names(said: list[str], whole: list[str], parts: frozenset[str]) -> bool:
    """Whether these words have the whole name in a row, or a part that is nobody else's."""
    runs = (said[n : n + len(whole)] for n in range(len(said) - len(whole) + 1))
    return bool(parts.intersection(said)) or any(run == whole for run in runs)


def secrets(article: Article) -> Secrets:
    """What this article's ending gives away."""
    show: Any = parent_of(article)
    show = getattr(show, "specific", show)
    fates = [fate for fate in article.fates.all() if fate.character.strip()]
    dead = [fate.character for fate in fates if fate.status == "dead"]
    people = list(show.characters.all()) if show is not None else []
    # That somebody comes at all may give something away, so whoever comes late is not known.
    early = [person for person in people if person.boundary_id is None]
    late = {person.name for person in people} - {person.name for person in early}
    dying = {" ".join(words(name)) for name in dead}
    living = [
        name
        for name in [*(f.character for f in fates), *(person.name for person in people)]
        if " ".join(words(name)) not in dying
    ]
    known = common() | stems(*_public(show, early), *(n for n in living if n not in late))
    told = [*(str(block.value) for block in article.takeaways), *(fate.line for fate in fates)]
    names = {name: _parts(name, living, show) for name in dead}
    parts = {stem(part) for whole, _ in names.values() for part in whole}
    status = stems(*(STATUS_WORDS.get(fate.status, "") for fate in fates))
    return Secrets(frozenset(stems(*told) - known - parts | status), names)


def _public(show: Any, people: list[Any]) -> Iterator[str]:
    """What everybody may read about the show."""
    if show is None:
        return
    yield from (show.title, show.synopsis, show.network)
    yield from (text for person in people for text in (person.actor, person.line))
    for season in show.seasons.all():
        yield from (season.name, season.setting, season.safe_note)
        yield from (episode.title for episode in season.episodes.all())


def _parts(name: str, living: list[str], show: Any) -> tuple[list[str], frozenset[str]]:
    """A name in words, and those of them that mean this person alone."""
    whole = words(name)
    taken = {word for other in living for word in words(other)}
    taken |= set(words(show.title if show is not None else ""))
    telling = (
        word
        for word in whole
        if len(word) >= SHORTEST and word not in taken and stem(word) not in common()
    )
    return whole, frozenset(telling)


def safe_texts(article: Article) -> list[SafeText]:
    """Everything of an article that can be met by somebody who has not watched."""
    fields = {
        "kicker": "kicker",
        "title": "safe headline",
        "safe_dek": "safe dek",
        "safe_hero_caption": "caption of the safe picture",
        "slug": "address",
        "seo_title": "title for search engines",
        "search_description": "description for search engines",
    }
    found = [SafeText(name, label, getattr(article, name) or "") for name, label in fields.items()]
    for name, label in (("safe_hero", "safe picture"), ("hero", "hero picture")):
        if picture := getattr(article, name):
            found.append(SafeText(name, f"alt text of the {label}", picture.description))
            found.append(SafeText(name, f"title of the {label}", picture.title))
    for part in article.body:
        block = str(part.id or "")
        if part.block_type == "picture":
            found.append(SafeText("body", "alt text of a picture", part.value["alt"], block))
        if part.block_type == "passage":
            found.append(SafeText("body", "label of a passage", part.value["label"], block))
    return found
