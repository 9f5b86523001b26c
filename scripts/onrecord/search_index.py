"""The full-text index: Pagefind's command, run on the statements' pages of the rendered site.

Its Python interface starts a service and sleeps between calls; the command is many times faster.
"""

import subprocess
import sys
from pathlib import Path

FOLDER = "pagefind"
"""Where the index stands below the site."""


def build_index(site: Path) -> None:
    """Index every statement's page below ``site``; without any, there is no index.

    Raises:
        RuntimeError: Pagefind failed; the message ends with what it printed.

    """
    if not any((site / "statements").glob("*/index.html")):
        return
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--glob", "statements/*/index.html", "--quiet"]
    ended = subprocess.run(  # noqa: S603 - our own interpreter, and no shell
        [*command, "--output-subdir", FOLDER, "--force-language", "en"], capture_output=True, text=True, check=False
    )
    if ended.returncode:
        msg = f"the search index could not be built: {(ended.stderr or ended.stdout).strip()}"
        raise RuntimeError(msg)
