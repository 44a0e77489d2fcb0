"""Two clones run beside each other: the stand-ins of the second find another port."""

import socket

from fanmankind import ports


def test_a_free_port_is_kept_and_a_taken_one_is_not() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = int(other.getsockname()[1])
        found = ports.free(taken)
        assert found not in {0, taken}
    assert ports.free(found) == found


def test_a_port_that_cannot_be_leads_to_one_that_can() -> None:
    assert 0 < ports.free(70_000) < 65_536
