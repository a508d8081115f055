"""The analyser's network in PyTorch: a transformer over word pieces, and heads that read its rows
(core/parse/transformer_encoder.h, parse_heads.h). All is written out in plain products, so that it runs on any
version from 1.13 on and its weights can be exported by name."""

import math

import torch
from torch import nn
from torch.nn import functional as F

from export_encoder import WORD_SHAPES
from relations import DISTANCES, MODALITIES, NODE_TYPES, distance_bucket


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
        self.dropout, self.frozen = dropout, 0
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
        rows = F.dropout(rows, 0 if self.frozen else self.dropout, self.training)
        window = self.positions.shape[0]
        offset = torch.arange(length)[None, :] - torch.arange(length)[:, None] + window - 1
        bias = self.distances[:, offset][None] + (~mask)[:, None, None, :] * -1e4
        for number, layer in enumerate(self.layers):
            rows = layer(rows, bias, self.dropout if number >= self.frozen else 0)
        return rows

    def freeze(self, layers):
        """Learns no more what lies below that layer."""
        self.frozen = layers
        below = [self.words, self.shapes, self.norm, *self.layers[:layers]] if layers else []
        for parameter in [p for module in below for p in module.parameters()] + ([self.positions, self.distances] if layers else []):
            parameter.requires_grad = False

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


class RelationHead(nn.Module):
    """What holds between the nodes of a document: scores of edge types, of denial and of modality for ordered pairs, from
    the rows of all its words (core/relation/relation_head.h). Each mention attends to the words; a pair's context is what
    both its nodes attend to (localised context pooling, Zhou et al. 2021), once by all their mentions and once by the two
    that are nearest to each other. A grouped bilinear form joins both ends."""

    def __init__(self, width, types, heads=12, size=256, block=16, dropout=0.2):
        super().__init__()
        self.dropout, self.types, self.heads, self.size, self.block = dropout, types, heads, size, block
        self.query, self.key = nn.Linear(width, width), nn.Linear(width, width)
        self.away = nn.Parameter(torch.zeros(self.heads, 2 * DISTANCES))
        # For each side: from all mentions of its node, from the nearest one, and from the context.
        self.source, self.target = nn.Linear(width, 2 * self.size), nn.Linear(width, 2 * self.size)
        self.context = nn.Linear(width, 2 * self.size)
        self.kinds = nn.Embedding(2 * len(NODE_TYPES), self.size)
        outputs = types + 2 + len(MODALITIES)
        self.pair = nn.Linear(self.size * self.block, outputs)
        self.distance = nn.Embedding(2 * DISTANCES, outputs)
        self.ends = nn.Embedding(len(NODE_TYPES) ** 2, outputs)
        with torch.no_grad():
            for table in (self.distance, self.ends, self.kinds):
                table.weight.zero_()
            self.pair.bias[:types] = -4.0

    def start_attention(self, weights, biases):
        """Takes queries and keys of a layer of the pretrained encoder (`in` of export_encoder.mpnet)."""
        width = self.query.in_features
        with torch.no_grad():
            self.query.weight.copy_(torch.tensor(weights[:width]))
            self.query.bias.copy_(torch.tensor(biases[:width]))
            self.key.weight.copy_(torch.tensor(weights[width:2 * width]))
            self.key.bias.copy_(torch.tensor(biases[width:2 * width]))

    def forward(self, rows, graph):
        """Scores of pairs, pairs x (types + 2 + modalities), and how much each attends to the words, pairs x words."""
        tensor = torch.from_numpy
        owner, sources, targets = tensor(graph.owner), tensor(graph.sources), tensor(graph.targets)
        near_s, near_t = tensor(graph.near_sources), tensor(graph.near_targets)
        nodes, words, width = len(graph.types), rows.shape[0], rows.shape[1]
        sums = torch.cat([torch.zeros(1, width), rows.float().cumsum(0)])
        first, last = tensor(graph.first), tensor(graph.last)
        mentions = (sums[last] - sums[first]) / (last - first)[:, None]
        mentions = F.dropout(mentions, self.dropout, self.training)
        attended = F.dropout(rows, self.dropout, self.training)

        split = lambda x: x.view(len(x), self.heads, -1).transpose(0, 1)
        at = torch.arange(words).numpy()[None, :]
        between = (at < graph.first[:, None]) * (graph.first[:, None] - at) + (at >= graph.last[:, None]) * (at - graph.last[:, None] + 1)
        bucket = tensor(distance_bucket(between) + DISTANCES * (at >= graph.last[:, None]))
        scores = split(self.query(mentions)) @ split(self.key(attended)).transpose(1, 2) / math.sqrt(width // self.heads)
        weights = (scores.float() + self.away[:, bucket]).softmax(-1)  # heads x mentions x words
        counts = torch.zeros(nodes).index_add(0, owner, torch.ones(len(owner)))
        whole = torch.zeros(self.heads, nodes, words).index_add(1, owner, weights) / counts[None, :, None]
        # Both directions of a pair attend to the same.
        once = torch.nonzero(sources < targets)[:, 0]
        place = torch.zeros(nodes, nodes, dtype=torch.long)
        place[sources[once], targets[once]] = torch.arange(len(once))
        place = place + place.t()
        shared = lambda w, a, b: F.normalize((w[:, a] * w[:, b]).sum(0) + 1e-9, p=1, dim=-1)
        attention = 0.5 * (shared(whole, sources[once], targets[once]) + shared(weights, near_s[once], near_t[once]))
        context = self.context(attention.to(rows.dtype) @ attended)
        context, attention = context[place[sources, targets]].float(), attention[place[sources, targets]]

        def side(linear, number, node, near):
            every, nearest = linear(mentions).float().chunk(2, -1)
            pooled = torch.full((nodes, self.size), -1e4).scatter_reduce(0, owner[:, None].expand(-1, self.size), every, "amax")
            kind = self.kinds(tensor(graph.types) * 2 + number)
            mixed = (pooled + kind)[node] + nearest[near] + context.chunk(2, -1)[number]
            return F.dropout(torch.tanh(mixed), self.dropout, self.training).view(len(node), -1, self.block)

        joined = side(self.source, 0, sources, near_s)[:, :, :, None] * side(self.target, 1, targets, near_t)[:, :, None, :]
        kinds = tensor(graph.types[graph.sources] * len(NODE_TYPES) + graph.types[graph.targets])
        return self.pair(joined.flatten(1)).float() + self.distance(tensor(graph.distances)) + self.ends(kinds), attention
