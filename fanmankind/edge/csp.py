"""What a page may load: strict for readers, and what Wagtail's editor needs in the newsroom."""

from django.utils.csp import CSP

from fanmankind import storing

REPORTS = "/csp-reports/"  # fanmankind/edge/csp_reports.py
GROUP = "policy"
ENDPOINTS = f'{GROUP}="{REPORTS}"'  # the Reporting-Endpoints header
# Firefox and Safari know the first alone, and where both are known, the second counts.
REPORTED: dict[str, list[str]] = {"report-uri": [REPORTS], "report-to": [GROUP]}
IMAGES = [CSP.SELF, *filter(None, [storing.media_host()])]
PAGES: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": IMAGES,
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    # The two video hosts, whose frame exists only after a reader has pressed play.
    "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    **REPORTED,
}

# A preview is the page itself, as strict, but the newsroom shows it in a frame.
PREVIEWS: dict[str, list[str]] = {**PAGES, "frame-ancestors": [CSP.SELF]}

# Wagtail's editor builds styles and scripts of its own; nothing of it reaches readers.
NEWSROOM: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [*IMAGES, "data:", "blob:"],
    "frame-src": [CSP.SELF, "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
    "frame-ancestors": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    **REPORTED,
}


def accounts(origins: list[str]) -> dict[str, list[str]]:
    """Pages of accounts: those who sign people in are where a form of ours may lead.

    Chromium checks ``form-action`` against where a form's answer redirects to as well.
    """
    return {
        **PAGES,
        "form-action": [*PAGES["form-action"], *origins],
        "img-src": [*PAGES["img-src"], "data:"],  # the code that an authenticator app scans
    }
