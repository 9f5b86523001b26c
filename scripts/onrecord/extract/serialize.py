"""The evaluation format: one JSON object a line for each article, spans as ``[start, end]`` offsets into its text."""

import json
from typing import Any

from onrecord.model.attribution import Attribution, Extraction


def line(id_: str, text: str, extraction: Extraction) -> str:
    """One article's line, without its line end."""
    attributions = [_attribution(attribution) for attribution in extraction.attributions]
    return json.dumps({"id": id_, "text": text, "attributions": attributions}, ensure_ascii=False)


def _attribution(attribution: Attribution) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "kind": str(attribution.kind),
        "content": [list(span) for span in attribution.content],
        "source": [list(span) for span in attribution.source],
        "cue": [list(span) for span in attribution.cue],
        "speaker": attribution.speaker,
    }
    if attribution.unnamed:
        fields["unnamed"] = True
    if attribution.basis:
        fields["basis"] = str(attribution.basis)
    if attribution.candidate:
        fields["candidate"] = attribution.candidate
    fields["rule"] = attribution.rule
    return fields
