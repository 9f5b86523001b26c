"""What the search is asked by the benchmark is what it says: the truth of each group holds by a plain count."""

import pytest

from benchmark.corpora import Corpus, generated
from benchmark.peers import TOKENIZERS, Peer
from benchmark.queries import ABSENT_WORDS, KEYWORDS, NINE, Typist, holds
from onrecord.text.fold import fold


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return generated(1500)


def test_queries_are_true_and_the_same_each_time(corpus: Corpus) -> None:
    queries = list(Typist(corpus, seed=1).queries(5))
    assert queries == list(Typist(corpus, seed=1).queries(5))
    assert len({query.group for query in queries}) > 20
    every = list(corpus.said.values())
    for query in queries:
        own = fold(query.typed)
        if query.words:
            assert any(query.right(words) for words in every), query
        if query.whole and ":" not in query.typed and "&" not in query.typed:
            assert any(holds(words, own) for words in every), query
        if query.group == ABSENT_WORDS:
            assert corpus.count(own) == 0
        if query.group == KEYWORDS:
            assert corpus.count(own) > 0
        if query.group == NINE:
            assert any(holds(fold(text), own) for text in corpus.texts)


def test_peers_find_what_is_there(corpus: Corpus) -> None:
    query = next(one for one in Typist(corpus, seed=1).queries(1) if one.group == "nine words")
    for tokenizer in TOKENIZERS.values():
        peer = Peer.of(corpus.records, tokenizer)
        assert any(query.right(corpus.said[one]) for one in peer.first(query.typed, 20))
