"""Starting on a port that cannot be had ends in plain words, before anything is set up."""

import os
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from fanmankind import ports


def _listener(family: socket.AddressFamily, address: str) -> socket.socket | None:
    """Another program's socket; None on a machine without this family."""
    try:
        return socket.create_server((address, 0), family=family)
    except OSError:
        return None


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0", "::1"])
def test_a_taken_port_is_named_with_the_way_out(address: str, monkeypatch) -> None:
    other = _listener(socket.AF_INET6 if ":" in address else socket.AF_INET, address)
    if other is None:
        assert ":" in address  # no IPv6 here, so nobody can be in the way there
        return
    with closing(other):
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(SystemExit, match=rf"^Port {port} is taken: .* PORT=\d+ make serve$"):
            ports.chosen()
    assert ports.chosen() == port


@pytest.mark.parametrize("word", ["0", "-1", "65536", "http", "", "80a", "８０"])
def test_what_is_no_port_is_refused(word: str, monkeypatch) -> None:
    monkeypatch.setenv("PORT", word)
    with pytest.raises(SystemExit, match="PORT must be a number from 1 to 65535"):
        ports.chosen()


def test_the_start_ends_before_it_has_made_anything(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "fanmankind.serving"],
            env=os.environ | {"PORT": str(port), "DATA_DIR": str(tmp_path / "data")},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Port {port} is taken")
    assert not (tmp_path / "data").exists()
