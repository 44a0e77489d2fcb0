"""What a page of ours is compared with says and shows the same."""

from __future__ import annotations

from bench.plain.content import Reader


def test_a_page_is_taken_apart_into_its_text_and_pictures() -> None:
    reader = Reader()
    reader.feed(
        "<title>No</title><main><h1>A <em>head</em></h1><p>One &amp; two.</p><ul><li>3</li></ul>"
        '<picture><source srcset="/b"><img src="/a.jpg" alt=""></picture><button>No</button>'
        "<script>no()</script><div>Four<p>Five</p></div></main><footer>No</footer>"
    )
    assert reader.found == [
        ("heading", "A head"),
        ("paragraph", "<p>One &amp; two.</p><p>3</p>"),
        ("image", "/a.jpg"),
        ("paragraph", "<p>Four</p><p>Five</p>"),
    ]
