#!/usr/bin/env python3
"""The build script: the same as ``onrecord build``."""

from onrecord.__main__ import run
from onrecord.cli import build_command

if __name__ == "__main__":
    run(build_command)
