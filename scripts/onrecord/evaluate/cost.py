"""Measure what the extraction costs, in a process of its own: ``python -m onrecord.evaluate.cost GOLD.jsonl MODEL``."""

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from onrecord.evaluate.gold import read
from onrecord.extract import extract

ARTICLE_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class Cost:
    """Words a second of processor time on one core, and peak memory in megabytes for an article of 2,000 words."""

    words_a_second: float
    peak_megabytes: float


def measure(path: Path, model: str) -> Cost:
    """Measure what a model costs with the texts of a gold file, in a fresh process."""
    command = [sys.executable, "-m", "onrecord.evaluate.cost", str(path), model]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603 -- ourselves
    return Cost(*json.loads(done.stdout))


def speed(texts: list[str], model: str) -> float:
    """Return words a second over all texts, once the model is loaded."""
    start = time.process_time()
    for text in texts:
        extract(text, model=model)
    return sum(len(text.split()) for text in texts) / (time.process_time() - start)


def memory(texts: list[str], model: str) -> float:
    """Return the process's peak memory after one article of 2,000 words, in megabytes."""
    paragraphs = cycle("\n".join(texts).splitlines())
    article: list[str] = []
    while sum(len(paragraph.split()) for paragraph in article) < ARTICLE_WORDS:
        article.append(next(paragraphs))
    extract("\n".join(article), model=model)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 if sys.platform != "darwin" else 1024 * 1024)


def main(path: Path, model: str) -> None:
    """Print both: the memory first, since nothing else was extracted yet, and that loads the model."""
    texts = [document.text for document in read(path)]
    peak = memory(texts, model)
    print(json.dumps([speed(texts, model), peak]))  # noqa: T201 -- the process's result


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
