"""Measure the extraction against gold: ``python -m onrecord.evaluate [GOLD.jsonl ...]``."""

from onrecord.evaluate.report import main
from onrecord.evaluate.scoring import KINDS, Figures, Score, score

__all__ = ["KINDS", "Figures", "Score", "main", "score"]
