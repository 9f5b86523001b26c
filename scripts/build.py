#!/usr/bin/env python3
"""The build script: the same as ``onrecord build``."""

from onrecord.cli import build

if __name__ == "__main__":
    build()
