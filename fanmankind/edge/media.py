"""Uploaded pictures, where neither a proxy nor an object store serves them."""

import posixpath

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

MONTH = 30 * 24 * 3600  # seconds; a replaced picture gets a new name
PORTRAITS = "portraits/"  # people's own, which go when they are taken back or the account goes
FIVE_MINUTES = 300  # seconds


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a picture, in a page that may run nothing. Http404 if missing.

    What we publish is kept long everywhere, a person's portrait shortly by their browser alone.
    """
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except (OSError, ValueError) as error:  # a name that no file system takes
        raise Http404 from error
    if isinstance(response, FileResponse):
        response.headers["Cache-Control"] = lifetime(path)
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def lifetime(path: str) -> str:
    """The Cache-Control header for a file, by its address below the media folder."""
    if posixpath.normpath(path).lstrip("/").startswith(PORTRAITS):
        return f"private, max-age={FIVE_MINUTES}"
    return f"public, max-age={MONTH}"
