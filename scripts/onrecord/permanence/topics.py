"""Where topics stand: an address belongs to a topic's name, however that is capitalized or spaced."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.registry import NamedAddress, Registry, State
from onrecord.text.slug import name_slugs


def settle_topics(registry: Registry, names: Sequence[str]) -> Registry:
    """The registry after a build with topics of these names; one that is not among them is gone, until it returns."""
    topics = registry.topics
    slugs = {one.name: slug for slug, one in topics.items() if one.name in names}
    alike = {_key(one.name): slug for slug, one in topics.items() if slug not in slugs.values()}
    for name in sorted({*names} - slugs.keys()):
        if _key(name) in alike:
            slugs[name] = alike.pop(_key(name))
    slugs |= name_slugs([name for name in names if name not in slugs], given=topics)
    live = {slug: NamedAddress(slug=slug, name=name) for name, slug in slugs.items()}
    gone = (replace(one, state=State.GONE) for slug, one in topics.items() if slug not in live)
    return replace(registry, topics=Registry.of((), (), (), (*live.values(), *gone)).topics)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
