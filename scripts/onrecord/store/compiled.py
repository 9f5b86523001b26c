"""Compiled templates, beside the package's own compiled code: for the benchmark's rows of one edit and one save.

They are code, so they are trusted as that of the package is and never stand in the cache, which must run none.
"""

import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from onrecord.store.cache import checked, unchecked
from onrecord.store.files import replace_file

FOLDER = Path(cache_from_source(__file__)).parent
"""Where Python keeps this module's own compiled code, if it keeps any."""
_known: dict[str, bytes] = {}


class Compiled(BytecodeCache):
    """Templates that were compiled before, by this process or by others: by others only those that come in packages."""

    def __init__(self, *, packaged: bool = True) -> None:
        self._on_disk = packaged and not sys.dont_write_bytecode

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled of the same source."""
        if bucket.key not in _known and self._on_disk:
            with suppress(OSError):
                if (code := unchecked(_path(bucket).read_bytes())) is not None:
                    _known[bucket.key] = code
        if bucket.key in _known:
            bucket.bytecode_from_string(_known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        _known[bucket.key] = bucket.bytecode_to_string()
        if self._on_disk:
            with suppress(OSError):
                replace_file(_path(bucket), checked(_known[bucket.key]))


def _path(bucket: Bucket) -> Path:
    return FOLDER / f"template-{bucket.key}.pyc"
