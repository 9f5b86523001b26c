"""Front matter is written as PyYAML would write it, and reads back as what it was."""

from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.page import dump

TEXTS = st.text(max_size=40)
VALUES = st.recursive(
    st.one_of(TEXTS, st.integers(), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(tuple), st.dictionaries(st.text(min_size=1, max_size=20), inner, max_size=3)
    ),
    max_leaves=8,
)


def listed(value: Any) -> Any:
    """The value as YAML gives it back: with lists for tuples."""
    if isinstance(value, tuple):
        return [listed(one) for one in value]
    return {key: listed(one) for key, one in value.items()} if isinstance(value, dict) else value


@given(value=VALUES)
def test_any_value_reads_back_as_it_was(value: Any) -> None:
    loaded = yaml.safe_load(dump({"title": value}))
    assert loaded == ({"generated": True} if value == () else {"generated": True, "title": listed(value)})


@given(text=TEXTS)
def test_a_text_is_written_as_pyyaml_writes_it_between_double_quotes(text: str) -> None:
    written = yaml.dump([text], default_style='"', allow_unicode=True, width=2**31, default_flow_style=True)
    assert dump({"words": (text,)}) == f"generated: true\nwords: {written}"
