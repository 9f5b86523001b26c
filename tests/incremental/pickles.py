"""Pickles that somebody else wrote, and their way into the store."""

import pickle
import sqlite3
from pathlib import Path

from onrecord.store.cache import checked


def call(module: str, name: str, *arguments: str) -> bytes:
    """The pickle of a call to whatever has that name, as ``pickle.dumps`` would not write it."""
    parts = [pickle.PROTO, b"\x04", text(module), text(name), pickle.STACK_GLOBAL, pickle.MARK, *map(text, arguments)]
    return b"".join([*parts, pickle.TUPLE, pickle.REDUCE, pickle.STOP])


def text(value: str) -> bytes:
    data = value.encode()
    return pickle.SHORT_BINUNICODE + bytes([len(data)]) + data


def keep(path: Path, data: bytes) -> None:
    """Put a value with a right checksum in the place of all that a store has, as who knows how can."""
    with sqlite3.connect(path) as database:
        database.execute("UPDATE kept SET value = ?", (checked(data),))
    database.close()
