"""What ``deploy/`` names is there, and its processes are those that ``make serve`` starts."""

from __future__ import annotations

import ipaddress
import json
import re
import shlex
import shutil
import subprocess
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from deploy.chaos import disk
from deploy.stack import front
from fanmankind import serving
from tests.architecture.tree import ROOT, committed
from tests.needed import needs

DEPLOY = ROOT / "deploy"
SYSTEMD = DEPLOY / "systemd"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
CONTAINERFILE = (DEPLOY / "Containerfile").read_text()
README = (DEPLOY / "README.md").read_text()
IMAGE = json.loads(re.search(r"^CMD (\[.*\])", CONTAINERFILE.replace("\\\n", ""), re.MULTILINE)[1])
WEB, (TASKS, MAIL) = serving.web_server(8001), serving.workers()


def options(command: list[str]) -> str:
    """A command without its program, and without what says where and how loud."""
    text = re.sub(r"^\S*python[\d.]* (-m )?", "", " ".join(command).replace(f"{ROOT}/", ""))
    return re.sub(r" --(host|port|verbosity) \S+", "", text)


def unit(name: str) -> str:
    return (SYSTEMD / f"{name}.service").read_text()


def started_by(name: str) -> list[str]:
    return shlex.split(re.search(r"^ExecStart=(.*)", unit(name), re.MULTILINE)[1])


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (WEB, started_by("fanmankind-web@")),
        (TASKS, started_by("fanmankind-tasks")),
        (MAIL, started_by("fanmankind-mail")),
        (WEB, IMAGE),
        (TASKS, SERVICES["tasks"]["command"]),
        (MAIL, SERVICES["mail"]["command"]),
    ],
    ids=["web unit", "tasks unit", "mail unit", "image", "tasks service", "mail service"],
)
def test_every_place_starts_the_same_processes(ours: list[str], theirs: list[str]) -> None:
    assert options(theirs) == options(ours)


@pytest.mark.parametrize(
    "text",
    [*(path.read_text() for path in SYSTEMD.glob("*.d/*.conf")), CONTAINERFILE],
    ids=["units", "image"],
)
def test_every_place_has_few_heaps(text: str) -> None:
    for name, value in serving.HEAPS.items():
        assert re.search(rf"^(Environment=| +){name}={value}( \\)?$", text, re.MULTILINE)


def test_every_service_names_what_is_there() -> None:
    volumes, networks = COMPOSE["volumes"], COMPOSE["networks"]
    for name, service in SERVICES.items():
        assert set(service.get("depends_on", ())) <= set(SERVICES), name
        assert set(service["networks"]) <= set(networks), name
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            given = (DEPLOY / source).exists() if source.startswith(".") else source in volumes
            assert given or source == "/etc/letsencrypt", f"{name}: {source}"
        assert service["restart"] == ("no" if name == "setup" else "always"), name


def test_every_command_that_is_named_exists() -> None:
    texts = [path.read_text() for path in DEPLOY.rglob("*") if path.suffix in {".md", ".yaml"}]
    named = set(chain.from_iterable(re.findall(r"manage\.py,? ([a-z_]+)", text) for text in texts))
    assert {"migrate", "collectstatic", "write_away_page"} <= named
    assert named <= set(get_commands())


def test_the_image_has_every_app_and_nothing_that_is_not_there() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINERFILE, re.MULTILINE)
    sources = {name for line in copied for name in line.split()}
    assert all((ROOT / name).exists() for name in sources)
    apps = {name.split(".")[0] for name in settings.INSTALLED_APPS}
    ours = {path.relative_to(ROOT).parts[0] for path in committed()} & apps
    assert ours | {"templates", "static", "manage.py"} <= sources
    assert not {"standins", "tests", "deploy"} & sources


def test_the_image_can_copy_the_database_of_its_server() -> None:
    server = re.match(r"docker\.io/library/postgres:(\d+)-", SERVICES["postgres"]["image"])
    assert f"postgresql-client-{server[1]} " in CONTAINERFILE


def test_an_image_is_made_of_nothing_but_what_it_copies() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    let_in = {line[1:] for line in lines if line.startswith("!")}
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINERFILE, re.MULTILINE)
    assert "*" in lines
    assert let_in == {name for line in copied for name in line.split()}


def test_a_database_that_is_still_being_made_does_not_count_as_healthy() -> None:
    """Until it is made, the image's server listens on its socket alone and goes away once more."""
    assert "-h 127.0.0.1" in " ".join(SERVICES["postgres"]["healthcheck"]["test"])


def test_readers_over_ipv6_are_told_apart() -> None:
    """A network without IPv6 takes their connections itself: all would have its address."""
    [network] = COMPOSE["networks"].values()
    assert network["enable_ipv6"]
    kinds = [ipaddress.ip_network(part["subnet"]).version for part in network["ipam"]["config"]]
    assert kinds == [4, 6]


def test_commands_find_the_folder_of_data_that_units_make() -> None:
    common = (SYSTEMD / "fanmankind-.service.d/common.conf").read_text()
    [manage] = re.findall(r"^manage\(\).*?\}$", README, re.MULTILINE | re.DOTALL)
    for name in ("StateDirectory", "StateDirectoryMode", "UMask", "EnvironmentFile"):
        [said] = re.findall(rf"^{name}=\S+$", common, re.MULTILINE)
        assert f"-p {said} " in manage


@needs(shutil.which("systemd-analyze"), "apt-get install systemd")
@pytest.mark.parametrize("name", ["fanmankind-web@8001", "fanmankind-tasks", "fanmankind-mail"])
def test_systemd_takes_what_is_common_for_each_unit(tmp_path: Path, name: str) -> None:
    shutil.copytree(SYSTEMD, tmp_path / "etc/systemd/system")
    told = subprocess.run(
        ["systemd-analyze", "security", "--no-pager", "--offline=true", "--threshold=20",
         f"--root={tmp_path}", f"{name}.service"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout[-300:] + told.stderr


def test_copies_of_pages_have_a_disk_of_their_own_that_holds_them() -> None:
    [keeps] = re.findall(
        r"^proxy_cache_path (\S+) .*?;", front.GIVEN.read_text(), re.MULTILINE | re.DOTALL
    )
    [most, free] = re.findall(r"(?:max_size|min_free)=(\d+)m", front.GIVEN.read_text())
    mount = (SYSTEMD / f"{keeps[1:].replace('/', '-')}.mount").read_text()
    [given] = SERVICES["nginx"]["tmpfs"]
    assert f"Where={keeps}\n" in mount
    assert given.startswith(f"{keeps}:")
    assert keeps.endswith(str(disk.COPIES.relative_to("nginx/cache")))
    sizes = [*re.findall(r"size=(\d+)m", mount + given), str(disk.COPIES_SIZE)]
    assert set(sizes) == {str(int(most) + 2 * int(free))}  # what it may hold, and some on the way


@needs(shutil.which("systemd-analyze"), "apt-get install systemd")
def test_systemd_takes_the_place_of_copies() -> None:
    [mount] = SYSTEMD.glob("*.mount")
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(mount)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (told.returncode, told.stderr) == (0, "")


@needs(front.program(), "apt-get install nginx")
@pytest.mark.parametrize("of_containers", [False, True])
def test_nginx_takes_the_whole_configuration_with_its_certificate(
    tmp_path: Path, of_containers: bool
) -> None:
    given = front.GIVEN.read_text()
    if of_containers:  # as the service's own command changes it
        sed = SERVICES["nginx"]["command"][-1].replace("\\\n", "").partition(">")[0]
        words = shlex.split(sed.replace("/given.conf", str(front.GIVEN)))
        given = subprocess.run(words, capture_output=True, text=True, check=True).stdout
        webs = [SERVICES[name]["networks"]["inside"]["ipv4_address"] for name in ("web-1", "web-2")]
        assert re.findall(r"server ([\d.]+):8000 max_fails=1 ", given) == webs
        assert "access_log /dev/stdout fanmankind " in given  # where the container's log is
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=fanmankind",
         "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True,
    )  # fmt: skip
    given = given.replace("/etc/letsencrypt/live/fanmankind.example", str(tmp_path))
    for folder in ("/var/cache/nginx", "/var/log/nginx"):
        given = given.replace(folder, str(tmp_path))
    file = tmp_path / "nginx.conf"
    file.write_text(front.around(given, tmp_path))
    told = subprocess.run(
        [str(front.program()), "-t", "-p", str(tmp_path), "-c", str(file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert "[warn]" not in told.stderr
