"""Numbers as codes of bits, and codes as bytes, most significant bit first: many at once.

A code is a run of ones, of any length, and up to 64 bits after it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.search.groups import Places

Values = NDArray[np.uint64]
_ONES = 32
"""Ones that are written at once: a code's last ones and all its other bits fit into a word of 64."""
_WORD = 64


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Codes:
    """For each code: its ones, and the value that the ``bits`` after them have."""

    ones: Places
    bits: Places
    values: Values

    @classmethod
    def room(cls, count: int) -> "Codes":
        """So many codes of no bits, to put others in their place."""
        return cls(ones=np.zeros(count, np.int64), bits=np.zeros(count, np.int64), values=np.zeros(count, np.uint64))

    def put(self, places: Places, codes: "Codes") -> None:
        """Let ``codes`` stand at ``places``."""
        self.ones[places] = codes.ones
        self.bits[places] = codes.bits
        self.values[places] = codes.values


def rice(values: Values, bits: Places | int) -> Codes:
    """Rice codes (Rice & Plaunt 1971): the high part in ones with a zero after them, the low ``bits`` plain."""
    digits = np.broadcast_to(bits, values.shape)
    low = digits.astype(np.uint64)
    high = values >> low
    return Codes(ones=high.astype(np.int64), bits=digits + 1, values=values - (high << low))


def gamma(values: Values) -> Codes:
    """Elias gamma codes of values of at least 1: a zero for each digit but one, then the digits."""
    return Codes(ones=np.zeros(len(values), np.int64), bits=2 * bit_lengths(values) - 1, values=values)


def plain(values: Values, bits: int) -> Codes:
    """Values in so many binary digits; none at all for 0 bits."""
    return Codes(ones=np.zeros(len(values), np.int64), bits=np.full(len(values), bits), values=values)


def bit_lengths(values: Values) -> Places:
    """How many binary digits each value below 2**53 has; 0 has none."""
    return np.frexp(values.astype(np.float64))[1].astype(np.int64)


def written(codes: Codes, streams: Places) -> list[bytes]:
    """The codes as streams, filled up with zeros to whole bytes; ``streams`` says which code begins each one."""
    ends = np.cumsum(codes.ones + codes.bits)
    begins = ends - codes.ones - codes.bits
    lengths = np.diff(begins[streams], append=ends[-1])
    limits = np.cumsum((lengths + 7) // 8)
    firsts = limits - (lengths + 7) // 8
    begins += np.repeat(8 * firsts - begins[streams], np.diff(streams, append=len(begins)))
    data = _placed(codes, begins, int(limits[-1]))
    return [data[first:limit] for first, limit in zip(firsts.tolist(), limits.tolist(), strict=True)]


def _placed(codes: Codes, begins: Places, size: int) -> bytes:
    """So many bytes with each code's first bit at its place."""
    words = np.zeros(8 * size // _WORD + 2, np.uint64)
    whole = np.repeat(np.arange(len(begins)), codes.ones // _ONES)
    before = np.arange(len(whole)) - np.searchsorted(whole, whole)
    _add(words, begins[whole] + _ONES * before, np.full(len(whole), _ONES), np.full(len(whole), 0xFFFFFFFF, np.uint64))
    ones = codes.ones % _ONES
    low = codes.bits.astype(np.uint64)
    values = (((np.uint64(1) << ones.astype(np.uint64)) - np.uint64(1)) << low) | codes.values
    _add(words, begins + codes.ones - ones, ones + codes.bits, values)
    return words.astype(">u8").tobytes()[:size]


def _add(words: Values, begins: Places, bits: Places, values: Values) -> None:
    """Put values of up to 64 bits where they begin; one that does not fit into a word goes on in the next."""
    some = bits > 0
    begins, bits, values = begins[some], bits[some], values[some]
    word, offset = begins // _WORD, (begins % _WORD).astype(np.uint64)
    left = values << (_WORD - bits).astype(np.uint64)
    # No bit is set twice, so that adding is joining.
    np.add.at(words, word, left >> offset)
    np.add.at(words, word + 1, left << np.uint64(1) << (np.uint64(_WORD - 1) - offset))
