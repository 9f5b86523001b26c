"""Measure what the extraction costs, in a process of its own: ``python -m onrecord.evaluate.cost GOLD.jsonl``."""

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ARTICLE_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class Cost:
    """Words a second of processor time on one core, and peak memory in megabytes for an article of 2,000 words."""

    words_a_second: float
    peak_megabytes: float


def measure(path: Path) -> Cost:
    """Measure in two fresh processes, one for the speed and one for the memory."""
    speed, memory = (run(path, what) for what in ("speed", "memory"))
    return Cost(speed, memory)


def run(path: Path, what: str) -> float:
    """Return the number that a fresh process prints."""
    command = [sys.executable, "-m", "onrecord.evaluate.cost", what, str(path)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603 -- ourselves
    return float(done.stdout)


def speed(texts: list[str]) -> float:
    """Return words a second over all texts, the time to load the parser not counted."""
    from onrecord.extract import extract

    extract("Nothing yet, she said.")
    start = time.process_time()
    for text in texts:
        extract(text)
    return sum(len(text.split()) for text in texts) / (time.process_time() - start)


def memory(texts: list[str]) -> float:
    """Return the process's peak memory after one article of 2,000 words, in megabytes."""
    from onrecord.extract import extract

    paragraphs: list[str] = []
    while sum(len(p.split()) for p in paragraphs) < ARTICLE_WORDS:
        paragraphs += "\n".join(texts).splitlines()
    count, kept = 0, []
    for paragraph in paragraphs:
        if count >= ARTICLE_WORDS:
            break
        kept.append(paragraph)
        count += len(paragraph.split())
    extract("\n".join(kept))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 if sys.platform != "darwin" else 1024 * 1024)


def main(arguments: list[str]) -> None:
    """Print one number."""
    what, path = arguments
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines if line.strip()]
    print(speed(texts) if what == "speed" else memory(texts))  # noqa: T201 -- the process's result


if __name__ == "__main__":
    main(sys.argv[1:])
