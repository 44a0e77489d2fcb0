"""Run as a program: twenty readers write at the same time, each with a connection of their own.

Prints as JSON what each was told last and what is written down for them, and every refusal.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django

CLIENTS, WRITES = 20, 50


def prepare() -> tuple[list[Any], Any]:
    """A show, and the readers."""
    from django.conf import settings

    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    from tests.accounts.people import make_person
    from tests.factories import make_show

    show = make_show(seasons=1, episodes=WRITES)
    return [make_person() for _ in range(CLIENTS)], show


def write(user: Any, show: Any, episodes: list[int]) -> dict[str, Any]:
    """One reader says, one after the other, that each episode is watched."""
    from django.db import connection
    from django.test import Client

    from reading.progress import Progress
    from tests.accounts.people import sign_in

    client = Client(headers={"host": "localhost"})
    sign_in(client, user)
    path, refused, told = f"/reading/progress/{show.pk}/", [], None
    for pk in episodes:
        answer = client.put(path, {"episode": pk}, content_type="application/json")
        if answer.status_code == 200:
            told = answer.json()["progress"][2]
        else:
            refused.append(answer.status_code)
        written = Progress.objects.get(user=user, show=show).episode_id
        if written != told:
            refused.append([told, written])
    connection.close()
    return {"told": told, "written": written, "refused": refused}


def main() -> None:
    """Write, and print what came of it."""
    django.setup()
    readers, show = prepare()
    from articles.models import Episode

    episodes = list(Episode.objects.filter(season__show=show).values_list("pk", flat=True))
    with ThreadPoolExecutor(CLIENTS) as pool:
        found = list(pool.map(lambda user: write(user, show, episodes), readers))
    json.dump({"last": episodes[-1], "readers": found}, sys.stdout)


if __name__ == "__main__":
    main()
