"""Cuts words into pieces as core/parse/word_pieces.cpp does, and names their shapes as word_shape.cpp does."""

import unicodedata

LONGEST_WORD = 100


def _is_punctuation(c):
    if ord(c) < 128:
        return c > " " and c != "\x7f" and not c.isalnum()
    return unicodedata.category(c).startswith("P")


def _is_ideograph(c):
    n = ord(c)
    return (0x4E00 <= n <= 0x9FFF or 0x3400 <= n <= 0x4DBF or 0x20000 <= n <= 0x2CEAF or 0xF900 <= n <= 0xFAFF
            or 0x2F800 <= n <= 0x2FA1F)


def _parts(word):
    """Stretches of letters and single signs, in lower case and without accents."""
    run = ""
    for c in unicodedata.normalize("NFD", word.lower()):
        if unicodedata.category(c) in ("Mn", "Cc", "Cf"):
            continue
        if c.isspace() or _is_punctuation(c) or _is_ideograph(c):
            if run:
                yield run
            run = ""
            if not c.isspace():
                yield c
        else:
            run += c
    if run:
        yield run


class WordPieces:
    def __init__(self, vocabulary, unknown="<unk>"):
        self.numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown = self.numbers[unknown]
        self.known = {}  # words that were cut before

    def cut(self, word):
        """Numbers of pieces, one at least."""
        if word not in self.known:
            self.known[word] = [n for part in _parts(word) for n in self._cut_part(part)] or [self.unknown]
        return self.known[word]

    def _cut_part(self, part):
        pieces, at = [], 0
        while at < len(part) <= LONGEST_WORD:
            end = len(part)
            prefix = "##" if at else ""
            while end > at and prefix + part[at:end] not in self.numbers:
                end -= 1
            if end == at:
                return [self.unknown]
            pieces.append(self.numbers[prefix + part[at:end]])
            at = end
        return pieces or [self.unknown]


def word_shape(word):
    letters = [c for c in word if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if any(c.isdigit() for c in word):
        return 6
    if not letters:
        return 7
    if not capitals:
        return 1
    if capitals == len(letters):
        return 3 if len(letters) == 1 else 4
    return 2 if letters[0].isupper() and capitals == 1 else 5
