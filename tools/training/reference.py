"""The transformer's forward pass in NumPy, as PyTorch defines it (`exact`) or with whole numbers in the products, as
core/parse/transformer_encoder.cpp computes it. For golden files, and to see what whole numbers cost."""

import numpy as np

from model_file import LIMIT, quantised_rows


def layer_norm(rows, norms, epsilon=1e-5):
    mean = rows.mean(axis=1, keepdims=True, dtype=np.float32)
    variance = np.square(rows - mean).mean(axis=1, keepdims=True, dtype=np.float32)
    return (rows - mean) / np.sqrt(variance + np.float32(epsilon)) * norms[0] + norms[1]


def erf(x):
    """Abramowitz & Stegun 1964, 7.1.26."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.sign(x) * (1 - tail * np.exp(-x * x))


def gelu(x):
    return (x * 0.5 * (1 + erf(x / np.sqrt(2.0)))).astype(np.float32)


def product(a, b, exact):
    """The products of rows of `a` with rows of `b`."""
    if exact:
        return a @ b.T
    (p, p_scale), (q, q_scale) = quantised_rows(a), quantised_rows(b)
    sums = p.astype(np.int32) @ q.astype(np.int32).T
    return sums.astype(np.float32) * (q_scale[None, :] * p_scale[:, None])


def attention(layer_rows, heads, distances, exact):
    n, width = layer_rows.shape[0], layer_rows.shape[1] // 3
    size, window = width // heads, (distances.shape[1] + 1) // 2
    attended = np.zeros((n, width), np.float32)
    for head in range(heads):
        query, key, value = (layer_rows[:, p * width + head * size:p * width + (head + 1) * size] for p in range(3))
        scores = product(query, key, exact) / np.float32(np.sqrt(size))
        offsets = np.arange(n)[None, :] - np.arange(n)[:, None] + window - 1
        scores = scores + distances[head][offsets]
        weights = np.exp(scores - scores.max(axis=1, keepdims=True)).astype(np.float32)
        total = weights.sum(axis=1, keepdims=True)
        if exact:
            attended[:, head * size:(head + 1) * size] = weights / total @ value
        else:
            whole = np.floor(weights * np.float32(LIMIT) + np.float32(0.5)).astype(np.int32)
            turned, scale = quantised_rows(value.T)
            attended[:, head * size:(head + 1) * size] = (whole @ turned.astype(np.int32).T).astype(np.float32) * (
                scale[None, :] / (np.float32(LIMIT) * total))
    return attended


def encode(encoder, pieces, shapes, exact=True):
    """The last layer's rows of a window: numbers of pieces and kinds of word shape, its two ends with them."""
    words = encoder["words"]
    if not exact:
        numbers, scale = quantised_rows(words[pieces])
        embedded = numbers.astype(np.float32) * scale[:, None]
    else:
        embedded = words[pieces]
    rows = layer_norm(embedded + encoder["positions"][:len(pieces)] + encoder["shapes"][shapes], encoder["norm"])
    for layer in encoder["layers"]:
        project = lambda part, x: product(x, layer[part][0], exact) + layer[part][1]
        attended = attention(project("in", rows), encoder["distances"].shape[0], encoder["distances"], exact)
        rows = layer_norm(rows + project("out", attended), layer["norms"][:2])
        rows = layer_norm(rows + project("narrow", gelu(project("wide", rows))), layer["norms"][2:])
    return rows.astype(np.float32)


def states_of(rows, unit):
    """Rows of words in one unit for all, as the heads of mentions read them."""
    value = np.clip(rows / np.float32(unit), -LIMIT, LIMIT)
    return np.trunc(value + np.where(value < 0, np.float32(-0.5), np.float32(0.5))).astype(np.int8)


def leaky(x):
    return np.where(x > 0, x, np.float32(0.1) * x)


def mention_heads(states, unit, heads, distances=12):
    """(word, type from 1, chain) of words that head mentions; `heads`: weights and bias by name (mention_heads.h)."""
    def project(name, numbers, scale):
        weights, q_scale = quantised_rows(heads[name][0])
        return (numbers.astype(np.int32) @ weights.astype(np.int32).T) * (q_scale[None, :] * scale) + heads[name][1]

    kinds = project("heads", states, np.float32(unit)).argmax(axis=1)
    words = np.flatnonzero(kinds)
    anaphors, antecedents = (leaky(project(name, states[words], np.float32(unit))).astype(np.float32)
                             for name in ("anaphor", "antecedent"))
    numbers, scale = quantised_rows(anaphors)
    wanted, away = project("pair", numbers, scale[:, None]), project("distance", numbers, scale[:, None])
    found, chains = [], 0
    for i, word in enumerate(words):
        scores = [wanted[i] @ antecedents[j] + away[i][min(distances - 1, (i - j - 1).bit_length())] + away[i][distances]
                  for j in range(i)]
        best = int(np.argmax(scores)) if scores else -1
        taken = best >= 0 and scores[best] > 0
        found.append((int(word), int(kinds[word]), found[best][2] if taken else chains))
        chains += not taken
    return found
