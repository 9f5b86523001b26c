"""Drafts of all articles: those that an earlier build made, and the others anew, side by side."""

import traceback
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from onrecord.drafts.draft import Draft, draft, find
from onrecord.model.article import Article
from onrecord.model.correction import Correction
from onrecord.model.entity import Found
from onrecord.model.options import ACCURATE, Editing
from onrecord.reading.readings import dump, parse
from onrecord.store.cache import Store
from onrecord.store.digest import bytes_digest, digest, version_of_all
from onrecord.work.executors import each
from onrecord.work.progress import Progress

_AT_ONCE = 100
"""Drafts that are stored together: what a build that is stopped loses at most."""
_Task = tuple[Article, tuple[Correction, ...], Found | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """What was raised over an article: the name of the error, and the traceback."""

    error: str
    traceback: str


@dataclass(slots=True, kw_only=True)
class Drafts:
    """What an editor says of the articles, and what their drafts come out as.

    ``corrections`` and ``readings``, the files of what was read earlier, are by the articles' names.  So is what comes
    of them: ``made``, the drafts, ``texts``, a digest of what each text says, ``keys``, one of all that each draft is
    made from, ``new``, the files of what was read for the first time, and ``failed``, the articles that have no draft.
    """

    editing: Editing
    corrections: Mapping[str, tuple[Correction, ...]]
    readings: Mapping[str, str]
    made: dict[str, Draft] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    failed: dict[str, Failed] = field(default_factory=dict)

    def make(
        self,
        articles: Sequence[Article],
        *,
        store: Store,
        extracting: Callable[[int], Executor],
        progress: Progress,
    ) -> None:
        """Make the drafts; ``extracting`` gives what extracts from so many articles.

        What a text says hangs on the text alone, so topics and corrections can change without its being read again.
        """
        texts = self.texts = {one.name: self._text(one, self.readings.get(one.name)) for one in articles}
        self.keys = {one.name: self._key(one, texts[one.name]) for one in articles}
        stored: dict[str, Draft] = store.get("draft", self.keys.values())
        self.made = {name: stored[key] for name, key in self.keys.items() if key in stored}
        missing = [one for one in articles if one.name not in self.made or self._unread(one)]
        known: dict[str, Found] = store.get("found", [texts[one.name] for one in missing])
        tasks = [self._task(one, known.get(texts[one.name])) for one in missing]
        with extracting(len(tasks)) as executor:
            did = progress.watch(each(executor, partial(_made, self.editing), tasks), len(tasks), "articles extracted")
            results = zip(missing, did, strict=True)
            while some := list(islice(results, _AT_ONCE)):
                found = {}
                for one, result in some:
                    if isinstance(result, Failed):
                        self.failed[one.name] = result
                        continue
                    text, made = result
                    self.made[one.name] = made
                    found[texts[one.name]] = text or known[texts[one.name]]
                    if self._unread(one):
                        # Under both keys: a preview does not write down what it read, so the next one asks again.
                        texts[one.name] = self._read(one, again := found[texts[one.name]])
                        found[texts[one.name]] = again
                store.put("found", found)
                store.put(
                    "draft", {self.keys[one.name]: result[1] for one, result in some if isinstance(result, tuple)}
                )

    def keep_only_these(self, store: Store) -> None:
        """Drop what the store has of other articles, where these are all that there are."""
        store.keep_only("found", self.texts.values())
        store.keep_only("draft", self.keys.values())

    def _unread(self, article: Article) -> bool:
        """Whether what is found in the article is to be written down, and never was."""
        return self.editing.model == ACCURATE and article.name not in self.readings

    def _read(self, article: Article, found: Found) -> str:
        """Note what was read in the article; its text's key is another from now on, as in the next build."""
        self.new[article.name] = dump(found.extraction, article.text)
        key = self._text(article, self.new[article.name])
        self.keys[article.name] = self._key(article, key)
        return key

    def _task(self, article: Article, known: Found | None) -> _Task:
        return article, self.corrections.get(article.name, ()), known, self.readings.get(article.name)

    def _text(self, article: Article, reading: str | None) -> str:
        text = bytes_digest(article.text.encode("utf-8", "surrogatepass"))  # its repr takes four times as long
        return digest(version_of_all(self.editing.model), text, reading)

    def _key(self, article: Article, text: str) -> str:
        known = (article.metadata.published, article.metadata.url, article.metadata.context)
        return digest(text, known, self.corrections.get(article.name, ()), self.editing)


def _made(editing: Editing, task: _Task) -> tuple[Found | None, Draft] | Failed:
    """What the text says, if that is new, and the draft; a fault of ours ends neither the build nor other articles."""
    article, corrections, known, reading = task
    try:
        read = parse(reading, article.text) if reading and not known else None
        found = known or find(article.text, model=editing.model, read=read)
        return None if known else found, draft(article, found, corrections=corrections, editing=editing)
    except (OSError, ImportError):  # the model is not there: no article could be read
        raise
    except Exception as error:
        return Failed(error=type(error).__name__, traceback=traceback.format_exc())
