"""The analyser's network in PyTorch: a transformer over word pieces, and heads that read its rows
(core/parse/transformer_encoder.h, parse_heads.h). All is written out in plain products, so that it runs on any
version from 1.13 on and its weights can be exported by name."""

import math

import torch
from torch import nn
from torch.nn import functional as F

from export_encoder import WORD_SHAPES


class Layer(nn.Module):
    def __init__(self, width, wide, heads):
        super().__init__()
        self.heads = heads
        self.into, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.wide, self.narrow = nn.Linear(width, wide), nn.Linear(wide, width)
        self.norm, self.last_norm = nn.LayerNorm(width, eps=1e-5), nn.LayerNorm(width, eps=1e-5)

    def forward(self, rows, bias, dropout):
        batch, length, width = rows.shape
        query, key, value = self.into(rows).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) / math.sqrt(width // self.heads) + bias
        weights = F.dropout(scores.softmax(-1), dropout, self.training)
        attended = (weights @ value).transpose(1, 2).reshape(batch, length, width)
        rows = self.norm(rows + F.dropout(self.out(attended), dropout, self.training))
        return self.last_norm(rows + F.dropout(self.narrow(F.gelu(self.wide(rows))), dropout, self.training))


class Encoder(nn.Module):
    """Rows of word pieces. `weights`: as export_encoder.mpnet gives them."""

    def __init__(self, weights, dropout=0.1):
        super().__init__()
        tensor = lambda value: torch.tensor(value, dtype=torch.float32)
        window, width = weights["positions"].shape
        heads = weights["distances"].shape[0]
        self.dropout = dropout
        self.words = nn.Embedding.from_pretrained(tensor(weights["words"]), freeze=False)
        self.positions = nn.Parameter(tensor(weights["positions"]))
        self.shapes = nn.Embedding(WORD_SHAPES, width)
        self.distances = nn.Parameter(tensor(weights["distances"]))
        self.norm = nn.LayerNorm(width, eps=1e-5)
        self.layers = nn.ModuleList(Layer(width, l["wide"][0].shape[0], heads) for l in weights["layers"])
        with torch.no_grad():
            self.shapes.weight.copy_(tensor(weights["shapes"]))
            self._copy(self.norm, weights["norm"])
            for layer, given in zip(self.layers, weights["layers"]):
                for part, name in ((layer.into, "in"), (layer.out, "out"), (layer.wide, "wide"), (layer.narrow, "narrow")):
                    self._copy(part, given[name])
                self._copy(layer.norm, given["norms"][:2])
                self._copy(layer.last_norm, given["norms"][2:])

    @staticmethod
    def _copy(module, pair):
        module.weight.copy_(torch.tensor(pair[0]))
        module.bias.copy_(torch.tensor(pair[1]))

    def forward(self, pieces, shapes, mask):
        length = pieces.shape[1]
        rows = self.norm(self.words(pieces) + self.positions[:length] + self.shapes(shapes))
        rows = F.dropout(rows, self.dropout, self.training)
        window = self.positions.shape[0]
        offset = torch.arange(length)[None, :] - torch.arange(length)[:, None] + window - 1
        bias = self.distances[:, offset][None] + (~mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            rows = layer(rows, bias, self.dropout)
        return rows

    def weights(self):
        """The inverse of the constructor's."""
        array = lambda t: t.detach().numpy()
        pair = lambda module: (array(module.weight), array(module.bias))
        joined = lambda *modules: torch.stack([t for m in modules for t in (m.weight, m.bias)]).detach().numpy()
        return {
            "words": array(self.words.weight), "positions": array(self.positions), "shapes": array(self.shapes.weight),
            "norm": joined(self.norm), "distances": array(self.distances),
            "layers": [{"in": pair(l.into), "out": pair(l.out), "wide": pair(l.wide), "narrow": pair(l.narrow),
                        "norms": joined(l.norm, l.last_norm)} for l in self.layers],
        }


class ParseHeads(nn.Module):
    """Tags, and arcs and labels from rows of which the first is the artificial root's."""

    def __init__(self, width, tags, labels, arc_size=256, label_hidden=256, dropout=0.33):
        super().__init__()
        self.dropout = dropout
        self.tag = nn.Linear(width, tags)
        self.arc_dependent, self.arc_head = nn.Linear(width, arc_size), nn.Linear(width, arc_size)
        self.arc = nn.Linear(arc_size, arc_size)
        self.label_dependent, self.label_head = nn.Linear(width, label_hidden), nn.Linear(width, label_hidden)
        self.label = nn.Linear(label_hidden, labels)

    def _drop(self, rows):
        return F.dropout(rows, self.dropout, self.training)

    def arcs(self, rows):
        """Scores of dependents by heads: sentences x words + 1 x words + 1."""
        dependent = self._drop(F.leaky_relu(self.arc_dependent(rows), 0.1))
        head = self._drop(F.leaky_relu(self.arc_head(rows), 0.1))
        return self.arc(dependent) @ head.transpose(1, 2)

    def labels(self, rows, heads):
        """Scores of the labels of words on the given heads."""
        head_rows = self.label_head(rows).gather(1, heads[:, :, None].expand(-1, -1, self.label_head.out_features))
        return self.label(self._drop(F.leaky_relu(self.label_dependent(rows) + head_rows, 0.1)))


class ReadingHeads(nn.Module):
    """Names, matters (events and agreements), words that head mentions, what those mean again, and ends of sentences;
    all from rows of words."""

    DISTANCES = 12  # 1, 2, 3-4, 5-8, ... mentions back

    def __init__(self, width, names, matters, heads, pair_size=256, dropout=0.2):
        super().__init__()
        self.dropout = dropout
        self.name, self.matter = nn.Linear(width, names), nn.Linear(width, matters)
        self.mention, self.end = nn.Linear(width, heads), nn.Linear(width, 2)
        self.anaphor, self.antecedent = nn.Linear(width, pair_size), nn.Linear(width, pair_size)
        self.pair = nn.Linear(pair_size, pair_size)
        self.distance = nn.Linear(pair_size, self.DISTANCES + 1)  # the last: that something was spoken of before

    def antecedents(self, rows):
        """Scores of mentions by earlier ones, in the order of the text: mentions x mentions; of none, 0."""
        count = rows.shape[0]
        anaphor = F.dropout(F.leaky_relu(self.anaphor(rows), 0.1), self.dropout, self.training)
        antecedent = F.dropout(F.leaky_relu(self.antecedent(rows), 0.1), self.dropout, self.training)
        away = (torch.arange(count)[:, None] - torch.arange(count)[None, :]).clamp(min=1)
        bucket = torch.ceil(torch.log2(away.float())).long().clamp(max=self.DISTANCES - 1)
        distance = self.distance(anaphor)
        scores = self.pair(anaphor) @ antecedent.t() + distance.gather(1, bucket) + distance[:, -1:]
        earlier = torch.arange(count)[:, None] > torch.arange(count)[None, :]
        return scores.float().masked_fill(~earlier, -1e4)
