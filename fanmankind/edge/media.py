"""Uploaded files, where no proxy or other host has served them before it comes to us."""

import mimetypes
import posixpath
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe
from django.views.static import serve

MONTH = 30 * 24 * 3600  # seconds; a replaced picture gets a new name
PORTRAITS = "portraits/"  # people's own, which go when they are taken back or the account goes
DOCUMENTS = "documents/"  # which the site hands out, below /documents/, to whoever may see them
FIVE_MINUTES = 300  # seconds


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a picture, in a page that may run nothing. Http404 if missing, or if it is a document.

    What we publish is kept long everywhere, a person's portrait shortly by their browser alone.
    """
    if _plain(path).startswith(DOCUMENTS):
        raise Http404("Documents have addresses of their own.")
    response = _found(request, path)
    if response.status_code == 200:
        response.headers["Cache-Control"] = lifetime(path)
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _found(request: HttpRequest, path: str) -> HttpResponseBase:
    storage: Any = default_storage
    try:
        if isinstance(storage, FileSystemStorage):
            return serve(request, path, document_root=str(storage.location))
        file = storage.open(path)
    except (OSError, ValueError, SuspiciousOperation) as error:  # what no storage takes as a name
        raise Http404 from error
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    response = StreamingHttpResponse(file.chunks(), content_type=kind)
    response.headers["Content-Length"] = str(file.size)
    return response


def lifetime(path: str) -> str:
    """The Cache-Control header for a file, by its address below the media folder."""
    if _plain(path).startswith(PORTRAITS):
        return f"private, max-age={FIVE_MINUTES}"
    return f"public, max-age={MONTH}"


def _plain(path: str) -> str:
    """The path as a storage understands it at most: a bucket's takes a backslash for a slash."""
    return posixpath.normpath(path.replace("\\", "/")).lstrip("/")
