"""Write a fitted network as two ONNX graphs with weights of eight bits, one scale a row or column.

The pieces' vectors are a table of bytes with a scale a row; matrices are ONNX Runtime's dynamic quantization, one scale
an output channel.
"""

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from train.tagger.network import FAR, Encoder, Roles, Tagger


class Bytes(nn.Module):
    """A table of vectors in bytes, one scale a row."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", (table / scale).round().clamp(-127, 127).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, at: Tensor) -> Tensor:
        """Return the vectors of the numbers."""
        return self.table[at].float() * self.scale[at]


class Pooled(nn.Module):
    """The encoder on one window, its words' pieces given as the last piece of each word.

    A word's vector is a difference of running sums over pieces in the fitted network's terms: the same mean.
    """

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor, shapes: Tensor, pool: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits [words] and vectors [words, inner]; ``pool`` is [words, pieces]."""
        mask = torch.zeros_like(pieces, dtype=torch.float32).unsqueeze(0)
        logits, vectors = self.encoder(pieces.unsqueeze(0), shapes.unsqueeze(0), pool.unsqueeze(0), mask)
        return logits[0], vectors[0]


class Placed(nn.Module):
    """The roles around anchors of one window, without a padding of windows."""

    def __init__(self, roles: Roles) -> None:
        super().__init__()
        self.roles = roles

    def forward(self, vectors: Tensor, anchors: Tensor, at: Tensor, mask: Tensor) -> Tensor:
        """Return the roles' chances [anchors, places, roles]; ``at`` are the words around each anchor."""
        steps = torch.arange(at.shape[1]) - at.shape[1] // 2
        far = steps.clamp(-FAR, FAR) + FAR
        return self.roles(vectors[at], vectors[anchors], far.unsqueeze(0), mask).softmax(-1)


def export(model: Tagger, folder: Path, *, bits: int = 8) -> None:
    """Write ``encoder.onnx`` and ``roles.onnx``; ``bits`` is 8 or 32."""
    folder.mkdir(parents=True, exist_ok=True)
    model = model.cpu().float().eval()
    if bits == 8:
        model.encoder.pieces = Bytes(model.encoder.pieces.weight.detach())
    n, w, a = 40, 30, 3
    pieces = torch.randint(5, 1000, (n,))
    pool = torch.zeros(w, n)
    pool[torch.arange(w), torch.arange(w)] = 1
    anchors = torch.arange(a)
    at = torch.zeros(a, 11, dtype=torch.long)
    jobs = {
        "encoder": (
            Pooled(model.encoder),
            (pieces, torch.zeros(n, dtype=torch.long), pool),
            {"pieces": {0: "n"}, "shapes": {0: "n"}, "pool": {0: "w", 1: "n"}},
            ["logits", "vectors"],
        ),
        "roles": (
            Placed(model.roles),
            (torch.zeros(w, model.roles.inner), anchors, at, torch.zeros(a, 11)),
            {"vectors": {0: "w"}, "anchors": {0: "a"}, "at": {0: "a", 1: "r"}, "mask": {0: "a", 1: "r"}},
            ["chances"],
        ),
    }
    for name, (module, inputs, axes, outputs) in jobs.items():
        with tempfile.TemporaryDirectory() as kept:
            plain = Path(kept) / "plain.onnx"
            torch.onnx.export(
                module,
                inputs,
                str(plain),
                input_names=list(axes),
                output_names=outputs,
                dynamic_axes=axes,
                opset_version=17,
                dynamo=False,
            )
            if bits == 8:
                quantize_dynamic(
                    plain,
                    folder / f"{name}.onnx",
                    per_channel=True,
                    weight_type=QuantType.QInt8,
                    op_types_to_quantize=["MatMul"],
                    extra_options={"MatMulConstBOnly": True},
                )
            else:
                onnx.save(onnx.load(plain), folder / f"{name}.onnx")
