"""``make serve``: set the site up as far as it is not, then serve it until Ctrl-C.

The web server is granian (WSGI), as in production; the task worker runs beside it. With DEBUG
on (``make dev``) both reload when the code changes.
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

import django
from django.conf import settings
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(ROOT / "manage.py")]
PATIENCE = 60.0  # seconds for the first page


def static_fingerprint() -> str:
    """A short digest of everything that the collected static files are made from."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update((ROOT / "requirements.txt").read_bytes())
    for path in sorted((ROOT / "static").rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


def start_collecting() -> subprocess.Popen[bytes] | None:
    """Collect the static files in a process of its own, unless they are up to date."""
    stamp = Path(settings.STATIC_ROOT) / ".fingerprint"
    if settings.DEBUG or (stamp.exists() and stamp.read_text() == static_fingerprint()):
        return None
    return subprocess.Popen([*MANAGE, "collectstatic", "--noinput", "--verbosity", "0"])


def finish_collecting(process: subprocess.Popen[bytes] | None) -> None:
    """Wait for the static files. Raises SystemExit when they could not be collected."""
    if process is None:
        return
    if process.wait():
        raise SystemExit("The static files could not be collected; see above.")
    (Path(settings.STATIC_ROOT) / ".fingerprint").write_text(static_fingerprint())


def set_up() -> None:
    """Database, cache table, demonstration and static files, each only where it is missing."""
    collecting = start_collecting()
    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("load_demo")
    finally:
        finish_collecting(collecting)


def commands() -> list[list[str]]:
    """The processes that make up the site: the web server and the task worker."""
    web = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", settings.PORT),
        *("--workers", os.environ.get("WEB_WORKERS", "1"), "--blocking-threads", "4"),
        *("--log-level", "warning", "--process-name", "fanmankind-web"),
        *(["--reload"] if settings.DEBUG else []),
        "fanmankind.wsgi:application",
    ]
    worker = [*MANAGE, "db_worker", "--queue-name", "*", "--no-startup-delay", "--verbosity", "0"]
    return [web, worker + (["--reload"] if settings.DEBUG else ["--no-reload"])]


def answers(address: str) -> bool:
    """Whether the front page comes with status 200."""
    try:
        with urllib.request.urlopen(address, timeout=5) as response:  # noqa: S310 - our own
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def welcome() -> None:
    """Print the addresses worth opening, and the demonstration's logins."""
    site = settings.SITE_URL
    print(f"\n  fanmankind is on {site}\n")
    print(f"  An ending     {site}/for-all-mankind/season-4-ending-explained/")
    print(f"  A show        {site}/for-all-mankind/")
    print(f"  The newsroom  {site}/cms/")
    if settings.IS_LOCAL:
        from articles.demo.logins import LOGINS, PASSWORD

        for email in LOGINS:
            print(f"    {email}  {PASSWORD}")
        print(f"  Style guide   {site}/styleguide/ (signed in to the newsroom)")
    print("\n  Ctrl-C stops everything.\n", flush=True)


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask every process to end, and end it after ten seconds if it has not."""
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def run() -> int:
    """Start the processes, wait until one ends or we are told to stop, then stop them all."""
    stopping = False

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGINT, note)
    signal.signal(signal.SIGTERM, note)
    # Groups of their own, so that Ctrl-C reaches them once, from us.
    processes = [subprocess.Popen(c, cwd=ROOT, start_new_session=True) for c in commands()]
    deadline = time.monotonic() + PATIENCE
    welcomed = False
    while not stopping and all(process.poll() is None for process in processes):
        if not welcomed and answers(f"http://127.0.0.1:{settings.PORT}/"):
            welcomed = True
            welcome()
        if not welcomed and time.monotonic() > deadline:
            print("The site does not answer; see above.", file=sys.stderr)
            break
        time.sleep(0.2)
    stop(processes)
    return 0 if stopping else 1


def main() -> int:
    """Set up and serve; return the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fanmankind.settings")
    os.chdir(ROOT)
    django.setup()
    set_up()
    return run()


if __name__ == "__main__":
    sys.exit(main())
