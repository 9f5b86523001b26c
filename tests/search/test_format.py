"""The index that is made for all statements together is the one that is made one statement and one bit at a time."""

import pickle
import struct

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.search.grams import Grams, Limits, grams, join
from onrecord.search.index import indexed, quotation_files
from onrecord.search.shard import Layout, encode, encode_hashes
from search import reference
from search.archive import STATEMENTS

HASHES = st.integers(0, 2**32 - 1)


def completing(run: int, wanted: int) -> int:
    """The word with which a run gets the hash that is wanted: ``join`` the other way round."""
    value = wanted ^ wanted >> 16
    value = value * pow(0xC2B2AE35, -1, 2**32) % 2**32
    value ^= value >> 13 ^ value >> 26
    value = value * pow(0x85EBCA6B, -1, 2**32) % 2**32
    value ^= value >> 16
    return (value - run * 0x9E3779B1) % 2**32


FEW = (0, 1, 2, 3)
# Runs of different words that have one hash, or the same first 24 bits, or the hash of no run at all.
WORDS = (
    *FEW,
    *(completing(join(0, 1), join(0, word)) for word in FEW),
    *(completing(join(join(0, 1), 2), join(0, word) ^ 1) for word in FEW),
    completing(0, join(0, 1) ^ 2),
    completing(join(0, 3), 0),
    *(ONE := (completing(join(join(0, 1), 2), 0x12345678), completing(join(0, 3), 0x12345678))),
    NEAR := completing(join(0, 1), join(0, 0) ^ 1),
)
STATEMENTS_OF_HASHES = st.lists(st.lists(st.sampled_from(WORDS), max_size=12), max_size=30)
LIMITS = st.builds(Limits, common=st.integers(1, 9), many=st.integers(0, 9), sample=st.integers(1, 3))


def test_words_that_complete_a_run_give_it_the_hash_that_is_wanted() -> None:
    assert join(join(0, 7), completing(join(0, 7), 0x12345678)) == 0x12345678


@given(statements=STATEMENTS_OF_HASHES, limits=LIMITS)
# Two runs of one hash with two homes, of which the later place has the shorter run; then a run that only by its first
# 24 bits counts as common and has a home.
@example(statements=[[1, 2, ONE[0]], [3, ONE[1]]], limits=Limits(common=9, many=0, sample=1))
@example(statements=[[0], [0], [0], [1, NEAR], [1, NEAR]], limits=Limits(common=2, many=0, sample=1))
def test_runs_are_found_for_all_statements_as_for_one_after_the_other(
    statements: list[list[int]], limits: Limits
) -> None:
    found = grams([struct.pack(f"<{len(words)}I", *words) for words in statements], limits)
    plain = reference.runs(statements, limits)
    assert found.common.tolist() == plain.common
    assert dict(zip(found.runs.tolist(), found.homes.tolist(), strict=True)) == plain.homes
    assert found.runs.tolist() == list(plain.numbers)
    assert found.counts.tolist() == [len(numbers) for numbers in plain.numbers.values()]
    assert found.numbers.tolist() == [number for numbers in plain.numbers.values() for number in numbers]


@st.composite
def kept(draw: st.DrawFn) -> tuple[Layout, dict[int, int], dict[int, list[int]]]:
    """A layout, and the homes and statements of runs, of which some are one run in their shard."""
    statements = draw(st.sampled_from([1, 2, 40, 70_000]))
    layout = Layout(
        statements=statements,
        shard_bits=draw(st.sampled_from([0, 1, 3, 8])),
        key_bits=draw(st.sampled_from([1, 5, 12, 32])),
        rice_bits=draw(st.sampled_from([0, 5, 24])) if draw(st.booleans()) else 5,
        number_bits=(statements - 1).bit_length(),
    )
    # With few bits in the code, far keys would be written in millions of ones.
    runs = HASHES if layout.key_bits - layout.rice_bits <= 12 else st.integers(0, 4095)
    numbers = draw(st.dictionaries(runs, st.sets(st.integers(0, statements - 1), min_size=1), max_size=40))
    homes = {run: draw(st.one_of(st.just(run), HASHES)) for run in sorted(numbers)}
    return layout, homes, {run: sorted(numbers[run]) for run in sorted(numbers)}


@given(kept())
def test_shards_are_encoded_together_as_each_by_itself(
    archive: tuple[Layout, dict[int, int], dict[int, list[int]]],
) -> None:
    layout, homes, numbers = archive
    found = Grams(
        common=np.zeros(0, np.uint32),
        runs=np.array(list(homes), np.uint32),
        homes=np.array(list(homes.values()), np.uint32),
        counts=np.array([len(one) for one in numbers.values()], np.int64),
        numbers=np.array([number for one in numbers.values() for number in one], np.uint32),
    )
    assert list(encode(found, layout)) == reference.shards(homes, numbers, layout)


@given(st.sets(st.integers(0, 2**24 - 1)).map(sorted), st.integers(12, 24))
def test_hashes_are_encoded_together_as_one_by_one(values: list[int], bits: int) -> None:
    assert encode_hashes(np.array(values, np.uint32), bits=bits) == reference.hashes(values, bits)


def test_parts_kept_from_an_earlier_build_give_the_same_files() -> None:
    parts = [indexed(entry.words) for entry in STATEMENTS]
    kept = pickle.loads(pickle.dumps(parts))  # noqa: S301 - our own
    assert quotation_files(STATEMENTS, kept) == quotation_files(STATEMENTS, parts)
