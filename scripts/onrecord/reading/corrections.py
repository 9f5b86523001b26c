"""An editor's corrections of one article, as ``seeds/corrections/NAME.yml`` gives them, checked.

The file is a list.  Each entry says by verbatim words which statement it means, and what is right:

- ``words`` with any of ``speaker``, ``kind``, ``topics`` and ``content`` (the right boundaries, as words) sets these;
- ``words`` with ``split`` (the parts, as words) makes several statements of one;
- ``merge`` (the words of each) makes one statement of several;
- ``add`` (the words) with ``kind`` and perhaps ``speaker`` and ``topics`` adds one that was not found;
- ``words`` with ``withdraw`` (the reason) takes one away.

``within`` is a longer passage around words that stand twice in the article, ``note`` a line for readers.
"""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.article import FaultsError
from onrecord.model.attribution import Kind
from onrecord.reading.strict_yaml import Mapping, Node, Scalar, Sequence, quote

_SETS = ("speaker", "kind", "topics", "content")
_KEYS = ("words", "merge", "add", "split", "withdraw", "within", "note", *_SETS)
_PASSAGES = frozenset({"split", "merge", "add", "content"})


class Action(StrEnum):
    """What a correction does."""

    SET = "set"
    SPLIT = "split"
    MERGE = "merge"
    ADD = "add"
    WITHDRAW = "withdraw"


_ALLOWED = {
    Action.SET: {"words", *_SETS},
    Action.SPLIT: {"words", "split"},
    Action.MERGE: {"merge", "speaker", "kind", "topics"},
    Action.ADD: {"add", "speaker", "kind", "topics"},
    Action.WITHDRAW: {"words", "withdraw"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One entry: ``line`` is where it starts, ``words`` what it is found by, ``sets`` the keys that it sets.

    ``passages`` are the words that the statement (of `Action.SPLIT`: that each part) is to have; empty for no change.
    """

    line: int
    action: Action
    words: tuple[str, ...]
    sets: frozenset[str] = frozenset()
    speaker: str | None = None
    kind: Kind | None = None
    topics: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    reason: str | None = None
    within: str | None = None
    note: str | None = None


def corrections(node: Node) -> tuple[Correction, ...]:
    """The corrections that a document lists.

    Raises:
        FaultsError: each entry that is at fault, with its line.

    """
    if isinstance(node, Scalar) and node.value is None:
        return ()
    if not isinstance(node, Sequence):
        raise FaultsError((node.line, 'must be a list of corrections; start each with "- words:"'))
    found: list[Correction] = []
    faults: list[tuple[int, str]] = []
    for item in node.items:
        try:
            found.append(_correction(item))
        except FaultsError as error:
            faults.extend(error.faults)
    if faults:
        raise FaultsError(*faults)
    return tuple(found)


def _correction(item: Node) -> Correction:
    if not isinstance(item, Mapping):
        raise FaultsError((item.line, 'must be made of lines "key: value"; the first is "words:", "merge:" or "add:"'))
    given = {key.value: node for key, node in item.entries}
    lines = {key.value: key.line for key, _ in item.entries}
    for name in given:
        if name not in _KEYS:
            raise FaultsError((lines[name], f"unknown key {quote(name)}; the keys are {', '.join(_KEYS)}"))
    action = _action(given, item.line)
    extra = given.keys() - _ALLOWED[action] - {"within", "note"}
    if extra:
        name = min(extra, key=lambda name: lines[name])
        raise FaultsError((lines[name], f"{name} does not go together with {action}; make it a correction of its own"))
    passages = next((_texts(name, given[name]) for name in ("split", "content", "add") if name in given), ())
    sets = frozenset(name for name in _SETS if name in given)
    _check(action, passages, sets, item.line)
    words = _texts("merge", given["merge"]) if action == Action.MERGE else passages
    return Correction(
        line=item.line,
        action=action,
        words=(_text("words", given["words"]),) if "words" in given else words,
        sets=sets,
        speaker=_optional("speaker", given),
        kind=_kind(given["kind"]) if "kind" in given else None,
        topics=_texts("topics", given["topics"]) if "topics" in given else (),
        passages=passages,
        reason=_text("withdraw", given["withdraw"]) if "withdraw" in given else None,
        within=_optional("within", given),
        note=_optional("note", given),
    )


def _action(given: dict[str, Node], line: int) -> Action:
    named = [name for name in ("words", "merge", "add") if name in given]
    if len(named) != 1:
        raise FaultsError((line, 'needs one of "words", "merge" and "add", to say which statement is meant'))
    if named == ["merge"]:
        return Action.MERGE
    if named == ["add"]:
        return Action.ADD
    if "split" in given:
        return Action.SPLIT
    return Action.WITHDRAW if "withdraw" in given else Action.SET


def _check(action: Action, passages: tuple[str, ...], sets: frozenset[str], line: int) -> None:
    if action == Action.SET and not sets:
        raise FaultsError((line, f"says nothing to correct; the keys for that are {', '.join(_SETS)}"))
    if action == Action.ADD and "kind" not in sets:
        raise FaultsError((line, f"an added statement needs its kind: one of {', '.join(Kind)}"))
    if action == Action.SPLIT and len(passages) < 2:
        raise FaultsError((line, "split needs the words of two parts or more"))


def _kind(node: Node) -> Kind:
    text = _text("kind", node)
    if text not in list(Kind):
        raise FaultsError((node.line, f"kind {quote(text)} is not one of {', '.join(Kind)}"))
    return Kind(text)


def _optional(name: str, given: dict[str, Node]) -> str | None:
    node = given.get(name)
    if node is None or (isinstance(node, Scalar) and node.value is None):
        return None
    return _text(name, node)


def _text(name: str, node: Node) -> str:
    if not isinstance(node, Scalar):
        raise FaultsError((node.line, f"{name} must be one text; put it in quotation marks"))
    value = (node.value or "").strip()
    if not value:
        raise FaultsError((node.line, f"{name} is empty; fill it in"))
    return value


def _texts(name: str, node: Node) -> tuple[str, ...]:
    if isinstance(node, Scalar) and (node.value is None) and name not in _PASSAGES:
        return ()
    if isinstance(node, Mapping):
        raise FaultsError((node.line, f"{name} must be a text or a list of texts, not keys"))
    return tuple(_text(name, item) for item in (node.items if isinstance(node, Sequence) else (node,)))
