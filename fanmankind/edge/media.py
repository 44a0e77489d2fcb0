"""Uploaded pictures, where neither a proxy nor an object store serves them."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

MONTH = 30 * 24 * 3600  # seconds; a replaced picture gets a new name


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a picture with a long lifetime, in a page that may run nothing. Http404 if missing."""
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except (OSError, ValueError) as error:  # a name that no file system takes
        raise Http404 from error
    if isinstance(response, FileResponse):
        response.headers["Cache-Control"] = f"public, max-age={MONTH}"
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
