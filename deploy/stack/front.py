"""nginx before the site: the configuration of ``deploy/nginx`` on this machine, without TLS."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from deploy.stack.parts import Part
from deploy.stack.place import ROOT

GIVEN = ROOT / "deploy" / "nginx" / "fanmankind.conf"
SBIN = "/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin"  # not on everybody's PATH
REDIRECT = re.compile(r"^server \{\n    listen 80;.*?^\}\n", re.MULTILINE | re.DOTALL)
NOT_HERE = re.compile(r"^\s*(ssl_|listen \[::\]).*\n", re.MULTILINE)  # no certificate, no IPv6
UPSTREAM = re.compile(r"^    server 127\.0\.0\.1:800[12] (.*)\n", re.MULTILINE)
AROUND = """\
{user}daemon off; pid {folder}/pid; error_log {folder}/error.log;
worker_processes 1; worker_rlimit_nofile 16384;
events {{ worker_connections 4096; }}
http {{
include /etc/nginx/mime.types;
sendfile on; tcp_nopush on; gzip on;  # as Debian's own has it
access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
{given}
}}
"""


def program() -> str | None:
    """Where nginx is, if it is."""
    return shutil.which("nginx", path=SBIN)


def needed() -> str:
    """Where nginx is. SystemExit where it is missing."""
    found = program()
    if found is None:
        raise SystemExit("nginx is missing: apt-get install nginx")
    return found


def configuration(folder: Path, data: Path, webs: Sequence[int], port: int) -> str:
    """The whole configuration: nginx on ``port``, web processes on ``webs``.

    Its own files go into ``folder``; ``data`` is the site's DATA_DIR. LookupError says what of it
    ``deploy/nginx`` does not have.
    """
    given = _replace(REDIRECT, "", GIVEN.read_text())
    given = _replace(NOT_HERE, "", given)
    said = UPSTREAM.findall(given)
    ours = iter([f"    server 127.0.0.1:{web} {said[0]}\n" for web in webs])
    given = UPSTREAM.sub(lambda _: next(ours, ""), given)
    for pattern, new in (
        (r"listen 443 ssl http2;.*", f"listen 127.0.0.1:{port};"),
        (r"server_name \S+;", "server_name localhost;"),
        (r"Host \$host;", "Host $http_host;"),  # with the port, which a site on 443 has not
        (r"/var/cache/nginx", str(folder / "cache")),
        (r"/var/log/nginx", str(folder)),
        (r"/var/lib/fanmankind", str(data)),
    ):
        given = _replace(re.compile(pattern), new, given)
    return around(given, folder)


def _replace(pattern: re.Pattern[str], new: str, text: str) -> str:
    text, times = pattern.subn(lambda _: new, text)
    if not times:
        raise LookupError(f"{GIVEN.name} says nothing of {pattern.pattern}")
    return text


def around(given: str, folder: Path) -> str:
    """A whole configuration, of what goes into the http block."""
    # Its workers read and write our folders; only root has to say as whom.
    user = "user root;\n" if os.geteuid() == 0 else ""
    return AROUND.format(user=user, folder=folder, given=given)


def nginx(folder: Path, configured: str, port: int) -> Part:
    """The process, with its configuration written down. SystemExit where nginx is missing."""
    found = needed()
    (folder / "cache").mkdir(parents=True, exist_ok=True)
    file = folder / "nginx.conf"
    file.write_text(configured)
    return Part("nginx", [found, "-p", str(folder), "-c", str(file)], port=port)
