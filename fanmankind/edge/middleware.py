"""The outer layers of every request: the public page, and the newsroom's policy."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseNotModified,
    HttpResponseRedirect,
)
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from fanmankind.edge import csp, policy
from fanmankind.edge.compression import SMALLEST, compress, is_compressible, negotiate

KEPT_IN_A_304 = ("Cache-Control", "CDN-Cache-Control", "X-Accel-Expires", "ETag", "Vary",
                 "Permissions-Policy")  # fmt: skip
GetResponse = Callable[[HttpRequest], Any]

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class PublicPages:
    """Gives every public answer its validators, lifetime and coding, and takes cookies away."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and make the answer cacheable when its route is public."""
        public = policy.is_public(request)
        response: HttpResponse = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Reporting-Endpoints", csp.ENDPOINTS)
        if not public:
            response.headers.setdefault("Cache-Control", "private, no-store")
            return response
        return self._finish(request, response)

    def _finish(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        # Middleware within may have answered a stale cookie; nobody's cookie is for everybody.
        response.cookies.clear()
        vary = [name for name in vary_of(response) if name.lower() != "cookie"]
        del response.headers["Vary"]
        if vary:
            response.headers["Vary"] = ", ".join(vary)
        lifetime = policy.lifetime(response.status_code)
        if lifetime is None:
            response.headers["Cache-Control"] = "no-store"
            return response
        response.headers["Cache-Control"] = lifetime.cache_control()
        response.headers["CDN-Cache-Control"] = lifetime.cdn_cache_control()
        response.headers["X-Accel-Expires"] = lifetime.accel_expires()
        if response.streaming:
            return response
        digest = hashlib.blake2b(response.content, digest_size=12).hexdigest()
        # Weak, since the codings of one page differ in bytes and not in meaning (RFC 9110, 8.8.1).
        etag = f'W/"{digest}"'
        if response.status_code == 200:
            response.headers["ETag"] = etag
            if is_known(etag, request.headers.get("If-None-Match", "")):
                return self._not_modified(response)
        return self._compressed(request, response)

    @staticmethod
    def _not_modified(response: HttpResponse) -> HttpResponse:
        answer = HttpResponseNotModified()
        for name in KEPT_IN_A_304:
            if name in response.headers:
                answer.headers[name] = response.headers[name]
        patch_vary_headers(answer, ["Accept-Encoding"])
        return answer

    @staticmethod
    def _compressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not is_compressible(response.headers.get("Content-Type", "")):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        coding = negotiate(request.headers.get("Accept-Encoding", ""))
        if coding != "identity" and len(response.content) >= SMALLEST:
            response.content = compress(response.content, coding)
            response.headers["Content-Encoding"] = coding
        response.headers["Content-Length"] = str(len(response.content))
        return response


def vary_of(response: HttpResponse) -> list[str]:
    """The names in an answer's Vary header."""
    return [name.strip() for name in response.headers.get("Vary", "").split(",") if name.strip()]


def is_known(etag: str, if_none_match: str) -> bool:
    """Whether a client has this version: weak comparison (RFC 9110, 13.1.2)."""
    known = {tag.removeprefix("W/") for tag in parse_etags(if_none_match)}
    return "*" in known or etag.removeprefix("W/") in known


class ReadOnly:
    """Answers 405 where an address is only for reading, before anything asks for a CSRF token."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse every method but GET and HEAD on a public address."""
        if request.method in policy.PUBLIC_METHODS or not policy.is_read_only(request):
            return self.get_response(request)  # type: ignore[no-any-return]
        return HttpResponseNotAllowed(policy.PUBLIC_METHODS, render_to_string("405.html"))


class OneHost:
    """Leads from the site's other names to SITE_URL where somebody signs in or works.

    A passkey belongs to one host, and so do the cookies; elsewhere a person would seem a stranger.
    """

    PATHS = ("/accounts/", "/cms/", "/.well-known/change-password")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or lead to the same page there. Nothing that is sent is lost on the way."""
        asks = request.method in policy.PUBLIC_METHODS and request.path_info.startswith(self.PATHS)
        if asks and not settings.IS_LOCAL:
            host = urlsplit(f"//{request.get_host()}").hostname
            if host != urlsplit(settings.SITE_URL).hostname:
                return HttpResponseRedirect(settings.SITE_URL + request.get_full_path())
        return self.get_response(request)  # type: ignore[no-any-return]


class PrivatePolicies:
    """Gives the newsroom and the pages of accounts the content security policies they need.

    Stands inside Django's own CSP middleware, which reads the policy from the answer.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; loosen the policy under ``/cms/`` and ``/accounts/`` alone."""
        response: HttpResponse = self.get_response(request)
        if policy.is_preview(request):
            response._csp_config = csp.PREVIEWS  # type: ignore[attr-defined]
        elif request.path_info.startswith("/cms/"):
            response._csp_config = csp.NEWSROOM  # type: ignore[attr-defined]
        elif request.path_info.startswith("/accounts/") and not hasattr(response, "_csp_config"):
            response._csp_config = settings.ACCOUNTS_CSP  # type: ignore[attr-defined]
        return response
