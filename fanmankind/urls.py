"""Every address of the site. What a page of the publication does not answer is listed here."""

from django.conf import settings
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts import urls as account_urls
from accounts.newsroom import urls as newsroom_urls
from articles import urls as article_urls
from articles.newsroom import site_history, unpublishing
from articles.routing import serve
from fanmankind import views
from fanmankind.edge import csp, csp_reports
from fanmankind.edge.media import media
from reading import urls as reading_urls

urlpatterns = [
    path("", include(reading_urls)),  # first: signed-in readers ask there from every page
    path("", include(account_urls)),
    path("", include(newsroom_urls)),  # before Wagtail's own of the same addresses
    path("", include(unpublishing)),  # likewise
    path("", include(site_history)),  # likewise
    path("cms/", include(wagtailadmin_urls)),
    # Wagtail's own would make a number of it, which Python refuses beyond 4,300 digits.
    re_path(r"^documents/\d{20,}/", views.not_found, {"exception": None}),
    path("documents/", include(wagtaildocs_urls)),
    # A name for the door above: Wagtail leads strangers by it to what they may not see yet.
    path("accounts/login/", views.not_found, {"exception": None}, name="wagtailcore_login"),
    path("", include(article_urls)),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path(csp.REPORTS.removeprefix("/"), csp_reports.take, name="csp-reports"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("media/<path:path>", media, name="media"),
]
if settings.DEBUG:
    from debug_toolbar.toolbar import debug_toolbar_urls

    urlpatterns += debug_toolbar_urls()

# Last: everything else is a page's address.
urlpatterns += [re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve")]

handler404 = "fanmankind.views.not_found"
handler500 = "fanmankind.views.broken"
handler400 = "fanmankind.views.bad_request"
handler403 = "fanmankind.views.forbidden"
