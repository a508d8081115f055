"""Cuts a vocabulary to the pieces that texts use most, and to all single characters, so that each word can still be cut."""

import collections
import gzip
import json
import re

import mention_corpus
from word_pieces import WordPieces

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
WORD = re.compile(r"\w+|[^\w\s]")


def read_vocabulary(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    return lines[:-1] if not lines[-1] else lines


def _words_of(path):
    if ".conllu" in path.name:
        for _, document in mention_corpus.gum_documents(str(path)):
            yield from (row[1] for rows in document for row in rows if row != "par")
        return
    with mention_corpus.open_text(path) as file:
        for line in file:
            yield from WORD.findall(json.loads(line).get("text", ""))


def cut_vocabulary(vocabulary, texts, most):
    """Numbers of the pieces that are kept, in the order of the vocabulary: the special ones first. `texts`: JSONL with
    "text", or CoNLL-U, plain or gzipped."""
    pieces, count = WordPieces(vocabulary), collections.Counter()
    for path in texts:
        for word, times in collections.Counter(_words_of(path)).items():
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
