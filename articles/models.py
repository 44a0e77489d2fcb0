"""The domain's models, gathered here because Django looks for them here."""

from articles.article import Article, Byline, Fate, RecommendedVideo, RelatedArticle
from articles.characters import Character
from articles.pages import FrontPage, ShowIndex, StandardPage
from articles.people import Author, AuthorIndex
from articles.pictures import Picture, Rendition
from articles.readership import ReadDay
from articles.shows import Episode, Season, Show
from articles.site_settings import SiteWords
from articles.turns import Turn

__all__ = [
    "Article",
    "Author",
    "AuthorIndex",
    "Byline",
    "Character",
    "Episode",
    "Fate",
    "FrontPage",
    "Picture",
    "ReadDay",
    "RecommendedVideo",
    "RelatedArticle",
    "Rendition",
    "Season",
    "Show",
    "ShowIndex",
    "SiteWords",
    "StandardPage",
    "Turn",
]
