"""Articles and what belongs to them: bylines, fates, related ones, references, days of reading."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from wagtail.models import Page

from articles.models import Article, Author, Byline, FrontPage, Picture, RelatedArticle, Show
from bench import many_articles
from bench.growth.rows import ago, day_ago, fresh_uuid, insert, numbers, some, table

AUTHORS, SEASONS, EPISODES = 100, 4, 10
STEEP = 50  # the smaller, the more articles the first shows have
DAYS = 20  # on which each article was read lately


def sizes(shows: int, articles: int) -> list[int]:
    """How many articles each show has: a few have many, all together ``articles``."""
    shares = [1 / (rank + STEEP) for rank in range(shows)]
    found = [max(1, int(articles * share / sum(shares))) for share in shares]
    found[0] += articles - sum(found)
    return found


def add(shows: int, articles: int) -> list[int]:
    """Fill the site of the demonstration further; the keys of the new shows."""
    like = Article.objects.live().exclude(body=[]).order_by("pk").first()
    if like is None:
        raise SystemExit("Load the demonstration first.")
    before = set(Show.objects.values_list("pk", flat=True))
    last = Page.objects.latest("pk").pk
    plan = many_articles.Plan(
        articles=sizes(shows, articles), seasons=SEASONS, episodes=EPISODES,
        front=FrontPage.objects.get(), like=like, pictures=True, authors=AUTHORS,
    )  # fmt: skip
    many_articles.fill(plan)
    belongings(last)
    return [key for key in Show.objects.values_list("pk", flat=True) if key not in before]


def belongings(last: int) -> None:
    """The rows around the articles whose pages came after ``last``."""
    authors = list(Author.objects.order_by("-pk").values_list("pk", flat=True)[:AUTHORS])
    own = f"{table(Article)} AS a"
    new, key = f"a.page_ptr_id > {last}", "a.page_ptr_id"
    insert(
        "articles.Byline", f"{own} WHERE {new}", sort_order="0", article_id=key,
        author_id=f"{min(authors)} + {some(key, AUTHORS)}",
    )  # fmt: skip
    insert(
        "articles.Fate",
        f"{own} CROSS JOIN {numbers(5)} WHERE {new}",
        sort_order="n", article_id=key, character="'Person ' || n", actor="''", status="'alive'",
        line="'Waits for the one who went.'",
    )  # fmt: skip
    insert(
        "articles.RelatedArticle",
        f"{own} CROSS JOIN {numbers(3)} JOIN {table(Article)} AS b"
        f" ON b.page_ptr_id = a.page_ptr_id + n AND b.boundary_id IS NOT NULL WHERE {new}",
        sort_order="n", article_id=key, to_id="b.page_ptr_id",
    )  # fmt: skip
    insert(
        "articles.ReadDay",
        f"{own} CROSS JOIN {numbers(DAYS)} WHERE {new}",
        article_id=key, day=day_ago(f"n * 3 + {some(key, 3)}"),
        reads=some(f"{key} + n", 100), finishes=some(f"{key} + n", 30),
    )  # fmt: skip
    insert(
        "wagtailcore.PageLogEntry",
        f"{own} JOIN wagtailcore_page AS p ON p.id = a.page_ptr_id CROSS JOIN {numbers(3)}"
        f" WHERE {new}",
        content_type_id="p.content_type_id", label="p.title", action="'wagtail.publish'",
        data="'{}'", timestamp=ago(f"n * 100 + {some(key, 100)}"), content_changed="TRUE",
        deleted="FALSE", page_id="p.id",
    )  # fmt: skip
    references(last)


def references(last: int) -> None:
    """What Wagtail's index of references knows of them."""
    kinds = ContentType.objects.get_for_models(Article, Page, Picture, Byline, RelatedArticle)
    page, article = kinds[Page].pk, kinds[Article].pk
    for kind, source, owner, to_kind, to, path in (
        (article, f"{table(Article)} AS r", "r.page_ptr_id", kinds[Picture].pk, "r.safe_hero_id",
         "safe_hero"),
        (kinds[Byline].pk, f"{table(Byline)} AS r", "r.article_id", page, "r.author_id",
         "bylines.item.author"),
        (kinds[RelatedArticle].pk, f"{table(RelatedArticle)} AS r", "r.article_id", page,
         "r.to_id", "related.item.to"),
    ):  # fmt: skip
        insert(
            "wagtailcore.ReferenceIndex", f"{source} WHERE {owner} > {last}",
            content_type_id=str(kind), base_content_type_id=str(page),
            object_id=f"CAST({owner} AS varchar)", to_content_type_id=str(to_kind),
            to_object_id=f"CAST({to} AS varchar)", model_path=f"'{path}'",
            content_path=f"'{path}'", content_path_hash=fresh_uuid(),
        )  # fmt: skip


def index() -> None:
    """Have readers and the newsroom find it all."""
    call_command("update_index", verbosity=0)
    call_command("index_search", verbosity=0)
