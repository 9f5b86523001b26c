"""Takes a file's bytes off the disk and makes text of them, or says which byte stands in the way.

Nothing is changed on the way: a line end of two characters stays two, and only a byte order mark is taken off.
"""

import os
import re
import stat
from pathlib import Path

from onrecord.model.article import FaultsError

_LINE_BREAK = re.compile(rb"\r\n|\r|\n")
# UTF-32 comes first: its little-endian mark begins with that of UTF-16.
_OTHER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def file_bytes(path: Path, *, within: Path, max_bytes: int) -> bytes:
    """Read a regular file of at most ``max_bytes`` that lies in the folder ``within``, links followed.

    Everything else raises `FaultsError`: a link out of the folder, a pipe or device (which could block for good), a
    file that the system refuses.  The size is looked up before anything is read.
    """
    try:
        real = Path(os.path.realpath(path, strict=True))
        if not real.is_relative_to(os.path.realpath(within)):
            raise FaultsError((1, "leads out of the folder of articles; put a copy of the file there instead"))
        status = real.stat()
        if not stat.S_ISREG(status.st_mode):
            raise FaultsError((1, "is not a regular file; put a text file there instead"))
        if status.st_size <= max_bytes:
            with real.open("rb") as file:
                data = file.read(max_bytes + 1)  # it may have grown since
            if len(data) <= max_bytes:
                return data
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FaultsError((1, f"cannot be opened ({reason}); check the file and who may read it")) from error
    raise FaultsError((1, f"is larger than the {max_bytes} bytes allowed; split it, or raise the limit"))


def decode(data: bytes) -> str:
    """Decode UTF-8 without its byte order mark; `FaultsError` names the first byte at fault, counted from 0."""
    for mark, encoding in _OTHER_MARKS:
        if data.startswith(mark):
            raise FaultsError((1, f"is {encoding}, not UTF-8 (byte 0 is 0x{data[0]:02X}); save it as UTF-8"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
        message = f"is not UTF-8: byte {at} is 0x{data[at]:02X}; save it as UTF-8"
        raise FaultsError((_line(data, at), message)) from error
    at = data.find(b"\x00")
    if at >= 0:
        message = f"holds a NUL: byte {at} is 0x00; save it as plain text in UTF-8"
        raise FaultsError((_line(data, at), message))
    return text.removeprefix("\ufeff")


def _line(data: bytes, at: int) -> int:
    return 1 + sum(1 for _ in _LINE_BREAK.finditer(data, 0, at))
