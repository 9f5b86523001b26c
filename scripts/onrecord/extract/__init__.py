"""Extraction: an article's text in, who said what out.

What reads is imported when there is something to read: a build finds most articles read, and its patterns take 0.2 s.
"""

from onrecord.model.attribution import Extraction
from onrecord.model.options import ACCURATE


def extract(text: str, *, model: str = ACCURATE) -> Extraction:
    """Return the paragraphs, sentences and attributions of an article.

    ``model`` is one of the package's own, or the name of an installed spaCy pipeline to parse with.  Any text is fine,
    an empty one too; offsets count code points of ``text``.
    """
    from onrecord.extract.pipeline import extracted
    from onrecord.extract.tagger.tagger import tagger

    return extracted(text, model=model, read=tagger().read if model == ACCURATE else None)
