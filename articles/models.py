"""The domain's models, gathered here because Django looks for them here."""

from articles.article import Article, Byline, Fate, RecommendedVideo, RelatedArticle
from articles.characters import Character
from articles.corrections import Correction
from articles.departures import Departure
from articles.importing.records import (
    Archive,
    ArchivedComment,
    ArchiveItem,
    ArchiveTerm,
    ImportLine,
    ImportRun,
)
from articles.pages import FrontPage, ShowIndex, StandardPage
from articles.people import Author, AuthorIndex
from articles.pictures import Picture, Rendition
from articles.readership import ReadDay
from articles.search.findable import Findable
from articles.search.vocabulary import SearchWord, SearchWordKey
from articles.shows import Episode, Season, Show
from articles.site_settings import SiteWords
from articles.turns import Turn

__all__ = [
    "Archive",
    "ArchiveItem",
    "ArchiveTerm",
    "ArchivedComment",
    "Article",
    "Author",
    "AuthorIndex",
    "Byline",
    "Character",
    "Correction",
    "Departure",
    "Episode",
    "Fate",
    "Findable",
    "FrontPage",
    "ImportLine",
    "ImportRun",
    "Picture",
    "ReadDay",
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
    "Turn",
]
