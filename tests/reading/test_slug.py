"""Addresses: safe, stable, and no two names with one."""

import base64
import hashlib
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.slug import article_slug, crockford, digest_base32, name_slugs

SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")


@pytest.mark.parametrize("name", ["storm", "000_6b25", "2023-06-12_rain", "x" * 80])
def test_a_safe_name_is_its_own_address(name: str) -> None:
    assert article_slug(name) == name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Storm Warning", "storm-warning"),
        ("v1.2", "v1-2"),
        ("Zażółć gęślą jaźń", "zazolc-gesla-jazn"),
        ("Straße – Øst", "strasse-ost"),
        ("статья", "x"),
        ("con", "con"),
        ("LPT1", "lpt1"),
        ("index", "index"),
        ("x" * 81, "x" * 60),
        ("../../etc/passwd", "etc-passwd"),
        ("_hidden", "hidden"),
        ("", "x"),
    ],
)
def test_any_other_name_gets_its_words_and_a_digest(name: str, words: str) -> None:
    digest = digest_base32(name.encode(), 6)
    assert article_slug(name) == f"{words}-{digest}"


def test_both_ways_of_writing_an_accent_give_one_address() -> None:
    assert article_slug("café") == article_slug(unicodedata.normalize("NFD", "café"))


def test_upper_and_lower_case_are_two_addresses_that_no_file_system_confuses() -> None:
    assert article_slug("Storm").casefold() != article_slug("storm").casefold()


def test_speakers_get_plain_addresses() -> None:
    assert name_slugs(["Joe Biden", "Elżbieta Łoś", "Shaquille O’Neal"]) == {
        "Elżbieta Łoś": "elzbieta-los",
        "Joe Biden": "joe-biden",
        "Shaquille O’Neal": "shaquille-oneal",
    }


def test_of_names_with_the_same_words_the_first_keeps_the_plain_address() -> None:
    slugs = name_slugs(["joe biden", "Joe Biden", "Joe-Biden"])
    assert slugs["Joe Biden"] == "joe-biden"
    assert slugs["joe biden"] == "joe-biden-" + digest_base32(b"joe biden", 6)
    assert len(set(slugs.values())) == 3


def test_a_name_that_looks_like_another_with_its_digest_does_not_take_its_address() -> None:
    trap = "joe-biden-" + digest_base32(b"joe biden", 6)
    slugs = name_slugs(["Joe Biden", "joe biden", trap])
    assert slugs[trap] == trap
    assert len(set(slugs.values())) == 3


@pytest.mark.parametrize("name", ["百度", "!!!", "Con", "Index"])
def test_names_that_leave_nothing_safe_get_a_digest(name: str) -> None:
    assert name_slugs([name])[name].endswith("-" + digest_base32(name.encode(), 6))


def test_crockford_agrees_with_the_standard_alphabet_letter_by_letter() -> None:
    digest = hashlib.sha256(b"rain").digest()
    standard = base64.b32encode(digest).decode().rstrip("=")
    digits = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789abcdefghjkmnpqrstvwxyz", strict=True))
    assert crockford(digest, 51) == "".join(digits[letter] for letter in standard[:51])


def test_crockford_counts_in_five_bits_from_the_left() -> None:
    assert crockford(bytes([0b00000_000, 0b01_11111_0]), 3) == "01z"


def test_crockford_never_pads() -> None:
    with pytest.raises(ValueError, match="2 bytes do not give 4 characters"):
        crockford(b"ab", 4)


@settings(deadline=None)
@given(st.text())
def test_every_name_has_a_safe_address_and_always_the_same(name: str) -> None:
    slug = article_slug(name)
    assert SAFE.fullmatch(slug)
    assert slug == article_slug(name)
    assert article_slug(slug) == slug


@settings(deadline=None)
@given(st.sets(st.text(alphabet="aAbÄ -_.я", max_size=6), max_size=40))
def test_different_names_have_different_addresses(names: set[str]) -> None:
    composed = {unicodedata.normalize("NFC", name) for name in names}
    assert len({article_slug(name) for name in composed}) == len(composed)


@settings(deadline=None)
@given(st.lists(st.text(max_size=8)))
def test_speakers_addresses_are_safe_unique_and_independent_of_order(names: list[str]) -> None:
    slugs = name_slugs(names)
    assert all(SAFE.fullmatch(slug) for slug in slugs.values())
    assert len(set(slugs.values())) == len(slugs) == len(set(names))
    assert list(name_slugs(reversed(names)).items()) == list(slugs.items())
