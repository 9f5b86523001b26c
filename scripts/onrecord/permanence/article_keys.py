"""Keeps each article's key: a seed that was renamed, or edited, or both, is still the article it was."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from itertools import chain, count

from onrecord.model.article import Article
from onrecord.model.registry import ArticleAddress, Registry, State
from onrecord.text.line_ends import lf
from onrecord.text.slug import article_slug, digest_base32

_DIGEST_LENGTH = 6
_WORDS_LENGTH = 60


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
    for same in (("name", "text"), ("text",), ("name",)):
        index: dict[tuple[str, ...], str] = {}
        for key, record in free.items():
            index.setdefault(tuple(getattr(record, one) for one in same), key)
        for name in sorted(waiting.keys() - keys.keys()):
            if key := index.pop(tuple(name if one == "name" else digests[name] for one in same), ""):
                keys[name] = key
                del free[key]
    new = sorted(waiting.keys() - keys.keys())
    keys |= _renamed_and_edited({name: waiting[name].text for name in new}, free, registry)
    taken = set(registry.articles) | set(keys.values())
    for name in new:
        if name not in keys:
            slug, digest = waiting[name].slug, digests[name].encode()
            longer = (f"{slug[:_WORDS_LENGTH]}-{digest_base32(digest, length)}" for length in count(_DIGEST_LENGTH))
            keys[name] = next(key for key in chain([slug], longer) if key not in taken)
            taken.add(keys[name])
    return tuple(sorted((replace(one, slug=keys[name]) for name, one in waiting.items()), key=lambda one: one.slug))


def _renamed_and_edited(texts: dict[str, str], free: dict[str, ArticleAddress], registry: Registry) -> dict[str, str]:
    """The keys of the seeds that hold at least half of the statements of an article that vanished."""
    said: dict[str, list[tuple[str, ...]]] = {}
    for one in registry.statements.values() if texts else ():
        if one.article in free and State.LIVE == free[one.article].state == one.state and one.words:
            said.setdefault(one.article, []).append(one.words)
    keys = {}
    for name, text in texts.items():
        shares = [
            (sum(all(part in text for part in parts) for parts in each) / len(each), key) for key, each in said.items()
        ]
        share, key = max(shares, default=(0.0, ""))
        if share >= 0.5:
            keys[name] = key
            del said[key]
    return keys
