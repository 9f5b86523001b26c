"""The index in the plainest way, one statement and one bit at a time: what the fast way must come to."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.search.grams import COMMON_SHIFT, LONGEST, SHORTEST_QUERY, Limits, join
from onrecord.search.shard import Layout, checked


@dataclass(frozen=True)
class Runs:
    common: list[int]
    homes: dict[int, int]
    numbers: dict[int, list[int]]


def runs(statements: Sequence[Sequence[int]], limits: Limits) -> Runs:
    """What ``grams`` finds, as dictionaries by run."""
    common: set[int] = set()
    many: set[int] = set()
    for length in range(1, LONGEST + 1):
        counts = Counter(run for words in statements for run in _counted(words, length, common, many))
        common |= {run >> COMMON_SHIFT for run, count in counts.items() if count > limits.common}
        many |= {run for run, count in counts.items() if count > limits.many}
    homes: dict[int, int] = {}
    found: dict[int, set[int]] = {}
    for number, words in enumerate(statements):
        for start in range(len(words)):
            for home, run in _indexed(words[start : start + LONGEST], common, many):
                found.setdefault(run, set()).add(number)
                if home != run:
                    homes[run] = home
    numbers = {}
    for run in sorted(found):
        sampled = run not in homes and run >> COMMON_SHIFT in common
        numbers[run] = sorted(found[run])[: limits.sample if sampled else limits.common]
    return Runs(common=sorted(common), homes={run: homes.get(run, run) for run in numbers}, numbers=numbers)


def _counted(words: Sequence[int], length: int, common: set[int], many: set[int]) -> set[int]:
    counted = set()
    for start in range(len(words) - length + 1):
        grown = list(_grown(words[start : start + length]))
        if all(run in many or run >> COMMON_SHIFT in common for run in grown[:-1]):
            counted.add(grown[-1])
    return counted


def _grown(words: Sequence[int]) -> Iterator[int]:
    run = 0
    for word in words:
        run = join(run, word)
        yield run


def _indexed(words: Sequence[int], common: set[int], many: set[int]) -> Iterator[tuple[int, int]]:
    home = 0
    for length, run in enumerate(_grown(words), 1):
        if not home and run >> COMMON_SHIFT in common:
            if length >= SHORTEST_QUERY:
                yield run, run
            continue
        home = home or run
        yield home, run
        if run not in many:
            return


def shards(homes: Mapping[int, int], numbers: Mapping[int, Sequence[int]], layout: Layout) -> list[bytes]:
    """What ``encode`` gives for runs with these homes and statements."""
    kept: list[dict[int, set[int]]] = [{} for _ in range(1 << layout.shard_bits)]
    for run, home in homes.items():
        kept[home >> (32 - layout.shard_bits)].setdefault(run % (1 << layout.key_bits), set()).update(numbers[run])
    return [_shard(keys, layout) for keys in kept]


def _shard(keys: Mapping[int, set[int]], layout: Layout) -> bytes:
    bits = ""
    before = 0
    for key, there in sorted(keys.items()):
        bits += rice(key - before, layout.rice_bits) + gamma(len(there)) + plain(min(there), layout.number_bits)
        small = (layout.statements // len(there)).bit_length() - 1
        bits += "".join(rice(second - first - 1, small) for first, second in pairwise(sorted(there)))
        before = key
    return sealed(len(keys), bits)


def hashes(values: Sequence[int], bits: int) -> bytes:
    """What ``encode_hashes`` gives."""
    return sealed(len(values), "".join(rice(there - here, bits) for here, there in pairwise([0, *values])))


def rice(value: int, bits: int) -> str:
    return "1" * (value >> bits) + "0" + plain(value % (1 << bits), bits)


def gamma(value: int) -> str:
    return "0" * (value.bit_length() - 1) + f"{value:b}"


def plain(value: int, bits: int) -> str:
    return f"{value:0{bits}b}" if bits else ""


def sealed(count: int, bits: str) -> bytes:
    octets = [bits[at : at + 8].ljust(8, "0") for at in range(0, len(bits), 8)]
    return checked(count.to_bytes(4, "big") + bytes(int(octet, 2) for octet in octets))
