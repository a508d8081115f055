"""Makes the toy transformer of the tests (tests/cases/parse/toy-transformer.*): random weights, and for some windows
the rows that NumPy computes of them; and a toy head of relations over it (toy-relations.*), with what PyTorch computes.

    python3 tools/training/make_toy_model.py tests/cases/parse
"""

import json
import pathlib
import sys

import numpy as np
import torch

from export_encoder import WORD_SHAPES, add_encoder, distance_biases
from export_relations import add_relations
from model_file import ModelFileWriter, fingerprint
from network import RelationHead
from reference import encode, mention_heads, states_of
from relations import graph_of
from word_pieces import WordPieces, word_shape

VOCABULARY = ("<s> <pad> </s> <unk> . , ' - talks ##s in between ken ##ya and per ##u fail ##ed the min ##ister said on "
              "mon ##day ##y 4 ##2 peo ##ple fled \u8ba8 ##\u00e9 e ##e t ##t a ##a").split()
WINDOW, WIDTH, HEADS, WIDE, LAYERS = 48, 32, 2, 64, 3
UNIT, PAIR = 0.03, 16
TAGS = ("NOUN\tNN\t_", "VERB\tVBD\t_", "PUNCT\t.\t_", "X\tFW\t_")
LABELS = ("root", "dep", "nsubj", "punct", "parataxis")
WINDOWS = {
    "Talks between Kenya and Peru failed.": "Talks between Kenya and Peru failed .",
    "42 people fled, \u00e9t\u00e9 or not.": "42 people fled , \u00e9t\u00e9 or not .",
}
RELATIONS = ("meets-with", "accuses", "located-in")
# The nodes of a window with the words of their mentions.
NODES = {
    "Talks between Kenya and Peru failed.": [("event", [(0, 1)]), ("state", [(2, 3)]), ("state", [(4, 5)])],
    "42 people fled, \u00e9t\u00e9 or not.": [("organization", [(1, 2), (4, 5)]), ("person", [(0, 2)])],
}
# Words that are hard to cut alike in two languages.
HARD_WORDS = ["KENYA", "Kenya's", "e\u0301t\u00c9", "\u0130ngat", "4\u00b2", "\u8ba8\u8ba8", "...", "\u201cTalks\u201d", "ken-ya",
              "\u00adtalks", "\u200b", "\U0001f600", "\u0633\u0644\u0627\u0645", "talk\u0000s", "a" * 101, "ta" * 40, "\ufb01"]


def toy_encoder(random):
    normal = lambda *shape: random.normal(0, 1 / np.sqrt(shape[-1]), shape).astype(np.float32)
    norms = lambda: np.stack([random.normal(1, 0.1, WIDTH), random.normal(0, 0.1, WIDTH)]).astype(np.float32)
    layers = [{
        "in": (normal(3 * WIDTH, WIDTH) * 2, normal(3 * WIDTH)),
        "out": (normal(WIDTH, WIDTH), normal(WIDTH)),
        "wide": (normal(WIDE, WIDTH), normal(WIDE)),
        "narrow": (normal(WIDTH, WIDE), normal(WIDTH)),
        "norms": np.concatenate([norms(), norms()]),
    } for _ in range(LAYERS)]
    return {
        "words": normal(len(VOCABULARY), WIDTH) * 4, "positions": normal(WINDOW, WIDTH), "norm": norms(),
        "shapes": normal(WORD_SHAPES, WIDTH) * 2, "distances": distance_biases(normal(32, HEADS) * 3, WINDOW),
        "layers": layers,
    }


def toy_heads(random):
    """Weights and bias by section."""
    normal = lambda *shape: random.normal(0, 1 / np.sqrt(shape[-1]), shape).astype(np.float32)
    rows = {"tag": len(TAGS), "arc.dependent": PAIR, "arc.head": PAIR, "label.dependent": PAIR, "label.head": PAIR,
            "ends": 2, "mentions.names": 21, "mentions.matters": 9, "mentions.heads": 4, "mentions.anaphor": PAIR,
            "mentions.antecedent": PAIR}
    heads = {name: (normal(count, WIDTH) * 2, normal(count)) for name, count in rows.items()}
    for name, count in {"arc": PAIR, "label": len(LABELS), "mentions.pair": PAIR, "mentions.distance": 13}.items():
        heads[name] = (normal(count, PAIR) * 2, normal(count))
    return heads


@torch.no_grad()
def toy_relations(folder, states):
    """Writes a head of relations, and what it says of the nodes of the windows; `states` by text."""
    torch.manual_seed(1901)
    head = RelationHead(WIDTH, len(RELATIONS), heads=HEADS, size=16, block=4).eval()
    for table in (head.away, head.kinds.weight, head.distance.weight, head.ends.weight):
        table.normal_(std=0.5)
    head.pair.weight.mul_(20)
    writer = ModelFileWriter()
    weights = {name: value.numpy() for name, value in head.state_dict().items()}
    add_relations(writer, weights, UNIT, fingerprint(folder / "toy-transformer.model"), RELATIONS)
    writer.write(folder / "toy-relations.model")
    windows = []
    for text, nodes in NODES.items():
        graph = graph_of(nodes, len(RELATIONS))
        scores, _ = head(torch.tensor(states[text].astype(np.float32) * np.float32(UNIT)), graph)
        windows.append({"text": text, "nodes": [{"type": kind, "mentions": spans} for kind, spans in nodes],
                        "pairs": [{"source": int(s), "target": int(t), "scores": np.round(row, 4).tolist()}
                                  for s, t, row in zip(graph.sources, graph.targets, scores.numpy().astype(float))]})
    (folder / "toy-relations.json").write_text(json.dumps(windows) + "\n")


def add_lists(writer):
    """Tags and labels; neither lemma rules nor known words."""
    writer.add_text("tags", "".join(tag + "\n" for tag in TAGS))
    writer.add_text("labels", "".join(label + "\n" for label in LABELS))
    writer.add_text("lemma.scripts", "l0\t\n")
    for name, kind in (("lemma.keys", np.uint64), ("lemma.values", np.uint32), ("words.keys", np.uint64),
                       ("words.rows", np.uint32), ("words.vectors", np.uint32)):
        writer.add_numbers(name, np.zeros(2, kind))


def main(folder):
    encoder, heads = toy_encoder(np.random.default_rng(1867)), toy_heads(np.random.default_rng(1886))
    writer = ModelFileWriter()
    add_encoder(writer, encoder, VOCABULARY, UNIT)
    add_lists(writer)
    for name, (weights, bias) in heads.items():
        writer.add_matrix(name, weights, bias)
    writer.write(folder / "toy-transformer.model")
    expected, states, vocabulary = [], {}, WordPieces(VOCABULARY)
    for text, words in WINDOWS.items():
        pieces, shapes, first = [0], [0], []
        for word in words.split():
            first.append(len(pieces))
            cut = vocabulary.cut(word)
            pieces += cut
            shapes += [word_shape(word)] * len(cut)
        pieces, shapes = pieces + [2], shapes + [0]
        exact, whole = (encode(encoder, pieces, shapes, exact) for exact in (True, False))
        states[text] = states_of(whole[first], UNIT)
        mentions = mention_heads(states[text], UNIT,
                                 {name.removeprefix("mentions."): pair for name, pair in heads.items()})
        expected.append({"text": text, "exact": np.round(exact[first], 5).tolist(),
                         "whole": np.round(whole[first], 5).tolist(),
                         "mentions": [dict(zip(("word", "type", "chain"), m)) for m in mentions]})
        print(f"{text!r}: whole numbers differ by {np.abs(exact - whole).max():.4f} at most")
    (folder / "toy-transformer.json").write_text(json.dumps({"unit": UNIT, "windows": expected, "cuts": [
        {"word": word, "pieces": vocabulary.cut(word), "shape": word_shape(word)} for word in HARD_WORDS]}) + "\n")
    toy_relations(folder, states)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
