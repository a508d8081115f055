"""Reads treebanks: CoNLL-U, plain or gzipped, by document."""

import dataclasses
import gzip


@dataclasses.dataclass
class Word:
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int  # from 1; 0 for the root
    deprel: str
    misc: str


def read_documents(path):
    """Documents of sentences of words. Where a treebank marks no documents, it is one."""
    documents, sentence = [[]], []
    with gzip.open(path, "rt", encoding="utf-8") if str(path).endswith(".gz") else open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# newdoc") and documents[-1]:
                documents.append([])
            elif not line and sentence:
                documents[-1].append(sentence)
                sentence = []
            elif line and line[0].isdigit():
                column = line.split("\t")
                if column[0].isdigit():  # neither a multiword token nor an empty node
                    sentence.append(Word(*column[1:6], int(column[6]), column[7], column[9]))
    if sentence:
        documents[-1].append(sentence)
    return documents
