"""Accounts and what they did. A show has the fewer readers the later it comes."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import Max

from accounts.models import User
from articles.models import Article, Episode, Show
from bench.growth.rows import ago, insert, numbers, run, some, table, without_indexes
from reading.models import Progress

SLOTS = 30  # shares of the shows, of which somebody watches one show each
NO_PASSWORD, NO_TOKEN = {"password": "'!'"}, {"sealed_token": "'x'"}
FEW = 3  # a slot of so many is watched by those who watch little


def add(accounts: int, shows: Sequence[int]) -> dict[str, int]:
    """Make accounts and their rows for these shows; how many rows of each."""
    first = (User.objects.aggregate(Max("pk"))["pk__max"] or 0) + 1
    make_stops(shows)
    count = {"accounts": people(accounts, first)}
    with without_indexes(Progress):
        count["progress"] = sum(progress(accounts, first, slot) for slot in range(SLOTS))
    return count | what_hangs_on(accounts, first)


def make_stops(shows: Sequence[int]) -> None:
    """Tables that turn a number into a show with its episode, and into an article."""
    run("DROP TABLE IF EXISTS bench_show")
    run("DROP TABLE IF EXISTS bench_article")
    run("CREATE TABLE bench_show (rank integer, place integer, show_id bigint, episode_id bigint)")
    places = (
        "SELECT season.show_id, episode.id, row_number() OVER (PARTITION BY season.show_id"
        f" ORDER BY season.number, episode.number) - 1 AS place FROM {table(Episode)} AS episode"
        " JOIN articles_season AS season ON season.id = episode.season_id"
    )
    ranks = (
        "SELECT page_ptr_id, row_number() OVER (ORDER BY page_ptr_id) - 1 AS rank"
        f" FROM {table(Show)}"
    )
    keys = ", ".join(map(str, shows))
    run(
        "INSERT INTO bench_show SELECT ranked.rank, placed.place, placed.show_id, placed.id"
        f" FROM ({places}) AS placed JOIN ({ranks} WHERE page_ptr_id IN ({keys})) AS ranked"
        " ON ranked.page_ptr_id = placed.show_id"
    )
    run("CREATE UNIQUE INDEX bench_show_stop ON bench_show (rank, place)")
    run("CREATE TABLE bench_article (rank integer PRIMARY KEY, article_id bigint)")
    run(
        "INSERT INTO bench_article SELECT row_number() OVER (ORDER BY page_ptr_id) - 1, page_ptr_id"
        f" FROM {table(Article)}"
    )


def people(count: int, first: int) -> int:
    """Accounts, each with its proven address."""
    address = "'reader-' || n || '@grown.example'"
    key, source = f"{first - 1} + n", numbers(count)
    made = insert(
        "accounts.User", source, id=key, **NO_PASSWORD, last_login=ago(some("n", 400)),
        is_superuser="FALSE", first_name="''", last_name="''", is_staff="FALSE", is_active="TRUE",
        date_joined=ago(f"400 + {some('n', 1000)}"), email=address, name="''", portrait="''",
    )  # fmt: skip
    insert(
        "account.EmailAddress", source, id=f"{_next('account_emailaddress')} + n", user_id=key,
        email=address, verified="TRUE", primary="TRUE",
    )  # fmt: skip
    return made


def _next(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {name}")
        return int(cursor.fetchone()[0])


def _sizes() -> tuple[int, int, int]:
    """How many shows, episodes of each, and articles there are in the tables above."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT rank), max(place) + 1 FROM bench_show")
        shows, places = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM bench_article")
        return int(shows), int(places), int(cursor.fetchone()[0])


def _rank(slot: int, shows: int) -> str:
    """The show that somebody (``n``) watches of a slot: the first slots have few shows."""
    begin, end = (shows * at * at // (SLOTS * SLOTS) for at in (slot, slot + 1))
    return f"{begin} + {some('n', end - begin, slot + 1)}" if end > begin else ""


def progress(count: int, first: int, slot: int) -> int:
    """Who watched a show of this slot: half of the people a show of each, others of each third."""
    shows, places, _ = _sizes()
    rank = _rank(slot, shows)
    if not rank:
        return 0
    who = "" if slot % FEW == 0 else " AND n % 2 = 0"
    at = some("n", places, slot + 2)
    return insert(
        "reading.Progress",
        f"{numbers(count)} JOIN bench_show ON rank = {rank} AND place = {at}{who}",
        user_id=f"{first - 1} + n", show_id="show_id",
        episode_id="CASE WHEN n % 20 = 0 THEN NULL ELSE episode_id END",
        spoil_me="n % 50 = 0", at=ago(some("n", 900, slot + 3)),
    )  # fmt: skip


def what_hangs_on(count: int, first: int) -> dict[str, int]:
    """Follows, alerts that were sent, the shelf, sessions and what happened to accounts."""
    shows, _, articles = _sizes()
    key, source = f"{first - 1} + n", numbers(count)
    follow = f"JOIN bench_show ON place = 0 AND rank = 1 + {some('n', shows - 1, 4)}"
    article = f"JOIN bench_article ON rank = {some('n', articles, 5)}"
    common = {"user_id": key, "article_id": "article_id"}
    return {
        "follows": insert(
            "reading.Follow", f"{source} {follow}", user_id=key, show_id="show_id",
            pace="CASE WHEN n % 4 = 0 THEN 'weekly' ELSE 'at-once' END", at=ago(some("n", 900)),
        )
        + insert(
            "reading.Follow", f"{source} JOIN bench_show ON place = 0 AND rank = 0 AND n % 10 = 0",
            user_id=key, show_id="show_id", pace="'at-once'", at=ago(some("n", 900)),
        ),
        "alerts": insert(
            "reading.Alert", f"{source} {article}", **common, made_at=ago("40"), due_at=ago("40"),
            unlocked="FALSE", sent_at="CASE WHEN n % 50 = 0 THEN NULL ELSE " + ago("40") + " END",
        ),
        "bookmarks": insert(
            "reading.Bookmark", f"{source} {article}", **common, remind="n % 7 = 0",
            at=ago(some("n", 900)),
        ),
        "readings": insert(
            "reading.Reading", f"{source} {article}", **common, part="7", percent="50",
            finished_at="NULL", at=ago(some("n", 900)),
        ),
    } | traces(count, key)  # fmt: skip


def traces(count: int, key: str) -> dict[str, int]:
    """Sessions, a half of them over, events, and mail that was delivered."""
    source = numbers(count)
    session = "'grown-' || n"
    later = f"CASE WHEN n % 2 = 0 THEN {ago('-20')} ELSE {ago('1')} END"
    some_of = f"{source} WHERE n % 4 = 0"
    apple_accounts(count, key)
    insert(
        "usersessions.UserSession", source, user_id=key, created_at=ago("20"), ip="'192.0.2.1'",
        last_seen_at=ago(some("n", 30)), session_key=session, user_agent="'Mozilla/5.0'",
        data="'{}'",
    )  # fmt: skip
    return {
        "sessions": insert(
            "sessions.Session", source, session_key=session, session_data="'x'", expire_date=later,
        ),
        "events": insert(
            "accounts.SecurityEvent", source, user_id=key, kind="'signed-in'",
            at=ago(some("n", 420)), network="'192.0.2.0/24'", device="'Mozilla/5.0'", detail="''",
        ),
        "mails": insert(
            "accounts.OutboxMail", some_of, to="'reader@grown.example'", purpose="'alert'",
            subject="''", text="''", html="''", headers="'{}'", bulk="TRUE",
            created_at=ago(some("n", 35)), due_at=ago(some("n", 35)), attempts="1",
            ended_at=ago(some("n", 35)), delivered="TRUE", trouble="''",
        ),
    }  # fmt: skip


def apple_accounts(count: int, key: str) -> None:
    """Every twentieth signs in with Apple, whose consent is kept to be given back one day."""
    source, uid = f"{numbers(count)} WHERE n % 20 = 0", "'apple-' || n"
    insert(
        "socialaccount.SocialAccount", source, user_id=key, provider="'apple'", uid=uid,
        last_login=ago("20"), date_joined=ago("400"), extra_data="'{}'",
    )  # fmt: skip
    insert("accounts.AppleGrant", source, user_id=key, uid=uid, **NO_TOKEN, updated_at=ago("20"))
