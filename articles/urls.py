"""The addresses that the publication answers beside its pages: feeds, sitemaps, show pages."""

from django.urls import include, path
from django.views.decorators.http import require_safe

from articles import feeds, readership_beacon, reveal, show_pages, sitemaps
from articles.earlier_slugs import following_the_show
from articles.search import views as search

feed_patterns = [
    path("rss.xml", require_safe(feeds.SiteRss()), name="rss"),
    path("atom.xml", require_safe(feeds.SiteAtom()), name="atom"),
    path("feed.json", require_safe(feeds.SiteJson()), name="json"),
    path("full-text-with-spoilers.xml", require_safe(feeds.SpoilingRss()), name="spoiling"),
    path("<slug:slug>/rss.xml", require_safe(following_the_show(feeds.ShowRss())), name="show-rss"),
    path(
        "<slug:slug>/atom.xml", require_safe(following_the_show(feeds.ShowAtom())), name="show-atom"
    ),
]

urlpatterns = [
    path("readership/<int:article_id>/", readership_beacon.readership, name="readership"),
    path("search/", require_safe(search.search), name="search"),
    path("search/suggest.json", require_safe(search.suggest), name="search-suggestions"),
    path("search/opensearch.xml", require_safe(search.opensearch), name="opensearch"),
    path("feeds/", include((feed_patterns, "feeds"))),
    path("<slug:slug>/guide.json", reveal.guide, name="guide"),
    path("<slug:slug>/seasons/<int:number>.json", reveal.season_forms, name="season-forms"),
    path(
        "<slug:slug>/seasons/<int:number>/<int:episode>.json",
        reveal.season_forms,
        name="season-forms",
    ),
    path("sitemap.xml", require_safe(sitemaps.sitemap), name="sitemap"),
    path("news-sitemap.xml", require_safe(sitemaps.news_sitemap), name="news-sitemap"),
    path("<slug:slug>/catch-up/", require_safe(show_pages.catch_me_up), name="catch-up"),
    path("<slug:slug>/who/", require_safe(show_pages.who), name="who"),
    path("<slug:slug>/who.json", require_safe(show_pages.who_json), name="who-json"),
]
