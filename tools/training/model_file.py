"""Writes entente's model files: the grammar stands in core/parse/model_file.cpp."""

import struct

import numpy as np
import xxhash

MAGIC = b"ENTNTMDL"
VERSION = 2
ALIGNMENT = 64
KINDS = {"text": 0, "int8": 1, "int32": 2, "uint32": 3, "uint64": 4, "float32": 5, "panels": 6}
PANEL_ROWS, PANEL_COLUMNS = 16, 4
LIMIT = 127.0


def _filled(data):
    return data + bytes(-len(data) % ALIGNMENT)


class ModelFileWriter:
    """Collects sections by name; `write` puts them into a file, in the order of their names."""

    def __init__(self):
        self.sections = {}

    def add_text(self, name, text):
        data = text.encode()
        self.sections[name] = ("text", (len(data),), data)

    def add_numbers(self, name, numbers):
        numbers = np.ascontiguousarray(numbers)
        self.sections[name] = (numbers.dtype.name, numbers.shape, numbers.tobytes())

    def add_matrix(self, name, weights, bias=None):
        """A matrix of whole numbers with a scale a row, as read_quantised takes it; the unit of its input is 1."""
        weights = np.asarray(weights, np.float32)
        rows, columns = weights.shape
        if columns % PANEL_COLUMNS:
            raise ValueError(f"{name}: {columns} columns are no multiple of {PANEL_COLUMNS}")
        numbers, scale = quantised_rows(weights)
        filled = -rows % PANEL_ROWS
        panels = np.pad(numbers, ((0, filled), (0, 0)))
        self.add_numbers(name + ".sums", panels.sum(axis=1, dtype=np.int32))
        panels = panels.reshape(-1, PANEL_ROWS, columns // PANEL_COLUMNS, PANEL_COLUMNS).transpose(0, 2, 1, 3)
        self.sections[name + ".weights"] = ("panels", (rows, columns), np.ascontiguousarray(panels).tobytes())
        bias = np.zeros(rows, np.float32) if bias is None else np.asarray(bias, np.float32)
        self.add_numbers(name + ".scale", np.pad(scale, (0, filled)))
        self.add_numbers(name + ".bias", np.pad(bias, (0, filled)))

    def write(self, path):
        names = sorted(self.sections)
        header = 40
        entries = [(name.encode(), *self.sections[name]) for name in names]
        table_size = 4 + sum(2 + len(n) + 2 + 8 * len(shape) + 8 for n, _, shape, _ in entries)
        at = header + table_size
        at += -at % ALIGNMENT
        table, body = struct.pack("<I", len(entries)), b""
        for name, kind, shape, data in entries:
            table += struct.pack("<H", len(name)) + name + struct.pack("<BB", KINDS[kind], len(shape))
            table += struct.pack(f"<{len(shape)}Q", *shape) + struct.pack("<Q", at + len(body))
            body += _filled(data)
        table += bytes(-(header + table_size) % ALIGNMENT)
        content = table + body
        checksum = xxhash.xxh3_128(content).digest()
        size = header + len(content)
        high, low = struct.unpack(">QQ", checksum)
        with open(path, "wb") as out:
            out.write(MAGIC + struct.pack("<IIQ", VERSION, 0, size) + struct.pack("<QQ", high, low) + content)


def quantised_rows(values):
    """Whole numbers of -127..127 and the real value of 1 in each row; halves away from zero, as quantise_row."""
    values = np.asarray(values, np.float32)
    greatest = np.maximum(np.abs(values).max(axis=1), np.float32(1e-9))
    scaled = values * (np.float32(LIMIT) / greatest)[:, None]
    numbers = np.trunc(scaled + np.where(scaled < 0, np.float32(-0.5), np.float32(0.5))).astype(np.int8)
    return numbers, (greatest / np.float32(LIMIT)).astype(np.float32)


def fingerprint(path):
    """The checksum of a model file as 32 hex digits."""
    with open(path, "rb") as file:
        return "%016x%016x" % struct.unpack("<QQ", file.read(40)[24:])


def read_sections(path):
    """Name to bytes, of files of version 1 and 2."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:8] != MAGIC:
        raise ValueError(f"{path} is no model file")
    version, = struct.unpack_from("<I", data, 8)
    count, = struct.unpack_from("<I", data, 40)
    at, sections = 44, {}
    for _ in range(count):
        if version == 1:
            name = data[at:at + 24].rstrip(b"\0").decode()
            offset, size = struct.unpack_from("<QQ", data, at + 24)
            at += 40
        else:
            length, = struct.unpack_from("<H", data, at)
            name = data[at + 2:at + 2 + length].decode()
            kind, rank = struct.unpack_from("<BB", data, at + 2 + length)
            at += 4 + length
            shape = struct.unpack_from(f"<{rank}Q", data, at)
            offset, = struct.unpack_from("<Q", data, at + 8 * rank)
            at += 8 * rank + 8
            if kind == KINDS["panels"]:
                shape = (shape[0] + -shape[0] % PANEL_ROWS, shape[1])
            size = int(np.prod(shape, dtype=np.int64)) * (1, 1, 4, 4, 8, 4, 1)[kind]
        sections[name] = data[offset:offset + size]
    return sections
