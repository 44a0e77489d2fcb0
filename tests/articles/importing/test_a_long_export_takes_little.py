"""An export is read piece by piece: memory follows its longest item, and time its length."""

import time
import tracemalloc
from pathlib import Path

import pytest

from articles.importing.dates import Zone
from articles.importing.first_reading import FirstReading
from articles.importing.index import Index
from articles.importing.report import Report
from articles.importing.wxr import Export
from tests.articles.importing.exports import attachment, author, item, write_export

BODY = "<p>Somebody waits at the lock while the dust settles.</p>" * 100  # 6 KB


def peak_of(path: Path) -> int:
    """The most that both readings of an export keep at once, in bytes."""
    tracemalloc.start()
    try:
        with Index() as index, path.open("rb") as file:
            export = Export(file)
            FirstReading(export, index, Zone(""), Report(lambda _: None)).look_through(
                lambda *_: None
            )
            assert sum(1 for _ in export.read()) == index.count("items") + 1
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("is_hidden", [False, True], ids=["posts", "blocks and pictures"])
def test_ten_times_as_long_takes_hardly_more(tmp_path: Path, is_hidden: bool) -> None:
    def export(number: int) -> Path:
        if is_hidden:
            parts = (attachment(n, f"{n}.jpg", excerpt=BODY[:1999]) for n in range(1, number + 1))
        else:
            parts = (item(n, BODY) for n in range(1, number + 1))
        return write_export(tmp_path, author(), *parts)

    short, long = peak_of(export(40)), peak_of(export(400))
    assert long < short * 1.5, (short, long)


def test_blocks_that_never_close_take_no_longer(tmp_path: Path) -> None:
    path = write_export(tmp_path, item(1, "<!-- wp:block " * 30_000))
    begun = time.monotonic()
    with Index() as index, path.open("rb") as file:
        reading = FirstReading(Export(file), index, Zone(""), Report(lambda _: None))
        reading.look_through(lambda *_: None)
    assert time.monotonic() - begun < 5
