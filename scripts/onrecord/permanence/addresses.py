"""Makes sure that no address that was ever published is left without an answer."""

from collections.abc import Collection
from pathlib import Path

from onrecord.model.article import Problem
from onrecord.model.page import MARK
from onrecord.model.registry import Registry
from onrecord.permanence.registry_file import AddressesError


def check_addresses(registry: Registry, paths: Collection[str], docs: Path, *, ours: Collection[str] = ()) -> None:
    """Compare the addresses in the registry with the pages (``paths``) that a build is about to write into ``docs``.

    ``ours`` are those of which it is known that the build itself wrote what stands there.

    Raises:
        AddressesError: with a problem for each address that no page would answer, or whose page cannot be written.

    """
    wanted = {f"articles/{key}.md": key for key in registry.articles}
    wanted |= {f"statements/{one.id}.md": one.article for one in registry.statements.values()}
    problems = []
    for path, key in wanted.items():
        address = f"/{path.removesuffix('.md')}/"
        if path not in paths:
            name = registry.articles[key].name
            problems.append(
                Problem(
                    path=str(docs / path),
                    message=f"the published address {address} would lead nowhere: the article {name} cannot be read, "
                    "and this page of its last good build is missing; mend the seed, or restore the page",
                )
            )
        elif path not in ours and _by_hand(docs / path):
            message = f"a hand-written page stands at the published address {address}: move it"
            problems.append(Problem(path=str(docs / path), message=message))
    if problems:
        raise AddressesError(*problems)


def _by_hand(path: Path) -> bool:
    opening = f"---\n{MARK}: true\n"
    try:
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            return file.read(len(opening)) != opening
    except FileNotFoundError:
        return False
