"""Finding a Chromium for the browser tests, and saying plainly where there is none."""

import os
import shutil
import sys

INSTALL = (
    "apt-get install chromium-headless-shell   (or chromium, on Debian;"
    " or set CHROMIUM to the browser's path)"
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Names of other hosts lead nowhere: a page that calls one fails at once, wherever this runs.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    "--font-render-hinting=none",  # letters as wide as on a reader's screen, in every edition
]


def find_chromium() -> str | None:
    """The path of a Chromium, or None; the edition without a window comes first, as the quicker."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    names = (
        "chromium-headless-shell", "chromium", "chromium-browser",
        "google-chrome", "google-chrome-stable",
    )  # fmt: skip
    return next((path for name in names if (path := shutil.which(name))), None)


if __name__ == "__main__":
    if find_chromium() is None:
        sys.stderr.write(
            f"No Chromium was found, so the browser tests are left out. To run them:\n  {INSTALL}\n"
        )
        sys.exit(1)
