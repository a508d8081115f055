"""Annotated texts as the network learns from them: words in sentences, and for each word what is known of it.

Three kinds of source are read: treebanks (trees, tags, ends of sentences, and GUM's entities with their coreference),
texts with names (JSONL with "entities"), and gold graphs (JSONL with "nodes"), whose names and aliases are mentions in
their text.
"""

import dataclasses
import json
import pathlib
import re
import subprocess
import tempfile

import mention_corpus
from relations import Layout, drawn_by_people, drawn_by_program

NAME_TYPES = ("person", "organization", "place", "event", "other")
MATTER_TYPES = ("event", "agreement")
HEAD_TYPES = ("person", "organization", "place")
BEGIN, INSIDE, LAST, UNIT = range(4)
UNKNOWN = -100  # a label of tags, trees or chains that teaches nothing


class Labels:
    """Codes of what the label of a word may be: one label, of BILOU (Ratinov & Roth 2009), or several."""

    def __init__(self, types):
        self.types, self.count = types, 1 + 4 * len(types)
        self.any_type = self.count  # + place: of whatever type
        self.unknown = self.count + 4
        self.none_or_other = self.count + 5  # no name, or one of what is no node
        self.codes = self.count + 6

    def exact(self, kind, place):
        return 1 + 4 * self.types.index(kind) + place

    def allowed(self, code):
        if code < self.count:
            return {code}
        if code < self.unknown:
            return {1 + 4 * t + code - self.count for t in range(len(self.types))}
        if code == self.none_or_other:
            return {0} | ({self.exact("other", p) for p in range(4)} if "other" in self.types else set())
        return set(range(self.count))

    def span(self, codes, first, last, kind):
        """Labels words [first, last) as a name; `kind`: a type, "any", or "unknown"."""
        for at in range(first, last):
            place = UNIT if last == first + 1 else BEGIN if at == first else LAST if at == last - 1 else INSIDE
            codes[at] = (self.unknown if kind == "unknown" else self.any_type + place if kind == "any"
                         else self.exact(kind, place))


NAMES, MATTERS = Labels(NAME_TYPES), Labels(MATTER_TYPES)


@dataclasses.dataclass
class Sentence:
    """A list a kind of label, a label a word. What is not known of a source holds UNKNOWN throughout."""
    forms: list
    heads: list  # from 1; 0 for the root
    deprels: list
    tags: list  # (UPOS, XPOS, features), or None
    names: list  # codes of NAMES
    matters: list  # codes of MATTERS
    mentions: list  # 0: heads no mention; else 1 + the number of its type in HEAD_TYPES
    chains: list  # of words that head mentions: the number of what is meant, by document
    ended: bool  # whether it is known where the sentence ends


@dataclasses.dataclass
class Document:
    sentences: list
    id: str = ""
    graphs: tuple = ()  # relations.Graph over its words: one text may have several


def _untreed(forms):
    blank = [UNKNOWN] * len(forms)
    return Sentence(forms, list(blank), [None] * len(forms), [None] * len(forms), [NAMES.unknown] * len(forms),
                    [MATTERS.unknown] * len(forms), list(blank), list(blank), False)


def read_treebank(path):
    """Documents of sentences."""
    documents = []
    for _, document in mention_corpus.gum_documents(str(path)):
        sentences = []
        marked = any("Entity=" in row[9] for rows in document for row in rows if row != "par")
        for rows in document:
            rows = [row for row in rows if row != "par"]
            sentence = _untreed([row[1] for row in rows])
            sentence.heads = [int(row[6]) for row in rows]
            sentence.deprels = [row[7] for row in rows]
            sentence.tags = [(row[3], row[4], row[5]) for row in rows]
            sentence.ended = True
            if marked:
                _read_entities(rows, sentence)
            else:
                sentence.names = [0] * len(rows)
                for first, last, kind in mention_corpus.proper_nouns(rows):
                    NAMES.span(sentence.names, first, last, kind)
            sentences.append(sentence)
        documents.append(Document(sentences))
    return documents


def _read_entities(rows, sentence):
    entities = mention_corpus.entities_of(rows)
    sentence.names, sentence.mentions = [0] * len(rows), [0] * len(rows)
    names = sorted({n for e in entities if e[2] != "time" for n in [mention_corpus.name_of(rows, e, entities)] if n}, key=lambda n: (n[0] - n[1], n[0], n[2] or ""))
    taken = set()
    for first, last, kind in names:
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            NAMES.span(sentence.names, first, last, kind or "other")
    for first, last, kind, _, chain in sorted(entities, key=lambda e: e[0] - e[1]):
        heads = [t for t in range(first, last) if not first <= int(rows[t][6]) - 1 < last]
        if heads and kind in HEAD_TYPES:
            sentence.mentions[heads[0]] = 1 + HEAD_TYPES.index(kind)
            sentence.chains[heads[0]] = int(chain)


def tokenised(texts, program):
    """For each text its sentences as lists of (form, first character, character behind), as the program cuts them."""
    texts = list(texts)
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder) / f"{n}.txt" for n in range(len(texts))]
        for path, text in zip(paths, texts):
            path.write_text(text, encoding="utf-8")
        done = subprocess.run([program, "parse", *paths], capture_output=True, text=True, check=True)
    # The files follow each other without a mark, and no sentence reaches from one into the next.
    joined, starts = "\n".join(texts), [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    cut, sentence, at, number = [[] for _ in texts], [], 0, 0
    for line in done.stdout.split("\n"):
        column = line.split("\t")
        if column[0].isdigit():
            begin = joined.index(column[1], at)
            at = begin + len(column[1])
            while begin >= starts[number + 1]:
                number += 1
            sentence.append((column[1], begin - starts[number], at - starts[number]))
        elif not line and sentence:
            cut[number].append(sentence)
            sentence = []
    return cut


def read_names(path, program):
    """Texts with names: JSONL with "text" and "entities" of bytes [begin, end) and type."""
    items = [json.loads(line) for line in open(path, encoding="utf-8")]
    documents = []
    for item, sentences in zip(items, tokenised((i["text"] for i in items), program)):
        raw = item["text"].encode()
        spans = [(len(raw[:e["begin"]].decode()), len(raw[:e["end"]].decode()), e["type"]) for e in item["entities"]]
        document = []
        for words in sentences:
            sentence = _untreed([form for form, _, _ in words])
            sentence.names = [0] * len(words)
            for begin, end, kind in spans:
                inside = [n for n, (_, first, last) in enumerate(words) if first < end and begin < last]
                if inside:
                    exact = words[inside[0]][1] == begin and words[inside[-1]][2] == end
                    kind = "place" if kind == "state" else kind or "other"
                    NAMES.span(sentence.names, inside[0], inside[-1] + 1, kind if exact and kind in NAME_TYPES else "unknown")
            document.append(sentence)
        documents.append(Document(document))
    return documents


DETERMINERS = set("a an the this that these those our their his her its my your any some such".split())


def _capital(word):
    return word[:1].isupper()


def _mention_of(form, node):
    """Where in a form of a node (a list of words) its name is: (first, last, kind), or None. "unknown": a mention that
    is no name."""
    kind, canonical = node["type"], node["name"].casefold()
    last, first = len(form), 0
    while first < last and form[first].casefold() in DETERMINERS:
        first += 1
    if first == last:
        return None
    if kind == "person":
        known = set(re.findall(r"[\w’'.-]+", canonical))
        own = [n for n in range(first, last) if form[n].casefold() in known and form[n].casefold() not in mention_corpus.TITLES]
        if own and _capital(form[own[0]]):
            return own[0], own[-1] + 1, "person"
        named = all(map(_capital, form[first:last])) and not mention_corpus.TITLES & {w.casefold() for w in form[first:last]}
        return first, last, "person" if named and first == 0 else "unknown"
    if kind == "state":
        # Demonyms ("Syrian"), capitals and governments that stand for a state are no names of places.
        words, parts = [w.casefold() for w in form], canonical.split()
        for at in range(first, last - len(parts) + 1):
            if words[at:at + len(parts)] == parts:
                return at, at + len(parts), "place"
        short = last == first + 1 and form[first].replace(".", "").isupper()
        return first, last, "place" if short or set(words[first:last]) <= set(parts) else "unknown"
    if kind == "organization":
        for at in range(first, last - 1):
            if form[at] in ("'s", "’s") and "'s" not in canonical and "’s" not in canonical:
                first = at + 1
    if kind in MATTER_TYPES:
        return first, last, kind
    return first, last, kind if any(map(_capital, form[first:last])) else "unknown"


def read_gold(path, program, own=None, types=None):
    """Texts with the graphs that people drew of them. `types`: names of edge types and which of them are symmetric, where
    relations are learnt too; `own`: {id: the program's graph of the same text}."""
    items = [json.loads(line) for line in open(path, encoding="utf-8")]
    documents = []
    for item, sentences in zip(items, tokenised((i["text"] for i in items), program)):
        text, document = item["text"], []
        for words in sentences:
            starts = {begin: n for n, (_, begin, _) in enumerate(words)}
            ends = {end: n + 1 for n, (_, _, end) in enumerate(words)}
            begin, end = words[0][1], words[-1][2]
            found = set()
            for node in item["nodes"]:
                for form in [node["name"], *node.get("aliases", [])]:
                    at = text.find(form, begin, end) if form else -1
                    while at >= 0:
                        if at in starts and at + len(form) in ends:
                            first, last = starts[at], ends[at + len(form)]
                            mention = _mention_of([w for w, _, _ in words[first:last]], node)
                            if mention:
                                found.add((first + mention[0], first + mention[1], mention[2], bool(node.get("optional"))))
                        at = text.find(form, at + 1, end)
            document.append(_gold_sentence([w for w, _, _ in words], found))
        graphs = []
        if types:
            layout = Layout(text, sentences)
            graphs.append(drawn_by_people(item, layout, *types))
            if own and item["id"] in own:
                graphs.append(drawn_by_program(item, own[item["id"]], layout, *types))
        documents.append(Document(document, item["id"], tuple(graphs)))
    return documents


def _gold_sentence(forms, found):
    sentence = _untreed(forms)
    sentence.names, sentence.matters = [NAMES.none_or_other] * len(forms), [0] * len(forms)
    by_length = sorted(found, key=lambda m: (m[0] - m[1], m[0], m[2] == "unknown", m[3]))
    taken = set()
    for first, last, kind, optional in by_length:
        if kind not in MATTER_TYPES or not taken.isdisjoint(range(first, last)):
            continue
        taken.update(range(first, last))
        MATTERS.span(sentence.matters, first, last, "unknown" if optional else kind)
        # By itself a proper name, or a description in which others are named.
        if kind == "event" and all(_capital(w) or w.casefold() in mention_corpus.INNER or w[0].isdigit() for w in forms[first:last]):
            NAMES.span(sentence.names, first, last, "event")
        else:
            NAMES.span(sentence.names, first, last, "unknown")
    named = set()
    for first, last, kind, _ in [m for m in by_length if m[2] in NAME_TYPES and m[2] != "event"]:
        if named.isdisjoint(range(first, last)):
            named.update(range(first, last))
            NAMES.span(sentence.names, first, last, kind)
    for first, last, kind, _ in by_length:
        if kind == "unknown" and named.isdisjoint(range(first, last)):
            NAMES.span(sentence.names, first, last, "unknown")
    return sentence
