"""Drafts of all articles: those that an earlier build made, and the others anew, side by side."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import islice

from onrecord.drafts.draft import Draft, draft, find
from onrecord.model.article import Article
from onrecord.model.correction import Correction
from onrecord.model.entity import Found
from onrecord.model.options import Editing
from onrecord.store.cache import Store
from onrecord.store.digest import digest, version_of_all
from onrecord.work.executors import each
from onrecord.work.progress import Progress

_AT_ONCE = 100
"""Drafts that are stored together: what a build that is stopped loses at most."""
_Task = tuple[Article, tuple[Correction, ...], Found | None]


def drafts(
    articles: Sequence[Article],
    *,
    corrections: Mapping[str, tuple[Correction, ...]],
    editing: Editing,
    store: Store,
    extracting: Callable[[int], Executor],
    progress: Progress,
) -> tuple[dict[str, Draft], dict[str, str]]:
    """The draft of each article, and a digest of all that it is made from, by the name that ``corrections`` go by too.

    ``extracting`` gives what extracts from so many articles.
    What a text says hangs on the text alone, so topics and corrections can change without its being read again.
    """
    parser = version_of_all(editing.model)
    texts = {one.name: digest(parser, one.text) for one in articles}
    keys = {}
    for one in articles:
        known = (one.metadata.published, one.metadata.url, one.metadata.context)
        keys[one.name] = digest(texts[one.name], known, corrections.get(one.name, ()), editing)
    made: dict[str, Draft] = store.get("draft", keys.values())
    missing = [one for one in articles if keys[one.name] not in made]
    found: dict[str, Found] = store.get("found", [texts[one.name] for one in missing])
    tasks = [(one, corrections.get(one.name, ()), found.get(texts[one.name])) for one in missing]
    with extracting(len(tasks)) as executor:
        did = progress.watch(each(executor, partial(_made, editing), tasks), len(tasks), "articles extracted")
        results = zip(missing, did, strict=True)
        while some := list(islice(results, _AT_ONCE)):
            new = {keys[one.name]: result for one, (_, result) in some}
            store.put("found", {texts[one.name]: text for one, (text, _) in some if text is not None})
            store.put("draft", new)
            made |= new
    store.keep_only("found", texts.values())
    store.keep_only("draft", keys.values())
    return {name: made[key] for name, key in keys.items()}, keys


def _made(editing: Editing, task: _Task) -> tuple[Found | None, Draft]:
    """What the text says, if that is new, and the draft."""
    article, corrections, known = task
    found = known or find(article.text, model=editing.model)
    return None if known else found, draft(article, found, corrections=corrections, editing=editing)
