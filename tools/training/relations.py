"""Graphs as the relation head learns from them: nodes by their mentions among the words of a document, and for ordered
pairs of nodes what holds between them.

The nodes are those that people drew, found in the text by their names, or those that the program drew, which are
matched with people's by their names; both stand for the same edges.
"""

import dataclasses
import json
import re
import unicodedata

import numpy as np

NODE_TYPES = ("person", "state", "organization", "agreement", "event", "place")
MODALITIES = ("actual", "planned", "possible", "conditional", "demanded", "ended")
DISTANCES = 10  # buckets of words between two mentions: 0, 1, 2-3, 4-7, ...
UNKNOWN = -1.0
LIFTED = ("holds-office-in", "represents", "part-of", "member-of")


def edge_types(ontology):
    """Names of all edge types, and which of them are symmetric, from ontology.json."""
    types = json.loads(ontology.read_text(encoding="utf-8"))["edge_types"]
    return [t["name"] for t in types], {t["name"] for t in types if t.get("symmetric")}


def distance_bucket(words):
    """Of numbers of words between, an array."""
    return np.minimum(DISTANCES - 1, np.ceil(np.log2(np.maximum(words, 0) + 1)).astype(np.int64))


@dataclasses.dataclass
class Graph:
    """Mentions in the order of their nodes; pairs are all ordered pairs of different nodes."""
    types: np.ndarray  # by node
    first: np.ndarray  # by mention: its words [first, last)
    last: np.ndarray
    owner: np.ndarray  # by mention: its node
    sources: np.ndarray  # by pair
    targets: np.ndarray
    near_sources: np.ndarray  # by pair: the mentions of both that are nearest to each other
    near_targets: np.ndarray
    distances: np.ndarray  # by pair: bucket, and DISTANCES more where the target stands first
    labels: np.ndarray  # pairs x edge types: 1, .5, 0, or UNKNOWN
    states: list  # (pair, negated, number of modality)
    evidence: list  # (pair, first word, last word)
    edges: list  # what people require: sets of (pair, type), any of which will do
    lost: int  # required edges whose ends are no nodes here


class Layout:
    """The words of a document with the characters [begin, end) that they cover."""

    def __init__(self, text, sentences):
        self.text = text
        self.begins = np.array([b for words in sentences for _, b, _ in words])
        self.ends = np.array([e for words in sentences for _, _, e in words])
        raw = text.encode()
        self.character_of_byte = None if len(raw) == len(text) else np.cumsum([(b & 0xC0) != 0x80 for b in raw]) - 1

    def words(self, begin, end):
        """[first, last) of the words that a stretch of characters touches."""
        return int(np.searchsorted(self.ends, begin, "right")), int(np.searchsorted(self.begins, end, "left"))

    def words_of_bytes(self, begin, end):
        if self.character_of_byte is not None:
            begin, end = int(self.character_of_byte[begin]), int(self.character_of_byte[end - 1]) + 1
        return self.words(begin, end)

    def places(self, form):
        """Words that are exactly this form, each [first, last)."""
        at = self.text.find(form)
        while at >= 0:
            first, last = self.words(at, at + len(form))
            if first < last and self.begins[first] == at and self.ends[last - 1] == at + len(form):
                yield first, last
            at = self.text.find(form, at + 1)


def _plain(name):
    name = "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(c))
    name = re.sub(r"[^\w]+", " ", re.sub(r"['’]s?\b", "", name)).strip()
    return re.sub(r"^(the|a|an) ", "", name)


def _likeness(gold, own):
    """0 where the two can't be the same. Both: type, plain name, set of plain forms."""
    score = 3.0 * (gold[1] == own[1]) + len(gold[2] & own[2]) / max(1, min(len(gold[2]), len(own[2])))
    score += gold[1] in own[2] or own[1] in gold[2]
    if not score and gold[0] == own[0] == "person":
        a, b = gold[1].split(), own[1].split()
        score = float(bool(a and b) and a[-1] == b[-1] and (set(a) <= set(b) or set(b) <= set(a)))
    return score + 0.5 * (gold[0] == own[0]) if score else 0.0


def matched(gold, own):
    """{id of a node of the program: id of the one that people drew}, one to one, the likest first."""
    traits = lambda node, forms: (node["type"], _plain(node["name"]), {_plain(f) for f in forms} - {""})
    gold_traits = [traits(n, [n["name"], *n.get("aliases", [])]) for n in gold]
    own_traits = [traits(n, [n["name"], *n.get("aliases", []), *n.get("forms", [])]) for n in own]
    pairs = sorted((-_likeness(g, o), i, j) for i, g in enumerate(gold_traits) for j, o in enumerate(own_traits) if _likeness(g, o))
    result, taken = {}, set()
    for _, i, j in pairs:
        if own[j]["id"] not in result and gold[i]["id"] not in taken:
            result[own[j]["id"]] = gold[i]["id"]
            taken.add(gold[i]["id"])
    return result


def _without_nested(spans):
    kept = []
    for first, last in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])):
        if not any(f <= first and last <= l for f, l in kept):
            kept.append((first, last))
    return sorted(kept)


def drawn_by_people(gold, layout, types, symmetric):
    """The graph of a gold annotation over its own nodes."""
    spans = {n["id"]: _without_nested(s for form in [n["name"], *n.get("aliases", [])] if form for s in layout.places(form))
             for n in gold["nodes"]}
    nodes = [n for n in gold["nodes"] if spans[n["id"]]]
    return _graph(gold, layout, [(n["type"], spans[n["id"]]) for n in nodes], {n["id"]: i for i, n in enumerate(nodes)}, types, symmetric)


def drawn_by_program(gold, own, layout, types, symmetric):
    """The graph of a gold annotation over the nodes of the program's own graph of the text."""
    raw, nodes, spans = gold["text"].encode(), [], []
    for node in own["nodes"]:
        its = _without_nested(layout.words_of_bytes(m["begin"], m["end"]) for m in node["mentions"])
        if its and not node.get("unnamed"):
            nodes.append({**node, "forms": [raw[m["begin"]:m["end"]].decode(errors="ignore") for m in node["mentions"]]})
            spans.append(its)
    gold_of = matched(gold["nodes"], nodes)
    number_of = {gold_of[n["id"]]: i for i, n in enumerate(nodes) if n["id"] in gold_of}
    return _graph(gold, layout, [(n["type"], s) for n, s in zip(nodes, spans)], number_of, types, symmetric)


def graph_of(nodes, types):
    """A graph of which nothing is known yet. `nodes`: (type, spans of words); `types`: how many types of edges there are."""
    count = len(nodes)
    mentions = [(first, last, n) for n, (_, spans) in enumerate(nodes) for first, last in spans]
    first, last, owner = (np.array([m[k] for m in mentions], np.int64) for k in range(3))
    if count:
        between = np.maximum(first[:, None], first[None, :]) - np.minimum(last[:, None], last[None, :])
        between = np.maximum(between, 0)
        near = np.zeros((count, count, 2), np.int64)
        starts = np.searchsorted(owner, np.arange(count + 1))
        for s in range(count):
            for t in range(s + 1, count):
                block = between[starts[s]:starts[s + 1], starts[t]:starts[t + 1]]
                a, b = np.unravel_index(block.argmin(), block.shape)
                near[s, t] = starts[s] + a, starts[t] + b
                near[t, s] = near[s, t][::-1]
    pairs = [(s, t) for s in range(count) for t in range(count) if s != t]
    sources, targets = (np.array([p[k] for p in pairs], np.int64) for k in range(2))
    near_s = near[sources, targets, 0] if pairs else sources
    near_t = near[sources, targets, 1] if pairs else targets
    distances = sources
    if pairs:
        distances = distance_bucket(between[near_s, near_t]) + DISTANCES * (first[near_t] < first[near_s])
    return Graph(np.array([NODE_TYPES.index(kind) for kind, _ in nodes], np.int64), first, last, owner, sources, targets, near_s,
                  near_t, distances, np.zeros((len(pairs), types), np.float32), [], [], [], 0)


def _graph(gold, layout, nodes, number_of, types, symmetric):
    """`nodes`: (type, spans); `number_of`: of the gold nodes that are among them."""
    graph = graph_of(nodes, len(types))
    pair_of = {pair: n for n, pair in enumerate(zip(graph.sources.tolist(), graph.targets.tolist()))}
    lifts = {}
    for edge in gold["edges"]:
        if edge["type"] in LIFTED:
            lifts.setdefault(edge["source"], set()).add(edge["target"])
    weaker = []
    for edge in gold["edges"]:
        kinds, required = [edge["type"], *edge.get("also", [])], not edge.get("optional")
        ends = [(edge["source"], edge["target"])]
        if edge.get("lift"):
            ends += [(s, t) for s in {edge["source"]} | lifts.get(edge["source"], set())
                     for t in {edge["target"]} | lifts.get(edge["target"], set()) if s != t and (s, t) != ends[0]]
        fitting = set()
        for place, (s, t) in enumerate(ends):
            if s not in number_of or t not in number_of:
                continue
            for kind in kinds:
                both = kind in symmetric or edge["type"] in symmetric
                for pair in [(number_of[s], number_of[t])] + ([(number_of[t], number_of[s])] if both else []):
                    fitting.add((pair_of[pair], types.index(kind)))
                    value = UNKNOWN if place or not required else 1.0 if kind == edge["type"] else 0.5
                    weaker.append((value, pair_of[pair], types.index(kind)))
                    if place == 0 and kind == edge["type"]:
                        graph.states.append((pair_of[pair], int(bool(edge.get("negated"))), MODALITIES.index(edge.get("modality") or "actual")))
                        at = layout.text.find(edge.get("evidence") or "\0")
                        if at >= 0:
                            graph.evidence.append((pair_of[pair], *layout.words(at, at + len(edge["evidence"]))))
        if required:
            if fitting:
                graph.edges.append(fitting)
            else:
                graph.lost += 1
    for value, pair, kind in sorted(weaker):  # what is surer comes last
        graph.labels[pair, kind] = value
    return graph
