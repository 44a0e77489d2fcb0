"""``make serve``: set the site up as far as it is not, then serve it until Ctrl-C.

The web server is granian (WSGI), as in production; the task worker and the mail worker run beside
it, and so do the local stand-ins for Google, Apple, reCAPTCHA and the mail server. With DEBUG on
(``make dev``) the site reloads when the code changes.
"""

from __future__ import annotations

import contextlib
import os
import shlex
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
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from fanmankind import environment, ports, providers
from fanmankind.edge.static_storage import static_fingerprint

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(ROOT / "manage.py")]
PATIENCE = 60.0  # seconds for the first page
# Each thread would have a heap of its own, which stays as large as the largest page made in it:
# 40 MB for twelve threads. The C library reads it when a process starts.
HEAPS = {"MALLOC_ARENA_MAX": "2"}


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


def borrow_standins(port: int) -> bool:
    """Point the site at the local stand-ins, where nothing real is configured; return whether.

    Reads and writes the environment, so it comes before the settings are read.
    """
    site = environment.address("SITE_URL", f"http://localhost:{port}")
    groups = (providers.GOOGLE_VARIABLES, providers.APPLE_VARIABLES, providers.RECAPTCHA_VARIABLES)
    real = [group[0] for group in groups if providers.is_on(group)]
    if not environment.is_loopback(site) or real or not environment.flag("STANDINS", default=True):
        return False
    from standins import places

    os.environ.setdefault("STANDINS_PORT", str(ports.free(port + 1)))
    os.environ.setdefault("STANDINS_SMTP_PORT", str(ports.free(port + 25)))
    found = places.environment(
        places.chosen_port(), places.chosen_smtp_port(), site, places.chosen_data_dir()
    )
    for name, value in found.items():
        os.environ.setdefault(name, value)
    return True


def watched() -> list[str]:
    """The folders whose changes take effect under ``make dev``: our apps and templates.

    Not the whole folder: the database lies in it, and would start the site anew at each write.
    """
    apps = [ROOT / name for name in settings.INSTALLED_APPS if (ROOT / name).is_dir()]
    return [str(folder) for folder in (*apps, ROOT / "templates")]


def web_server(port: int | None = None) -> list[str]:
    """The command that serves pages, on the site's own port or on another."""
    reload = ["--reload", *(part for folder in watched() for part in ("--reload-paths", folder))]
    # A server that is only starting does not hear that it shall stop; one whose code is broken
    # waits for the next change.
    reload += ["--workers-kill-timeout", "3", "--reload-ignore-worker-failure"]
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(port or settings.PORT)),
        *("--workers", str(settings.WEB_WORKERS)),
        *("--blocking-threads", str(settings.WEB_THREADS)),
        *("--log-level", "warning", "--process-name", "fanmankind-web"),
        *(reload if settings.DEBUG else []),
        "fanmankind.wsgi:application",
    ]


def workers() -> list[list[str]]:
    """The commands that work behind the pages: tasks, and mail with the chores."""
    tasks = ["db_worker", "--queue-name", "*", "--no-startup-delay", "--no-reload"]
    commands = [[*MANAGE, *tasks, "--verbosity", "0"], [*MANAGE, "deliver_mail"]]
    return [reloading(command) for command in commands] if settings.DEBUG else commands


def reloading(command: list[str]) -> list[str]:
    """The same command, started anew when the code changes."""
    watch = [sys.executable, "-m", "watchfiles", "--verbosity", "warning"]
    return [*watch, shlex.join(command), *watched()]


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
    if "APPLE_STANDIN_URL" in os.environ:
        desk = f"http://127.0.0.1:{os.environ['STANDINS_PORT']}"
        print(f"  Join          {site}/accounts/signup/")
        print(f"  Mailbox       {desk}/mail/")
        print(f"  Stand-ins     {desk}/ (Google, Apple and reCAPTCHA, with faults to switch on)")
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
        # A server that was told to stop while it started may leave a worker behind.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own, so that Ctrl-C reaches it once, from us."""
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | HEAPS, start_new_session=True)


def run(*, with_standins: bool) -> int:
    """Start the processes, wait until one ends or we are told to stop, then stop them all.

    The workers start once the site answers, so that they do not slow its first page down.
    """
    stopping = False

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, note)
    processes = [start(web_server())]
    if with_standins:
        processes.append(start([sys.executable, "-m", "standins"]))
    deadline = time.monotonic() + PATIENCE
    welcomed = False
    while not stopping and all(process.poll() is None for process in processes):
        if not welcomed and answers(f"http://127.0.0.1:{settings.PORT}/"):
            welcomed = True
            processes += [start(command) for command in workers()]
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
    try:
        with_standins = borrow_standins(ports.chosen())
        django.setup()
    except ImproperlyConfigured as error:  # by whoever set the environment, to whom it is said
        raise SystemExit(str(error)) from None
    set_up()
    return run(with_standins=with_standins)


if __name__ == "__main__":
    sys.exit(main())
