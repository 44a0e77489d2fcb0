"""PostgreSQL and Redis of a stack's own, in its folder."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import time
from pathlib import Path

import psycopg
from psycopg import sql

from deploy.stack.parts import PATIENCE, Part
from deploy.stack.place import Place

ROLE, DATABASE = "postgres", "fanmankind"
DEBIAN = Path("/usr/lib/postgresql")


def programs() -> Path:
    """The folder of PostgreSQL's newest programs. SystemExit where there are none."""
    versions = [path for path in DEBIAN.glob("*/bin") if (path / "initdb").exists()]
    if versions:
        return max(versions, key=lambda path: int(path.parent.name))
    found = shutil.which("initdb")
    if not found:
        raise SystemExit("PostgreSQL is missing: apt-get install postgresql")
    return Path(found).resolve().parent


def account() -> str | None:
    """As whom PostgreSQL runs: as ourselves, but root's it refuses to be."""
    return "postgres" if os.geteuid() == 0 else None


def prepare_postgres(place: Place) -> None:
    """Make the cluster, unless it is there. SystemExit where its account can't reach the folder."""
    data = place.below("postgres")
    user = account()
    if user:
        shutil.chown(data, user, user)
        _must_reach(data, user)
    if (data / "PG_VERSION").exists():
        return
    password = place.folder / "postgres-password"
    password.write_text(secrets.token_urlsafe(24))
    shutil.chown(password, user or os.geteuid())
    password.chmod(0o600)
    command = [
        *(str(programs() / "initdb"), "--pgdata", str(data), "--username", ROLE),
        *("--auth", "scram-sha-256", "--pwfile", str(password)),
        *("--encoding", "UTF8", "--locale", "C.UTF-8"),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", user=user)


def _must_reach(data: Path, user: str) -> None:
    number = pwd.getpwnam(user).pw_uid
    asked = subprocess.run(["/usr/bin/test", "-w", str(data)], check=False, user=number, cwd="/")
    if asked.returncode:
        raise SystemExit(f"The account {user} can't reach {data}. Set STACK_DIR to another folder.")


def postgres(place: Place) -> Part:
    """The database server, over TCP on this machine alone."""
    command = [
        *(str(programs() / "postgres"), "-D", str(place.folder / "postgres")),
        *("-p", str(place.postgres), "-c", "listen_addresses=127.0.0.1"),
        *("-c", "unix_socket_directories=", "-c", "max_connections=60"),
    ]
    return Part("postgres", command, port=place.postgres, user=account())


def database_url(place: Place) -> str:
    """How the site finds its database."""
    return f"postgres://{ROLE}:{_password(place)}@127.0.0.1:{place.postgres}/{DATABASE}"


def _password(place: Place) -> str:
    return (place.folder / "postgres-password").read_text().strip()


def make_database(place: Place) -> None:
    """Make the site's database, unless it is there; the server may still be starting."""
    with connect(place) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if found.fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def connect(place: Place, name: str = "postgres") -> psycopg.Connection:
    """A connection to one of its databases, once it answers. SystemExit where it never does."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return psycopg.connect(
                host="127.0.0.1", port=place.postgres, user=ROLE, password=_password(place),
                dbname=name, autocommit=True,
            )  # fmt: skip
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise SystemExit(f"PostgreSQL does not answer: {error}") from error
            time.sleep(0.1)


def redis(place: Place) -> Part:
    """The cache. What it holds is appended to a file, so that limits outlive a restart."""
    program = next(filter(None, map(shutil.which, ("valkey-server", "redis-server"))), None)
    if program is None:
        raise SystemExit("Redis is missing: apt-get install redis-server")
    command = [
        *(program, "--bind", "127.0.0.1", "--port", str(place.redis)),
        *("--dir", str(place.below("redis")), "--save", "", "--appendonly", "yes"),
        *("--maxmemory", "256mb", "--maxmemory-policy", "noeviction"),
    ]
    return Part("redis", command, port=place.redis)
