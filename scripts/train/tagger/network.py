"""The network: the first layers of MPNet with two heads, one for anchors, one for the roles around an anchor.

MPNet (Song et al. 2020) is a BERT with relative positions; this is its encoder, with the checkpoint's names.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER, LONGEST = 768, 12, 3072, 512
SHAPES = 32
ROLES = 4
FAR = 48
"""Words from the anchor that are told apart."""


def buckets(count: int = 32, far: int = 128) -> Tensor:
    """Return MPNet's bucket of each distance from -(LONGEST - 1) to LONGEST - 1 (key minus query)."""
    away = torch.arange(-(LONGEST - 1), LONGEST)
    n = -away
    half = count // 2
    result = (n < 0).long() * half
    n = n.abs()
    exact = half // 2
    large = exact + (torch.log(n.float().clamp(min=1) / exact) / math.log(far / exact) * (half - exact)).long()
    return result + torch.where(n < exact, n, large.clamp(max=half - 1))


class Layer(nn.Module):
    """One layer of MPNet."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-5), nn.LayerNorm(WIDTH, eps=1e-5)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)

    def forward(self, x: Tensor, bias: Tensor, drop: float) -> Tensor:
        """Return the next layer's vectors; ``bias`` is added to the scores of attention."""
        b, n, _ = x.shape
        q, k, v = (f(x).view(b, n, HEADS, WIDTH // HEADS).transpose(1, 2) for f in (self.q, self.k, self.v))
        scores = q @ k.transpose(2, 3) * (WIDTH // HEADS) ** -0.5 + bias
        weights = functional.dropout(scores.softmax(-1), drop, self.training)
        y = self.o((weights @ v).transpose(1, 2).reshape(b, n, WIDTH))
        x = self.norm1(x + functional.dropout(y, drop, self.training))
        y = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(y, drop, self.training))


class Encoder(nn.Module):
    """Pieces in, one vector and one anchor's logit a word out."""

    def __init__(self, vocabulary: int, layers: int, inner: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(LONGEST + 2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.relative = nn.Embedding(32, HEADS)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.out = nn.Linear(WIDTH, inner)
        self.anchor1, self.anchor2 = nn.Linear(WIDTH, 256), nn.Linear(256, 1)
        self.register_buffer("buckets", buckets(), persistent=False)
        nn.init.zeros_(self.shapes.weight)

    def forward(
        self, pieces: Tensor, shapes: Tensor, pool: Tensor, mask: Tensor, drop: float = 0.0
    ) -> tuple[Tensor, Tensor]:
        """Return the logits of anchors and the vectors of the words.

        ``pieces`` and ``shapes`` (of each piece's word) are [batch, pieces]; ``pool`` [batch, words, pieces] takes the
        mean of a word's pieces; ``mask`` [batch, pieces] is 0 for a piece and very low for padding.
        """
        n = pieces.shape[1]
        at = torch.arange(n, device=pieces.device)
        table = self.relative(self.buckets).t()  # heads, distances
        bias = table[:, at[None, :] - at[:, None] + (LONGEST - 1)].unsqueeze(0) + mask[:, None, None, :]
        x = self.norm(self.pieces(pieces) + self.places(at + 2)) + self.shapes(shapes)
        x = functional.dropout(x, drop, self.training)
        for layer in self.layers:
            x = layer(x, bias, drop)
        x = pool @ (x + self.shapes(shapes))
        return self.anchor2(functional.gelu(self.anchor1(x))).squeeze(-1), self.out(x)


class Roles(nn.Module):
    """The vectors around an anchor in, four logits a word out."""

    def __init__(self, inner: int, layers: int = 2) -> None:
        super().__init__()
        self.inner = inner
        self.far = nn.Embedding(2 * FAR + 1, inner)
        self.norm = nn.LayerNorm(inner)
        self.anchor = nn.Linear(inner, inner)
        self.blocks = nn.ModuleList(Block(inner) for _ in range(layers))
        self.out = nn.Linear(inner, ROLES)

    def forward(self, x: Tensor, anchor: Tensor, far: Tensor, mask: Tensor) -> Tensor:
        """Return logits [anchors, words, roles].

        ``x`` is [anchors, words, inner], ``anchor`` [anchors, inner] the anchor's own vector, ``far`` the clipped
        distances to it plus FAR, ``mask`` [anchors, words] 0 for a word and very low for padding.
        """
        x = self.norm(x + self.anchor(anchor)[:, None] + self.far(far))
        bias = mask[:, None, None, :]
        for block in self.blocks:
            x = block(x, bias)
        return self.out(x)


class Block(nn.Module):
    """A small transformer's layer, normalized before."""

    def __init__(self, inner: int, heads: int = 4) -> None:
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(inner), nn.LayerNorm(inner)
        self.q, self.k, self.v, self.o = (nn.Linear(inner, inner) for _ in range(4))
        self.up, self.down = nn.Linear(inner, 4 * inner), nn.Linear(4 * inner, inner)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the next layer's vectors."""
        b, n, w = x.shape
        y = self.norm1(x)
        q, k, v = (f(y).view(b, n, self.heads, w // self.heads).transpose(1, 2) for f in (self.q, self.k, self.v))
        y = (q @ k.transpose(2, 3) * (w // self.heads) ** -0.5 + bias).softmax(-1) @ v
        x = x + functional.dropout(self.o(y.transpose(1, 2).reshape(b, n, w)), 0.1, self.training)
        y = self.down(functional.gelu(self.up(self.norm2(x))))
        return x + functional.dropout(y, 0.1, self.training)


class Tagger(nn.Module):
    """Encoder and roles together."""

    def __init__(self, vocabulary: int, layers: int = 6, inner: int = 256) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, layers, inner)
        self.roles = Roles(inner)


def renamed(state: dict[str, Tensor], layers: int) -> dict[str, Tensor]:
    """Return a checkpoint's tensors under this module's names: embeddings and the first layers."""
    names = {
        "embeddings.word_embeddings.weight": "pieces.weight",
        "embeddings.position_embeddings.weight": "places.weight",
        "embeddings.LayerNorm.weight": "norm.weight",
        "embeddings.LayerNorm.bias": "norm.bias",
        "encoder.relative_attention_bias.weight": "relative.weight",
    }
    inside = {f"attention.attn.{x}": x for x in "qkvo"}
    inside |= {
        "attention.LayerNorm": "norm1",
        "intermediate.dense": "up",
        "output.dense": "down",
        "output.LayerNorm": "norm2",
    }
    for i in range(layers):
        for theirs, ours in inside.items():
            for part in ("weight", "bias"):
                names[f"encoder.layer.{i}.{theirs}.{part}"] = f"layers.{i}.{ours}.{part}"
    return {f"encoder.{ours}": state[theirs] for theirs, ours in names.items()}
