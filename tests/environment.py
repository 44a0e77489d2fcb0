"""Where tests keep their data: set before anything reads the settings (``-p`` in pyproject)."""

import atexit
import os
import shutil
import tempfile


def redis_database(url: str, steps: int) -> str:
    """The same Redis, ``steps`` databases further; any other address as it is."""
    base, _, number = url.rpartition("/")
    return f"{base}/{int(number) + steps}" if url.startswith("redis") else url


os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="fanmankind-tests-")
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
# The first process of a run, which starts the others, removes what they share.
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["PREPARED_DIR"] = tempfile.mkdtemp(prefix="fanmankind-prepared-")

    def _forget() -> None:
        from tests import prepared

        prepared.forget()

    atexit.register(_forget)
# Workers have a database each, in which the same keys mean other rows; so has their cache.
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
if os.environ.get("CACHE_URL"):
    os.environ["CACHE_URL"] = redis_database(os.environ["CACHE_URL"], _worker)
