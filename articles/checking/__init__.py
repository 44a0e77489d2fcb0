"""The checks beside the text: what keeps an article from being published, and what is doubtful.

What blocks is ``articles.completeness``, the list that every door asks; it is repeated here so that
a writer need not press a button to read it. Everything else only advises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from articles.checking.craft import craft
from articles.checking.findings import Finding, Level, Report
from articles.checking.links import links
from articles.checking.spoilers import spoilers
from articles.completeness import missing
from articles.publishing import count_words

if TYPE_CHECKING:
    from articles.article import Article

BLOCK = re.compile(r"Block (\d+) ")
MENDS = {
    "safe_hero": "Choose another picture here, or mend this one under Images.",
    "hero": "Choose another picture here, or mend this one under Images.",
    "boundary": "Choose it beside the safe fields.",
    "bylines": "Add an author, or publish the author’s page.",
    "related": "Remove the row.",
    "fates": "Mend the row under “Fates and links”.",
    "videos": "Choose another address or poster, or remove the row.",
    "takeaways": "Write or remove some under “The ending in 30 seconds”.",
    "body": "Open the block and mend it there.",
}
EMPTY = "Write it here. A draft can be saved without."


def check(article: Article) -> Report:
    """Everything that is missing from this article or doubtful in it; it need not be saved."""
    words = count_words(article)
    return Report(
        blocking=list(blocking(article)),
        advisory=[*spoilers(article), *links(article), *craft(article)],
        words=words,
        minutes=max(1, round(words / 230)),
    )


def blocking(article: Article) -> Iterator[Finding]:
    """What keeps the article from being published; what several gaps say of a block, as one."""
    blocks = list(article.body)
    by_place: dict[tuple[str, int], list[str]] = {}
    for gap in dict.fromkeys(missing(article)):
        found = BLOCK.match(gap.message) if gap.field == "body" else None
        place = (gap.field, int(found[1])) if found else (gap.message, 0)
        by_place.setdefault(place, [gap.field]).append(gap.message)
    for (_, number), (field, message, *more) in by_place.items():
        block = str(blocks[number - 1].id or "") if 0 < number <= len(blocks) else ""
        said = f"{message} And {len(more)} more like it." if more else message
        yield Finding(field, said, MENDS.get(field, EMPTY), Level.BLOCKING, block)
