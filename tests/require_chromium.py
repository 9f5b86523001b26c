"""Finds the browser that the tests drive; run as a script, installs it where that can be done."""

import os
import shutil
import subprocess
import sys
from functools import cache

ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""What Chromium is started with: nothing that asks other hosts, and no sandbox, which root does not have."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A bare system has no fonts, and a page without them is blank boxes.
PACKAGES = ("chromium", "fonts-dejavu-core", "fonts-liberation")
ADVICE = "install Chromium (on Debian: apt-get install chromium), or name one in the environment variable CHROMIUM"


class ChromiumMissingError(LookupError):
    """There is no browser to drive; the message says what to install."""


@cache
def find_chromium() -> str:
    """Give the path of a Chromium that starts: the one that ``CHROMIUM`` names, else the first on the PATH."""
    named = os.environ.get("CHROMIUM")
    for name in (named,) if named else NAMES:
        path = shutil.which(name)
        if path and _starts(path):
            return path
    wrong = f"the browser that CHROMIUM names, {named}, does not start" if named else "the tests need a browser"
    message = f"{wrong}: {ADVICE}"
    raise ChromiumMissingError(message)


def _starts(path: str) -> bool:
    # Some systems have a script of that name which only says how to get the browser.
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install() -> None:
    """Install Debian's Chromium; nothing is done where we may not, or where there is no ``apt-get``."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return
    sys.stderr.write("Installing Debian's Chromium and its fonts: about 100 MB, a minute or two.\n")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
        done = subprocess.run([apt, "-qq", *arguments], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.stderr.write(f"apt-get {arguments[0]} failed: {done.stderr.strip()}\n")
            return


def main() -> None:
    """See to it that there is a browser, or end with one line that says what to install."""
    try:
        find_chromium()
    except ChromiumMissingError:
        if not os.environ.get("CHROMIUM"):
            install()
        try:
            find_chromium()
        except ChromiumMissingError as error:
            sys.exit(str(error))


if __name__ == "__main__":
    main()
