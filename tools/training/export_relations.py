"""Makes the file of the head of relations (core/relation/relation_head.h) that was trained with an analyser.

    python3 tools/training/export_relations.py --checkpoint FOLDER/checkpoint.pt --analyser FILE --ontology FILE --out FILE

`--analyser` is the model file that export_analyser.py made of the same checkpoint.
"""

import argparse
import pathlib

import numpy as np
import torch

import relations
from model_file import ModelFileWriter, fingerprint, read_sections


def add_relations(writer, state, unit, analyser, types):
    """`state`: the head's weights by name, as RelationHead.state_dict gives them; `unit`: the real value of 1 in a state."""
    array = lambda name: np.asarray(state[name], np.float32)
    nodes = len(relations.NODE_TYPES)
    writer.add_text("relation.analyser", analyser)
    writer.add_text("relation.types", "\n".join(types))
    writer.add_text("relation.nodes", "\n".join(relations.NODE_TYPES))
    writer.add_numbers("relation.unit", np.array([unit], np.float32))
    for name in ("query", "key", "source", "target", "context", "pair"):
        writer.add_matrix(f"relation.{name}", array(f"{name}.weight"), array(f"{name}.bias"))
    writer.add_numbers("relation.away", array("away"))
    writer.add_numbers("relation.kinds", array("kinds.weight").reshape(nodes, 2, -1))
    writer.add_numbers("relation.distance", array("distance.weight"))
    writer.add_numbers("relation.ends", array("ends.weight").reshape(nodes, nodes, -1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--checkpoint", "--analyser", "--ontology", "--out"):
        parser.add_argument(name, type=pathlib.Path, required=True)
    options = parser.parse_args()
    state = torch.load(options.checkpoint)["model"]
    head = {name.removeprefix("relation."): value.numpy() for name, value in state.items() if name.startswith("relation.")}
    unit = np.frombuffer(read_sections(options.analyser)["states.unit"], np.float32)[0]
    writer = ModelFileWriter()
    add_relations(writer, head, unit, fingerprint(options.analyser), relations.edge_types(options.ontology)[0])
    writer.write(options.out)


if __name__ == "__main__":
    main()
