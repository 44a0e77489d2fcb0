"""Where tests keep their data: set before anything reads the settings (``-p`` in pyproject)."""

import os
import tempfile

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="fanmankind-tests-")
