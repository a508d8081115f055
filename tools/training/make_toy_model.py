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
from word_pieces import WordPieces, word_shape

VOCABULARY = ("<s> <pad> </s> <unk> . , ' - talks ##s in between ken ##ya and per ##u fail ##ed the min ##ister said on "
              "mon ##day ##y 4 ##2 peo ##ple fled \u8ba8 ##\u00e9 e ##e t ##t a ##a").split()
WINDOW, WIDTH, HEADS, WIDE, LAYERS = 48, 32, 2, 64, 3
UNIT = 0.03
WINDOWS = {
    "Talks between Kenya and Peru failed.": "Talks between Kenya and Peru failed .",
    "42 people fled, \u00e9t\u00e9 or not.": "42 people fled , \u00e9t\u00e9 or not .",
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


def main(folder):
    encoder = toy_encoder(np.random.default_rng(1867))
    writer = ModelFileWriter()
    add_encoder(writer, encoder, VOCABULARY, UNIT)
    writer.write(folder / "toy-transformer.model")
    expected, vocabulary = [], WordPieces(VOCABULARY)
    for text, words in WINDOWS.items():
        pieces, shapes, first = [0], [0], []
        for word in words.split():
            first.append(len(pieces))
            cut = vocabulary.cut(word)
            pieces += cut
            shapes += [word_shape(word)] * len(cut)
        pieces, shapes = pieces + [2], shapes + [0]
        exact, whole = (encode(encoder, pieces, shapes, exact) for exact in (True, False))
        expected.append({"text": text, "exact": np.round(exact[first], 5).tolist(),
                         "whole": np.round(whole[first], 5).tolist()})
        print(f"{text!r}: whole numbers differ by {np.abs(exact - whole).max():.4f} at most")
    (folder / "toy-transformer.json").write_text(json.dumps({"unit": UNIT, "windows": expected, "cuts": [
        {"word": word, "pieces": vocabulary.cut(word), "shape": word_shape(word)} for word in HARD_WORDS]}) + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
