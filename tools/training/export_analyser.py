"""Makes a model file of a trained analyser.

    python3 tools/training/export_analyser.py --checkpoint FOLDER/checkpoint.pt --encoder FOLDER \\
        --inventory core/data/models/english.model --texts FILE... --out FILE

The texts (CoNLL-U) tell the range of the words' states.
"""

import argparse
import pathlib

import numpy as np
import torch

from annotations import read_treebank
from export_encoder import add_encoder, mpnet
from model_file import ModelFileWriter, read_sections
from network import Encoder
from train_analyser import LONGEST_WINDOW, Analyser, Inventory, batches_of, windows_of
from vocabulary import read_vocabulary
from weights import read_safetensors
from word_pieces import WordPieces


@torch.no_grad()
def unit_of_states(model, vocabulary, inventory, texts):
    """The real value of 1 in a state: one number in two thousand is out of range."""
    documents = [d for path in texts for d in read_treebank(path)[:6]]
    model.eval()
    states = []
    for batch in batches_of(windows_of(documents, vocabulary, inventory, lambda _: 254), 1024)[:12]:
        flat, length = model.rows(batch)
        states.append(model.word_rows(batch, flat, length).abs().reshape(-1))
    states = torch.cat(states).numpy()
    limit = float(np.quantile(states, 0.9995))
    print(f"states: mean {states.mean():.3f}, limit {limit:.3f}, greatest {states.max():.3f}")
    return limit / 127


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--checkpoint", "--encoder", "--inventory", "--out"):
        parser.add_argument(name, type=pathlib.Path, required=True)
    parser.add_argument("--texts", type=pathlib.Path, nargs="+", required=True)
    options = parser.parse_args()

    inventory = Inventory(options.inventory)
    whole = read_vocabulary(options.encoder / "vocab.txt")
    trained = torch.load(options.checkpoint)
    vocabulary = [whole[n] for n in trained["kept"]]
    weights = mpnet(read_safetensors(options.encoder / "model.safetensors"))
    weights["layers"], weights["words"] = weights["layers"][:trained["layers"]], weights["words"][trained["kept"]]
    model = Analyser(Encoder(weights), inventory)
    model.load_state_dict({n: w for n, w in trained["model"].items() if not n.startswith("relation.")})
    encoder = model.encoder.weights()
    middle = encoder["distances"].shape[1] // 2
    encoder["positions"] = encoder["positions"][:LONGEST_WINDOW]
    encoder["distances"] = np.ascontiguousarray(encoder["distances"][:, middle - LONGEST_WINDOW + 1:middle + LONGEST_WINDOW])
    unit = unit_of_states(model, WordPieces(vocabulary), inventory, options.texts)

    writer = ModelFileWriter()
    add_encoder(writer, encoder, vocabulary, unit)
    before = read_sections(options.inventory)
    for name in ("tags", "labels", "lemma.scripts"):
        writer.add_text(name, before[name].decode())
    for name, kind in (("lemma.keys", np.uint64), ("lemma.values", np.uint32), ("words.keys", np.uint64),
                       ("words.rows", np.uint32), ("words.vectors", np.uint32)):
        writer.add_numbers(name, np.frombuffer(before[name], kind))
    def add(section, linear):
        writer.add_matrix(section, linear.weight.detach().numpy(), linear.bias.detach().numpy())

    for name in ("tag", "arc", "label"):
        add(name, getattr(model.heads, name))
        if name != "tag":
            for side in ("dependent", "head"):
                add(f"{name}.{side}", getattr(model.heads, f"{name}_{side}"))
    reading = model.reading
    add("ends", reading.end)
    for section, linear in (("names", reading.name), ("matters", reading.matter), ("heads", reading.mention),
                            ("anaphor", reading.anaphor), ("antecedent", reading.antecedent), ("pair", reading.pair),
                            ("distance", reading.distance)):
        add(f"mentions.{section}", linear)
    writer.write(options.out)


if __name__ == "__main__":
    main()
