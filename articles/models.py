"""The domain's models, gathered here because Django looks for them here."""

from articles.article import Article, Byline, Fate, RecommendedVideo, RelatedArticle
from articles.characters import Character
from articles.pages import FrontPage, ShowIndex, StandardPage
from articles.people import Author, AuthorIndex
from articles.pictures import Picture, Rendition
from articles.search.findable import Findable
from articles.search.vocabulary import SearchWord, SearchWordKey
from articles.shows import Episode, Season, Show
from articles.site_settings import SiteWords

__all__ = [
    "Article",
    "Author",
    "AuthorIndex",
    "Byline",
    "Character",
    "Episode",
    "Fate",
    "Findable",
    "FrontPage",
    "Picture",
    "RecommendedVideo",
    "RelatedArticle",
    "Rendition",
    "SearchWord",
    "SearchWordKey",
    "Season",
    "Show",
    "ShowIndex",
    "SiteWords",
    "StandardPage",
]
