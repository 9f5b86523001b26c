"""Makes sure that no address that was ever published is left without an answer."""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from onrecord.model.article import Problem
from onrecord.model.registry import Registry
from onrecord.permanence.registry_file import AddressesError


def check_addresses(
    registry: Registry, paths: Collection[str], docs: Path, *, by_hand: Callable[[Iterable[str]], Collection[str]]
) -> None:
    """Compare the addresses in the registry with the pages (``paths``) that a build is about to write into ``docs``.

    ``by_hand`` gives those of some paths at which a hand-written page stands.

    Raises:
        AddressesError: with a problem for each address that no page would answer, or whose page cannot be written.

    """
    wanted = {f"articles/{key}.md": key for key in registry.articles}
    wanted |= {f"statements/{one.id}.md": one.article for one in registry.statements.values()}
    names = {f"{folder}/{slug}.md" for folder, slug in registry.names}
    problems = [
        Problem(path=str(docs / path), message=f"the published address {_address(path)} would lead nowhere")
        for path in sorted(names - set(paths))
    ]
    problems += [
        Problem(
            path=str(docs / path),
            message=f"the published address {_address(path)} would lead nowhere: the article "
            f"{registry.articles[key].name} cannot be read, and this page of its last good build is missing; mend the "
            "seed, or restore the page",
        )
        for path, key in wanted.items()
        if path not in paths
    ]
    in_the_way = "a hand-written page stands at the published address {}: move it"
    problems += [
        Problem(path=str(docs / path), message=in_the_way.format(_address(path)))
        for path in sorted(by_hand((wanted.keys() | names) & set(paths)))
    ]
    if problems:
        raise AddressesError(*problems)


def _address(path: str) -> str:
    return f"/{path.removesuffix('.md')}/"
