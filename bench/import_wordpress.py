"""Write a WordPress export of any size, bring it along, and say how long it took and what it took.

    python -m bench.import_wordpress --posts 20000              # the whole of it
    python -m bench.import_wordpress --gigabytes 1 --dry-run    # memory alone

Uses a new database in a temporary folder unless DATABASE_URL says otherwise. Peak memory is that
of the process that imports, as the kernel counts it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

WORDS = "Somebody waits at the lock while the dust settles and the signal takes twenty minutes. "
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Generated</title><link>https://old.example</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>ana</wp:author_login>
<wp:author_display_name>Ana Liepa</wp:author_display_name></wp:author>
"""
ITEM = """<item><title><![CDATA[Season {season} finale, number {n}: šķērsām]]></title>
<link>https://old.example/2020/01/post-{n}/</link><dc:creator>ana</dc:creator>
<content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded>In short.</excerpt:encoded>
<wp:post_id>{n}</wp:post_id><wp:post_date>2020-01-01 12:00:00</wp:post_date>
<wp:post_date_gmt>2020-01-01 10:00:00</wp:post_date_gmt><wp:post_name>post-{n}</wp:post_name>
<wp:status>publish</wp:status><wp:post_parent>0</wp:post_parent><wp:post_type>post</wp:post_type>
<category domain="category" nicename="show-{show}"><![CDATA[Show {show}]]></category>
<wp:comment><wp:comment_id>{n}</wp:comment_id><wp:comment_author>Reader</wp:comment_author>
<wp:comment_date_gmt>2020-01-02 10:00:00</wp:comment_date_gmt>
<wp:comment_content>I cried.</wp:comment_content><wp:comment_approved>1</wp:comment_approved>
</wp:comment></item>
"""


def body(number: int, paragraphs: int) -> str:
    """A body with classic paragraphs and blocks, a link to another post and a table at times."""
    classic = f"{WORDS * 3}\n\n" * (paragraphs // 2)
    block = f"<!-- wp:paragraph --><p>{WORDS * 3}</p><!-- /wp:paragraph -->\n"
    link = f'See <a href="https://old.example/2020/01/post-{max(1, number - 1)}/">before</a>.\n\n'
    table = "<table><tr><td>1</td></tr></table>" if number % 50 == 0 else ""
    return f"{classic}{link}<h2>Why</h2>{block * (paragraphs // 2)}{table}"


def write(path: Path, posts: int, smallest: int) -> int:
    """Write an export with so many posts or bytes, whichever is more; return the posts."""
    paragraphs = 8 if not smallest else 60
    number = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        while number < posts or file.tell() < smallest:
            number += 1
            file.write(
                ITEM.format(
                    n=number,
                    season=1 + number % 4,
                    show=number % 20,
                    body=body(number, paragraphs),
                )
            )
        file.write("</channel></rss>")
    return number


def commands(path: Path, *, dry_run: bool) -> Iterator[list[str]]:
    """What is run, one after the other; the import last."""
    manage = [sys.executable, "manage.py"]
    yield [*manage, "migrate", "--verbosity", "0"]
    yield [*manage, "createcachetable", "--verbosity", "0"]
    yield [*manage, "load_demo"]
    yield [*manage, "import_wordpress", str(path), *(["--dry-run"] if dry_run else [])]


def main() -> None:
    """Generate, import, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=0)
    parser.add_argument("--gigabytes", type=float, default=0)
    parser.add_argument("--dry-run", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-import-") as folder:
        path = Path(folder) / "export.xml"
        posts = write(path, options.posts, int(options.gigabytes * 1024**3))
        size = path.stat().st_size / 1024**2
        print(f"{posts:,} posts, {size:,.0f} MB")  # noqa: T201
        environment = os.environ | {"DATA_DIR": str(Path(folder) / "data")}
        output, last = Path(folder) / "output", [""]
        seconds = peak = 0.0
        for command in commands(path, dry_run=options.dry_run):
            begun = time.monotonic()
            with output.open("w") as file:
                process = subprocess.Popen(command, env=environment, stdout=file)  # noqa: S603
            _, status, used = os.wait4(process.pid, 0)
            if status:
                raise SystemExit(f"{command[2]} failed.")
            seconds, peak = time.monotonic() - begun, used.ru_maxrss / 1024
            last = output.read_text().splitlines()[-12:]
        print("\n".join(last))  # noqa: T201
        print(f"{seconds:,.0f} s, {posts / seconds:,.0f} posts a second, peak {peak:,.0f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
