"""Fit the network to prepared documents, and let it read others.

It needs torch and numpy, and of the package no more than its windows and its decoder.
"""

import gzip
import json
import math
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.extract.tagger.decode import CONTENT, CUE, SOURCE, Decoder, smoothed
from onrecord.extract.tagger.windows import REACH, Window, windows
from train.tagger.network import FAR, Tagger

BEGIN, END, PADDING, HIDDEN = 0, 2, 1, 30526
SIGN = 6
"""The case of a sign that is no letter."""
LOW = -1e4
Document = dict[str, Any]


def load(path: Path) -> list[Document]:
    """Read prepared documents."""
    with gzip.open(path, "rt") as lines:
        return [json.loads(line) for line in lines]


@dataclass
class Row:
    """One window as numbers: pieces with the shape and the word of each, and what is to be learned of its words."""

    window: Window
    document: Document
    pieces: list[int]
    shapes: list[int]
    words: list[int]


def row(document: Document, window: Window, swap: dict[int, int]) -> Row:
    """Return a window's pieces, each paragraph after the first set off by a sign, marks changed as ``swap`` says."""
    pieces, shapes, of = [BEGIN], [0], [-1]
    for i in range(window.first, window.last):
        if document["begins"][i] and i > window.first:
            pieces.append(END)
            shapes.append(0)
            of.append(-1)
        for piece in document["pieces"][i]:
            pieces.append(swap.get(piece, piece))
            shapes.append(document["shapes"][i])
            of.append(i - window.first)
    return Row(window, document, [*pieces, END], [*shapes, 0], [*of, -1])


def rows(document: Document, *, core: int = 360, offset: int = 0, swap: dict[int, int] | None = None) -> Iterator[Row]:
    """Yield the windows of a document."""
    sizes = [len(p) for p in document["pieces"]]
    for window in windows(sizes, [bool(b) for b in document["begins"]], core=core, offset=offset):
        yield row(document, window, swap or {})


def batch(group: Sequence[Row], device: torch.device) -> dict[str, Tensor]:
    """Return windows as tensors."""
    n = max(len(r.pieces) for r in group)
    w = max(r.window.last - r.window.first for r in group)
    pieces = np.full((len(group), n), PADDING)
    shapes = np.zeros((len(group), n), int)
    mask = np.full((len(group), n), LOW, np.float32)
    pool = np.zeros((len(group), w, n), np.float32)
    for k, r in enumerate(group):
        size = len(r.pieces)
        pieces[k, :size], shapes[k, :size], mask[k, :size] = r.pieces, r.shapes, 0
        of = np.array(r.words)
        at = np.flatnonzero(of >= 0)
        counts = np.bincount(of[at], minlength=w)
        pool[k, of[at], at] = 1 / counts[of[at]]
    made = {"pieces": pieces, "shapes": shapes, "mask": mask, "pool": pool}
    return {name: torch.from_numpy(value).to(device, non_blocking=True) for name, value in made.items()}


def around(anchors: Sequence[tuple[int, int, int]], device: torch.device) -> dict[str, Tensor]:
    """Return the words around anchors, each given as (row, its word in the window, the window's words)."""
    steps = np.arange(-REACH, REACH + 1)
    at = np.array([[a] for _, a, _ in anchors]) + steps
    size = np.array([[n] for _, _, n in anchors])
    fine = (at >= 0) & (at < size)
    far = np.broadcast_to(np.clip(steps, -FAR, FAR) + FAR, at.shape).copy()
    made = {
        "row": np.array([k for k, _, _ in anchors]),
        "self": np.array([a for _, a, _ in anchors]),
        "at": np.where(fine, at, 0),
        "far": far,
        "mask": np.where(fine, 0, LOW).astype(np.float32),
    }
    return {name: torch.from_numpy(value).to(device, non_blocking=True) for name, value in made.items()}


def roles(model: Tagger, vectors: Tensor, places: dict[str, Tensor]) -> Tensor:
    """Return the logits of roles around anchors."""
    x = vectors[places["row"][:, None], places["at"]]
    return model.roles(x, vectors[places["row"], places["self"]], places["far"], places["mask"])


def goal(group: Sequence[Row], words: int) -> tuple[np.ndarray, np.ndarray, list[tuple[int, int, int]], np.ndarray]:
    """Return for the windows' words: whether each is an anchor, how much that counts, the anchors, and their roles."""
    truth = np.zeros((len(group), words), np.float32)
    weight = np.zeros((len(group), words), np.float32)
    anchors, labels = [], []
    for k, r in enumerate(group):
        w, d = r.window, r.document
        weight[k, w.start - w.first : w.stop - w.first] = d.get("weight", 1.0)
        for i in d["unsure"]:
            if w.first <= i < w.last:
                weight[k, i - w.first] = 0
        for one in d["relations"]:
            if not w.start <= one["anchor"] < w.stop:
                continue
            at = one["anchor"] - w.first
            truth[k, at] = 1
            anchors.append((k, at, w.last - w.first))
            of = np.zeros(2 * REACH + 1, int)
            for label, part in ((CONTENT, "content"), (SOURCE, "source"), (CUE, "cue")):
                for a, b in one[part]:
                    low, high = (max(0, min(2 * REACH + 1, x - one["anchor"] + REACH)) for x in (a, b))
                    of[low:high] = label
            labels.append(of)
    return truth, weight, anchors, np.array(labels, int).reshape(len(anchors), 2 * REACH + 1)


@dataclass
class Plan:
    """How to fit: which documents with which share an epoch, how long, how fast."""

    epochs: int
    batch: int
    rate: float = 7e-5
    head_rate: float = 5e-4
    drop: float = 0.1
    average: float = 0.0
    hidden: float = 0.0
    anchor_weight: float = 10.0
    role_weight: float = 3.0
    swaps: tuple[dict[int, int], ...] = ()
    seed: int = 1


def hide(one: Row, share: float, chance: random.Random) -> None:
    """Hide so many of a window's words, all pieces of each, so that no name is learned by heart."""
    hidden = {i for i in set(one.words) if i >= 0 and chance.random() < share}
    hidden = {i for i in hidden if one.document["shapes"][i + one.window.first] // 4 != SIGN}
    one.pieces = [HIDDEN if word in hidden else piece for piece, word in zip(one.pieces, one.words, strict=True)]


def epoch_rows(sources: Sequence[tuple[list[Document], float]], plan: Plan, chance: random.Random) -> list[Row]:
    """Return an epoch's windows in random order: ``share`` of each source's documents, cut anew."""
    result = []
    for documents, share in sources:
        picked = documents if share >= 1 else chance.sample(documents, max(1, round(share * len(documents))))
        for document in picked:
            swap = chance.choice(plan.swaps) if plan.swaps and chance.random() < 0.4 else {}
            core = chance.choice((200, 280, 360))
            offset = chance.randrange(0, 40) if len(document["pieces"]) > 200 and chance.random() < 0.5 else 0
            found = list(rows(document, core=core, offset=offset, swap=swap))
            for one in found if plan.hidden else ():
                hide(one, plan.hidden, chance)
            result += found
    chance.shuffle(result)
    return result


def optimizer_of(model: Tagger, plan: Plan) -> torch.optim.Optimizer:
    """Return the optimizer: what MPNet brought is changed more slowly than what is new."""
    new = ("encoder.out", "encoder.anchor", "encoder.shapes", "roles.")
    body = [p for name, p in model.named_parameters() if not name.startswith(new)]
    head = [p for name, p in model.named_parameters() if name.startswith(new)]
    groups = [{"params": body, "lr": plan.rate}, {"params": head, "lr": plan.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))


def loss_of(model: Tagger, group: Sequence[Row], plan: Plan, device: torch.device) -> Tensor:
    """Return how wrong the model is about the anchors of windows and the roles around them."""
    inputs = batch(group, device)
    truth, weight, anchors, labels = goal(group, inputs["pool"].shape[1])
    with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
        logits, vectors = model.encoder(**inputs, drop=plan.drop)
        counted = torch.from_numpy(weight).to(device)
        loss = functional.binary_cross_entropy_with_logits(
            logits.float(), torch.from_numpy(truth).to(device), weight=counted, reduction="sum"
        )
        loss = plan.anchor_weight * loss / max(1.0, float((weight > 0).sum()))
        if anchors:
            places = around(anchors, device)
            scores = roles(model, vectors, places).float().transpose(1, 2)
            wanted = torch.where(places["mask"] < 0, -100, torch.from_numpy(labels).to(device))
            loss = loss + plan.role_weight * functional.cross_entropy(scores, wanted, ignore_index=-100)
    return loss


def fit(model: Tagger, sources: Sequence[tuple[list[Document], float]], plan: Plan, device: torch.device) -> None:
    """Fit the model in place, to the mean of its last steps where the plan says so."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)  # noqa: S311 -- shuffles training data
    optimizer = optimizer_of(model, plan)
    epochs = [epoch_rows(sources, plan, chance) for _ in range(plan.epochs)]
    steps = sum(math.ceil(len(found) / plan.batch) for found in epochs)
    warm = max(1, int(0.08 * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / max(1, steps - warm)))
    )
    kept: dict[str, Tensor] = {}
    count = step = 0
    model.train()
    for number, found in enumerate(epochs):
        begun, total = time.perf_counter(), torch.zeros((), device=device)
        for first in range(0, len(found), plan.batch):
            loss = loss_of(model, found[first : first + plan.batch], plan, device)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.detach()
            step += 1
            if plan.average and step > steps * (1 - plan.average) and step % 4 == 0:
                count += 1
                for name, value in model.state_dict().items():
                    kept[name] = value.detach().clone() if count == 1 else kept[name] + (value - kept[name]) / count
        took, mean = time.perf_counter() - begun, float(total) * plan.batch / len(found)
        print(f"round {number} loss {mean:.3f} {took:.0f} s", flush=True)  # noqa: T201 -- a script
    if kept:
        model.load_state_dict(kept)
    model.eval()


@torch.no_grad()
def predict(
    model: Tagger, documents: Iterable[Document], device: torch.device, least: float = 0.03
) -> Iterator[Document]:
    """Yield what the model reads in each document: reports, and the words that could be an anchor."""
    model.eval()
    for document in documents:
        spans = document["spans"]
        decoder = Decoder(document["text"], spans, [bool(b) for b in document["begins"]])
        reports, maybe = [], []
        for r in rows(document):
            w = r.window
            logits, vectors = model.encoder(**batch([r], device))
            chances = logits[0].float().sigmoid().cpu().numpy()
            found = [i for i in range(w.start, w.stop) if chances[i - w.first] >= least]
            if not found:
                continue
            places = around([(0, i - w.first, w.last - w.first) for i in found], device)
            scores = roles(model, vectors, places).softmax(-1).cpu().numpy()
            for i, of in zip(found, scores, strict=True):
                chance = round(float(chances[i - w.first]), 4)
                maybe.append([*spans[i], chance])
                low, high = max(w.first, i - REACH), min(w.last, i + REACH + 1)
                one = decoder.report(i, low, smoothed(of[low - i + REACH : high - i + REACH]), chance)
                if one:
                    reports.append(asdict(one))
        yield {"id": document["id"], "reports": reports, "maybe": maybe}
