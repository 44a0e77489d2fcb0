"""What is no whole WXR 1.2 export is refused with a reason, before anything is written."""

from pathlib import Path

import pytest
from django.core.management.base import CommandError

from articles.models import Archive, ArchiveItem, Article, Author
from tests.articles.importing.exports import HEAD, TAIL, author, item, write_export
from tests.articles.importing.running import bring
from tests.factories import make_front

pytestmark = pytest.mark.django_db

BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<rss><channel><title>&c;</title></channel></rss>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss><channel><title>&x;</title></channel></rss>"""
DTD = '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://evil.example/x.dtd"><rss></rss>'
WHOLE = HEAD.format(title="T", version="1.2", base="") + author() + item(1) + item(2) + TAIL
CASES = {
    "not XML": ("PK\x03\x04 something else", "It is no XML"),
    "empty": ("", "It is empty"),
    "another XML": ("<html><body/></html>", "<html>"),
    "a mere feed": ("<rss version='2.0'><channel><item/></channel></rss>", "no WXR version"),
    "truncated": (WHOLE[: len(WHOLE) - 300], "ends in the middle"),
    "broken": (WHOLE.replace("</channel>", "</chan>"), "broken at line"),
    "an entity bomb": (BOMB, "can do harm"),
    "an entity from outside": (OUTSIDE, "can do harm"),
    "a document type": (DTD, "can do harm"),
    "an older version": (WHOLE.replace(">1.2<", ">1.0<"), "WXR 1.0"),
    "a newer version": (WHOLE.replace(">1.2<", ">9.9<"), "WXR 9.9"),
    "too deep": (WHOLE.replace("<channel>", "<channel>" + "<a>" * 100), "too deep"),
    **{
        f"encoding {name}": (f'<?xml version="1.0" encoding="{name}"?><rss/>', name)
        for name in ("klingon", "hex", "idna", "undefined", "utf-16", "unicode_escape")
    },
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_is_refused_and_nothing_is_written(tmp_path: Path, case: str) -> None:
    make_front()
    content, reason = CASES[case]
    path = tmp_path / "export.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=reason):
        bring(path)
    assert not Archive.objects.exists()
    assert not ArchiveItem.objects.exists()
    assert not Article.objects.exists()
    assert not Author.objects.exists()


def test_characters_that_xml_has_not_are_dropped_and_counted(tmp_path: Path) -> None:
    make_front()
    path = write_export(tmp_path, item(1, "A\x0bB", title="Bell\x07"))
    path.write_bytes(path.read_bytes().replace(b"What", b"Wh\xffat"))
    assert "2 characters that XML has not were dropped" in bring(path)
    assert ArchiveItem.objects.get().title == "Bell"


def test_a_file_without_its_folder_or_zone(tmp_path: Path) -> None:
    path = write_export(tmp_path, item(1))
    for options in ({"media": tmp_path / "none"}, {"zone": "Mars/Olympus"}):
        with pytest.raises(CommandError, match="There is no"):
            bring(path, **options)
    with pytest.raises(CommandError, match="There is no file"):
        bring(tmp_path / "none.xml")
