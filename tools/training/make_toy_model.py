"""Makes the toy transformer of the tests (tests/cases/parse/toy-transformer.*): random weights, and for some windows
the rows that NumPy computes of them.

    python3 tools/training/make_toy_model.py tests/cases/parse
"""

import json
import pathlib
import sys

import numpy as np

from export_encoder import WORD_SHAPES, add_encoder, distance_biases
from model_file import ModelFileWriter
from reference import encode

VOCABULARY = ("<s> <pad> </s> <unk> . , ' - talks ##s in between ken ##ya and per ##u fail ##ed the min ##ister said on "
              "mon ##day ##y 4 ##2 peo ##ple fled \u8ba8 ##\u00e9 e ##e t ##t a ##a").split()
WINDOW, WIDTH, HEADS, WIDE, LAYERS = 48, 32, 2, 64, 3
UNIT = 0.03
# Words and their pieces, as core/parse/word_pieces.h cuts them, with the kind of shape of each word.
WINDOWS = {
    "Talks between Kenya and Peru failed.":
        [["talks", 2], ["between", 1], ["ken ##ya", 2], ["and", 1], ["per ##u", 2], ["fail ##ed", 1], [".", 7]],
    "42 people fled, \u00e9t\u00e9 or not.":
        [["4 ##2", 6], ["peo ##ple", 1], ["fled", 1], [",", 7], ["e ##t ##e", 1], ["<unk>", 1], ["<unk>", 1], [".", 7]],
}


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


def main(folder):
    encoder = toy_encoder(np.random.default_rng(1867))
    writer = ModelFileWriter()
    add_encoder(writer, encoder, VOCABULARY, UNIT)
    writer.write(folder / "toy-transformer.model")
    expected = []
    for text, words in WINDOWS.items():
        pieces, shapes, first = [0], [0], []
        for cut, shape in words:
            first.append(len(pieces))
            for piece in cut.split():
                pieces.append(VOCABULARY.index(piece))
                shapes.append(shape)
        pieces, shapes = pieces + [2], shapes + [0]
        exact, whole = (encode(encoder, pieces, shapes, exact) for exact in (True, False))
        expected.append({"text": text, "exact": np.round(exact[first], 5).tolist(),
                         "whole": np.round(whole[first], 5).tolist()})
        print(f"{text!r}: whole numbers differ by {np.abs(exact - whole).max():.4f} at most")
    (folder / "toy-transformer.json").write_text(json.dumps({"unit": UNIT, "windows": expected}) + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
