"""How a build is asked to publish."""

from dataclasses import dataclass, field

from onrecord.model.article import Topic

ACCURATE, FAST = "accurate", "fast"
"""The models that come with the package: the tagger beside the rules, and the rules alone.

Any other name is that of an installed spaCy pipeline, which the rules parse with.
"""
MAX_BYTES = 20 * 1024 * 1024
"""The largest seed that is read, in bytes, unless the configuration says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """What an editor says of articles: topics, how much is published (`CONTEXTS`), and the model that reads them."""

    topics: tuple[Topic, ...] = ()
    context: str = "full"
    model: str = ACCURATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to publish.

    ``shown_as`` stands for the seeds' folder in what people read.  ``editing.topics`` is not heeded: they are read from
    the seeds.  ``recording`` says that the addresses are published for good: they are put into the registry; a preview
    leaves it as it is.
    """

    max_bytes: int = MAX_BYTES
    shown_as: str = "seeds"
    editing: Editing = field(default_factory=Editing)
    recording: bool = False
