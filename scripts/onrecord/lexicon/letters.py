"""Capital letters as a class for regular expressions: those of Latin, Greek and Cyrillic, accented ones too."""

import re

_RANGES = (range(0x41, 0x530), range(0x1E00, 0x1F00))
CAPITAL = f"[{re.escape(''.join(letter for some in _RANGES for letter in map(chr, some) if letter.isupper()))}]"
