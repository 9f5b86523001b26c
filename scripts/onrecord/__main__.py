"""The command as a process, which leaves its memory to the system: taking an archive apart by itself takes a while."""

import logging
import os
import sys
from typing import NoReturn

import click

from onrecord.cli import main


def run(command: click.Command = main) -> NoReturn:
    """Run the command, and end."""
    try:
        command()
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
