"""Keeps each article's key: a seed that was renamed, or edited, or both, is still the article it was."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

from onrecord.model.article import Article
from onrecord.model.registry import ArticleAddress, Registry, State
from onrecord.text.line_ends import lf
from onrecord.text.slug import article_slug, digest_base32

_DIGEST_LENGTH = 6
_WORDS_LENGTH = 60


@lru_cache(maxsize=1 << 14)  # asked for a text more than once in a build
def text_digest(text: str) -> str:
    """The SHA-256 of an article's text with LF line ends, in hexadecimal."""
    return sha256(lf(text).encode("utf-8", "surrogatepass")).hexdigest()


def refused_keys(registry: Registry, refused: frozenset[str]) -> frozenset[str]:
    """The keys of the articles whose seeds exist but could not be read; ``refused`` has the slugs of these seeds."""
    return frozenset(
        one.key for one in registry.articles.values() if article_slug(one.name) in refused and one.reason is None
    )


def keyed(articles: Iterable[Article], registry: Registry, *, refused: frozenset[str]) -> tuple[Article, ...]:
    """The articles with their keys as slugs, in the order of their keys.

    An article keeps the key of the record with its name and text, else with its text (renamed), else with its name
    (edited), else of the record that vanished and has half of its statements here (both).  Any other is new: its key is
    its slug, lengthened by a digest where that was given away before.
    """
    waiting = {article.name: article for article in articles}
    digests = {name: text_digest(article.text) for name, article in waiting.items()}
    held = refused_keys(registry, refused)
    free = {key: one for key, one in registry.articles.items() if key not in held}
    keys: dict[str, str] = {}

    def match(of_record: Callable[[ArticleAddress], Hashable], of_name: Callable[[str], Hashable]) -> None:
        index: dict[Hashable, str] = {}
        for key, record in free.items():
            index.setdefault(of_record(record), key)
        for name in sorted(waiting.keys() - keys.keys()):
            if of_name(name) in index:
                keys[name] = index.pop(of_name(name))
                del free[keys[name]]

    match(lambda record: (record.name, record.text), lambda name: (name, digests[name]))
    match(lambda record: record.text, lambda name: digests[name])
    match(lambda record: record.name, lambda name: name)
    new = sorted(waiting.keys() - keys.keys())
    keys |= _renamed_and_edited({name: waiting[name].text for name in new}, free, registry)
    taken = set(registry.articles) | set(keys.values())
    for name in new:
        if name not in keys:
            keys[name] = _new_key(waiting[name].slug, digests[name], taken)
            taken.add(keys[name])
    return tuple(sorted((replace(one, slug=keys[name]) for name, one in waiting.items()), key=lambda one: one.slug))


def _renamed_and_edited(texts: dict[str, str], free: dict[str, ArticleAddress], registry: Registry) -> dict[str, str]:
    """The keys of the seeds that hold at least half of the statements of an article that vanished."""
    words: dict[str, list[tuple[str, ...]]] = {
        key: [] for key, record in free.items() if record.state == State.LIVE and texts
    }
    if not words:
        return {}
    for statement in registry.statements.values():
        if statement.article in words and statement.state == State.LIVE and statement.words:
            words[statement.article].append(statement.words)
    keys = {}
    for name, text in texts.items():
        shares = [
            (sum(all(part in text for part in parts) for parts in said) / len(said), key)
            for key, said in words.items()
            if said
        ]
        share, key = max(shares, key=lambda found: (found[0], found[1]), default=(0.0, ""))
        if share >= 0.5:
            keys[name] = key
            del words[key]
    return keys


def _new_key(slug: str, digest: str, taken: set[str]) -> str:
    key, length = slug, _DIGEST_LENGTH
    while key in taken:
        key = f"{slug[:_WORDS_LENGTH]}-{digest_base32(digest.encode(), length)}"
        length += 1
    return key
