"""Drafts of all articles: those that an earlier build made, and the others anew, side by side."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from onrecord.drafts.draft import Draft, draft, find
from onrecord.model.article import Article
from onrecord.model.correction import Correction
from onrecord.model.found import Found
from onrecord.model.options import Editing
from onrecord.store.cache import Store
from onrecord.store.digest import digest, version_behind
from onrecord.work.executors import each
from onrecord.work.progress import Progress

T = TypeVar("T")
_AT_ONCE = 100
"""Drafts that are stored together: what a build that is stopped loses at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """An article's draft, and the digest of all that it was made from."""

    key: str
    draft: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    article: Article
    given: tuple[Correction, ...]
    editing: Editing
    found: Found | None


def drafts(
    articles: Sequence[Article],
    *,
    given: Mapping[str, tuple[Correction, ...]],
    editing: Editing,
    store: Store,
    extracting: Callable[[int], Executor],
    progress: Progress,
) -> dict[str, Drafted]:
    """The draft of each article, by the article's name; ``given`` has the corrections by the same.

    ``extracting`` gives what extracts from so many articles.
    What a text says hangs on the text alone, so topics and corrections can change without its being read again.
    """
    version = version_behind("drafts", editing.model)
    texts = {one.name: digest(editing.model, one.text) for one in articles}
    keys = {
        one.name: digest(
            texts[one.name],
            (one.metadata.published, one.metadata.url, one.metadata.context),
            given.get(one.name, ()),
            editing,
        )
        for one in articles
    }
    made: dict[str, Draft] = store.get("draft", keys.values(), version=version)
    missing = [one for one in articles if keys[one.name] not in made]
    found: dict[str, Found] = store.get("found", [texts[one.name] for one in missing], version=version)
    tasks = [
        _Task(
            article=one,
            given=given.get(one.name, ()),
            editing=editing,
            found=found.get(texts[one.name]),
        )
        for one in missing
    ]
    with extracting(len(tasks)) as executor:
        did = progress.watch(each(executor, _made, tasks), len(tasks), "articles extracted")
        for some in _batches(zip(missing, did, strict=True)):
            new = {keys[one.name]: result for one, (_, result) in some}
            store.put("found", {texts[one.name]: text for one, (text, _) in some if text is not None}, version=version)
            store.put("draft", new, version=version)
            made |= new
    store.keep_only("found", texts.values())
    store.keep_only("draft", keys.values())
    return {name: Drafted(key=key, draft=made[key]) for name, key in keys.items()}


def _made(task: _Task) -> tuple[Found | None, Draft]:
    """What the text says, if that is new, and the draft."""
    new = find(task.article.text, model=task.editing.model) if task.found is None else None
    found = new or task.found
    assert found is not None  # noqa: S101 - one of both is there
    return new, draft(task.article, found, given=task.given, editing=task.editing)


def _batches(items: Iterator[T]) -> Iterator[list[T]]:
    while some := list(islice(items, _AT_ONCE)):
        yield some
