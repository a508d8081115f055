"""Makes a model file of a trained analyser.

    python3 tools/training/export_analyser.py --checkpoint FOLDER/checkpoint.pt --encoder FOLDER \\
        --inventory core/data/models/english.model --texts FILE... --pieces N --out FILE

The vocabulary is cut to the pieces that the texts (JSONL with "text", CoNLL-U; plain or gzipped) use most, and to all
single characters, so that each word can still be cut.
"""

import argparse
import collections
import gzip
import json
import pathlib
import re

import numpy as np
import torch

from conllu import read_documents
from export_encoder import add_encoder, mpnet
from model_file import ModelFileWriter, read_sections
from network import Encoder
from train_analyser import Analyser, Inventory
from weights import read_safetensors
from word_pieces import WordPieces

WINDOW = 384  # positions that are kept
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
WORD = re.compile(r"\w+|[^\w\s]")


def words_of(path):
    if ".conllu" in path.name:
        yield from (word.form for document in read_documents(path) for sentence in document for word in sentence)
        return
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8") as file:
        for line in file:
            yield from WORD.findall(json.loads(line).get("text", ""))


def kept_pieces(vocabulary, texts, most):
    """Numbers of pieces, in the order of the vocabulary: the special ones first."""
    pieces, count = WordPieces(vocabulary), collections.Counter()
    for path in texts:
        words = collections.Counter(words_of(path))
        for word, times in words.items():
            for number in pieces.cut(word):
                count[number] += times
    special = [vocabulary.index(piece) for piece in SPECIAL]
    single = [n for n, piece in enumerate(vocabulary) if len(piece.removeprefix("##")) == 1 and ord(piece[-1]) < 0x250]
    kept = dict.fromkeys(special + single)
    for number, _ in count.most_common():
        if len(kept) >= most:
            break
        kept.setdefault(number)
    covered = sum(times for number, times in count.items() if number in kept)
    print(f"{len(kept)} of {len(vocabulary)} pieces, which are {covered / max(1, sum(count.values())):.2%} of the texts'")
    return special + sorted(set(kept) - set(special))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--checkpoint", "--encoder", "--inventory", "--out"):
        parser.add_argument(name, type=pathlib.Path, required=True)
    parser.add_argument("--texts", type=pathlib.Path, nargs="+", required=True)
    parser.add_argument("--pieces", type=int, default=10000)
    options = parser.parse_args()

    inventory = Inventory(options.inventory)
    lines = (options.encoder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    vocabulary = lines[:-1] if not lines[-1] else lines
    model = Analyser(Encoder(mpnet(read_safetensors(options.encoder / "model.safetensors"))), inventory)
    model.load_state_dict(torch.load(options.checkpoint)["model"])
    encoder = model.encoder.weights()
    kept = kept_pieces(vocabulary, options.texts, options.pieces)
    middle = encoder["distances"].shape[1] // 2
    encoder["words"] = encoder["words"][kept]
    encoder["positions"] = encoder["positions"][:WINDOW]
    encoder["distances"] = np.ascontiguousarray(encoder["distances"][:, middle - WINDOW + 1:middle + WINDOW])

    writer = ModelFileWriter()
    add_encoder(writer, encoder, [vocabulary[n] for n in kept], states_unit=0.02)
    before = read_sections(options.inventory)
    for name in ("tags", "labels", "lemma.scripts"):
        writer.add_text(name, before[name].decode())
    for name, kind in (("lemma.keys", np.uint64), ("lemma.values", np.uint32), ("words.keys", np.uint64),
                       ("words.rows", np.uint32), ("words.vectors", np.uint32)):
        writer.add_numbers(name, np.frombuffer(before[name], kind))
    heads = model.heads
    for name in ("tag", "arc", "label"):
        writer.add_matrix(name, *(t.detach().numpy() for t in (getattr(heads, name).weight, getattr(heads, name).bias)))
    for part in ("arc", "label"):
        for side in ("dependent", "head"):
            linear = getattr(heads, f"{part}_{side}")
            writer.add_matrix(f"{part}.{side}", linear.weight.detach().numpy(), linear.bias.detach().numpy())
    writer.write(options.out)


if __name__ == "__main__":
    main()
