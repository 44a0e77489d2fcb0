"""A stranger's Content-Type is read before Django reads it, which breaks down over some.

Django takes the header apart while it makes the request, before anything could answer for it: what
goes wrong there is nobody's page. It also decodes the query with whatever charset is named, and
some of Python's codecs decode no text at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.http import parse_header_parameters

from fanmankind.edge.rendering import Application, Environ, StartResponse

LONGEST = 1_000  # characters; what browsers and libraries send has a tenth of that
CHARSET = re.compile(r"""\s*;\s*charset\s*=\s*("[^"]*"|[^;"]*)""", re.IGNORECASE)


class ContentTypes:
    """The site, which is told no charset, so that all is UTF-8, and no header that can't be read.

    Forms and scripts send UTF-8 (HTML, 4.10.21.8; RFC 8259, section 8.1), and nobody else writes.
    """

    def __init__(self, site: Application) -> None:
        self.site = site

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Have the site answer."""
        said = environ.get("CONTENT_TYPE")
        if said:
            environ = environ | {"CONTENT_TYPE": without_charset(said)}
        return self.site(environ, start_response)


def without_charset(content_type: str) -> str:
    """The header without its charset; empty where that can't be taken out, or nothing be read."""
    kept = CHARSET.sub("", content_type)
    if len(kept) > LONGEST:
        return ""
    try:
        _, parameters = parse_header_parameters(kept)
    except (ValueError, LookupError):  # an encoding of its own, by RFC 2231
        return ""
    return "" if "charset" in parameters else kept
