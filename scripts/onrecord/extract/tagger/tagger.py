"""Read a text: who is reported to say what, with how sure the tagger is.

The model is two ONNX graphs with weights of eight bits and a vocabulary: the encoder reads a window of words and tells
which are anchors of a report; the other tells, for each anchor, which words around it are content, source and cue.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.extract.tagger.decode import Decoder, Tagged, smoothed
from onrecord.extract.tagger.tokens import Pieces, Words, words
from onrecord.extract.tagger.windows import REACH, Window, windows
from onrecord.lexicon.names import STAND_IN, acronyms

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

SHIPPED = Path(__file__).parent / "model"
"""Where the model lies that comes with the package."""
SURE, LEAST = 0.5, 0.03
"""The chance of being an anchor from which a word is one, and that below which it is not worth telling."""
LOW = -1e4


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tagger finds in a text: reports in their order, and the chance of each word that could be an anchor."""

    reports: tuple[Tagged, ...]
    chances: dict[tuple[int, int], float]


class Tagger:
    """A loaded model."""

    def __init__(self, folder: Path) -> None:
        """Load the model's files: ``encoder.onnx``, ``roles.onnx`` and ``vocabulary.txt``."""
        self.pieces = Pieces.read(folder / "vocabulary.txt")
        self.encoder, self.roles = session(folder / "encoder.onnx"), session(folder / "roles.onnx")

    def read(self, text: str) -> Reading:
        """Return what the text reports; any text is fine, an empty one too."""
        found = words(text)
        said = [text[start:end] for start, end in found.spans]
        named = acronyms(said)
        pieces = [self.pieces.of(STAND_IN if at in named else word) for at, word in enumerate(said)]
        decoder = Decoder(text, found.spans, found.begins)
        reports: list[Tagged] = []
        chances: dict[tuple[int, int], float] = {}
        for window in windows(bytes(map(len, pieces)), found.begins):
            logits, vectors = self.encoder.run(None, self.inputs(found, pieces, window))
            sure = 1 / (1 + np.exp(-logits.astype(np.float64)))
            likely = [at for at in range(window.start, window.stop) if sure[at - window.first] >= LEAST]
            chances |= {found.spans[at]: round(float(sure[at - window.first]), 4) for at in likely}
            anchors = [at for at in likely if sure[at - window.first] >= SURE]
            if not anchors:
                continue
            labels = self.labels(window, anchors, vectors)
            for at, (first, of) in zip(anchors, labels, strict=True):
                one = decoder.report(at, first, of, chances[found.spans[at]])
                reports += [one] if one else []
        return Reading(tuple(reports), chances)

    def inputs(self, found: Words, pieces: list[tuple[int, ...]], window: Window) -> dict[str, Any]:
        """Return what the encoder reads of a window: each paragraph after the first is set off by a sign."""
        numbers, shapes, of = [self.pieces.begin], [0], [-1]
        for at in range(window.first, window.last):
            if found.begins[at] and at > window.first:
                numbers.append(self.pieces.end)
                shapes.append(0)
                of.append(-1)
            numbers += pieces[at]
            shapes += [found.shapes[at]] * len(pieces[at])
            of += [at - window.first] * len(pieces[at])
        numbers.append(self.pieces.end)
        shapes.append(0)
        of.append(-1)
        pool = np.zeros((window.last - window.first, len(numbers)), np.float32)
        for at, word in enumerate(of):
            if word >= 0:
                pool[word, at] = 1 / len(pieces[window.first + word])
        return {"pieces": np.array(numbers), "shapes": np.array(shapes), "pool": pool}

    def labels(self, window: Window, anchors: list[int], vectors: Any) -> list[tuple[int, list[int]]]:
        """Return for each anchor the first word that is labeled and the labels from there on."""
        centers = np.array(anchors)[:, None] - window.first
        at = centers + np.arange(-REACH, REACH + 1)
        fine = (at >= 0) & (at < len(vectors))
        inputs = {
            "vectors": vectors,
            "anchors": centers[:, 0],
            "at": np.where(fine, at, 0),
            "mask": np.where(fine, 0, LOW).astype(np.float32),
        }
        (chances,) = self.roles.run(None, inputs)
        result = []
        for here, inside, of in zip(at, fine, chances, strict=True):
            kept = np.flatnonzero(inside)
            result.append((int(here[kept[0]]) + window.first, smoothed(of[kept])))
        return result


def session(path: Path) -> InferenceSession:
    """Load a graph to run on one thread."""
    import onnxruntime  # here, since a build in which no article is new needs no model

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@cache
def tagger(folder: Path = SHIPPED) -> Tagger:
    """Return the model of a folder, loaded once."""
    return Tagger(folder)
