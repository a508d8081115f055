"""Puts a transformer into the sections that core/parse/transformer_encoder.h reads."""

import numpy as np

WORD_SHAPES = 8


def distance_biases(table, window, buckets=32, furthest=128):
    """MPNet's relative positions, a row a head: from the last piece before to the last behind. `table` is
    buckets x heads. Half of the buckets are for what lies behind; half of those for single steps, the others grow
    by the logarithm (Raffel et al. 2020)."""
    offset = np.arange(-(window - 1), window)
    half = buckets // 2
    bucket = np.where(offset > 0, half, 0)
    far = np.abs(offset)
    exact = half // 2
    steps = np.log(np.maximum(far, 1) / exact) / np.log(furthest / exact) * (half - exact)
    large = exact + steps.astype(np.int64)
    bucket = bucket + np.where(far < exact, far, np.minimum(large, half - 1))
    return np.ascontiguousarray(table[bucket].T, np.float32)


def add_encoder(writer, encoder, vocabulary, states_unit):
    """`encoder`: words (pieces x width), positions (window x width), shapes, norm (2 x width), distances
    (heads x 2 * window - 1), and layers of in, out, wide, narrow (weights, bias) and norms (4 x width)."""
    from model_file import quantised_rows

    writer.add_text("encoder", "transformer")
    writer.add_text("pieces", "\n".join(vocabulary))
    heads, window = encoder["distances"].shape[0], encoder["positions"].shape[0]
    writer.add_numbers("transformer.sizes", np.array([heads, window], np.uint32))
    numbers, scale = quantised_rows(encoder["words"])
    writer.add_numbers("transformer.words", numbers)
    writer.add_numbers("transformer.words.scale", scale)
    for name in ("positions", "shapes", "norm", "distances"):
        writer.add_numbers(f"transformer.{name}", np.asarray(encoder[name], np.float32))
    for number, layer in enumerate(encoder["layers"]):
        for part in ("in", "out", "wide", "narrow"):
            writer.add_matrix(f"transformer.{number}.{part}", *layer[part])
        writer.add_numbers(f"transformer.{number}.norms", np.asarray(layer["norms"], np.float32))
    writer.add_numbers("states.unit", np.array([states_unit], np.float32))


def mpnet(tensors, window=512):
    """MPNet's weights under the names of `add_encoder`."""
    layers = []
    while f"encoder.layer.{len(layers)}.attention.attn.q.weight" in tensors:
        t = lambda name: tensors[f"encoder.layer.{len(layers)}.{name}"]
        pair = lambda name: (t(name + ".weight"), t(name + ".bias"))
        joined = [pair(f"attention.attn.{p}") for p in "qkv"]
        layers.append({
            "in": (np.concatenate([w for w, _ in joined]), np.concatenate([b for _, b in joined])),
            "out": pair("attention.attn.o"),
            "wide": pair("intermediate.dense"),
            "narrow": pair("output.dense"),
            "norms": np.stack([*pair("attention.LayerNorm"), *pair("output.LayerNorm")]),
        })
    words = tensors["embeddings.word_embeddings.weight"]
    return {
        "words": words,
        "positions": tensors["embeddings.position_embeddings.weight"][2:2 + window],
        "shapes": np.zeros((WORD_SHAPES, words.shape[1]), np.float32),
        "norm": np.stack([tensors["embeddings.LayerNorm.weight"], tensors["embeddings.LayerNorm.bias"]]),
        "distances": distance_biases(tensors["encoder.relative_attention_bias.weight"], window),
        "layers": layers,
    }
