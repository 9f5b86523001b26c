"""The evaluation format: one JSON object a line for each article, spans as ``[start, end]`` offsets into its text."""

import json

from onrecord.model.attribution import Extraction

FIELDS = ("kind", "content", "source", "cue", "speaker", "unnamed", "basis", "candidate", "certainty", "rule")
OPTIONAL = ("unnamed", "basis", "candidate", "certainty")


def line(id_: str, text: str, extraction: Extraction) -> str:
    """One article's line, without its line end."""
    found = [[(name, getattr(one, name)) for name in FIELDS] for one in extraction.attributions]
    attributions = [{name: value for name, value in fields if value or name not in OPTIONAL} for fields in found]
    return json.dumps({"id": id_, "text": text, "attributions": attributions}, ensure_ascii=False)
