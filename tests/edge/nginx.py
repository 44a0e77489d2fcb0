"""nginx before something, with the configuration that ``deploy/`` gives, on this machine alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.edge.asking import ask
from tests.served import free_port

GIVEN = Path(__file__).resolve().parent.parent.parent / "deploy" / "nginx" / "fanmankind.conf"
PATIENCE = 20  # seconds
NOT_HERE = re.compile(r"^\s*(ssl_|listen \[::\]).*\n", re.MULTILINE)  # no certificate, no IPv6
AROUND = """
{user}daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ }}
http {{
include /etc/nginx/mime.types;
access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
{given}
}}
"""


def program() -> str | None:
    """Where nginx is, if it is."""
    return shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")


def configuration(folder: Path, site: str, port: int) -> str:
    """The given configuration with this machine's addresses and folders, without TLS."""
    given = GIVEN.read_text()
    redirect, _, rest = given.partition("server {\n    listen 443")
    head = redirect.partition("server {\n    listen 80")[0]
    given = head + "server {\n    listen 443" + rest
    given = NOT_HERE.sub("", given)
    upstream = urlsplit(site).netloc.replace("localhost", "127.0.0.1")
    changes = {
        r"listen 443 ssl http2;": f"listen 127.0.0.1:{port};",
        r"server_name \S+;": "server_name localhost;",
        r"server 127\.0\.0\.1:8001 ": f"server {upstream} ",
        r"\n    server 127\.0\.0\.1:8002 .*": "",
        r"Host \$host;": "Host $http_host;",  # with the port, which a site on 443 has not
        r"/var/cache/nginx": str(folder / "cache"),
    }
    for pattern, new in changes.items():
        given, times = re.subn(pattern, new, given)
        assert times, f"deploy's configuration says nothing of {pattern}"
    return around(given, folder)


def around(given: str, folder: Path) -> str:
    """A whole configuration, of what goes into the http block."""
    # Its workers write into our folder; only root has to say as whom.
    user = "user root;\n" if os.geteuid() == 0 else ""
    return AROUND.format(user=user, folder=folder, given=given)


@contextmanager
def before(site: str, folder: Path) -> Iterator[str]:
    """nginx before a site; yields its address."""
    port = free_port()
    (folder / "cache").mkdir(parents=True)
    with running(configuration(folder, site, port), folder, port) as address:
        yield address


@contextmanager
def running(configured: str, folder: Path, port: int, *through: str) -> Iterator[str]:
    """nginx with a configuration, started through another program; yields its address."""
    nginx = program()
    assert nginx, "nginx is missing"
    file = folder / "nginx.conf"
    file.write_text(configured)
    process = subprocess.Popen([*through, nginx, "-p", str(folder), "-c", str(file)])
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, "nginx did not start"
        try:
            ask(address, "/accounts/")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx does not answer")
