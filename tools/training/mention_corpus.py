#!/usr/bin/env python3
"""Turn annotated corpora into the form that `entente train --mentions` reads.

  mention_corpus.py gum FILE.conllu[.gz]...            entities of GUM's MISC column (Zeldes 2017)
  mention_corpus.py tags FILE.conllu[.gz]...           proper nouns by their tags, of whatever type
  mention_corpus.py links FILE.jsonl[.gz] TITLES.tsv   links to encyclopaedia articles, with what each title is

Writes JSON lines to standard output: {"id", "text", "entities": [{"begin", "end", "type"}]}, offsets in UTF-8 bytes. `type`
is person, organization, place or event, null for a name of anything else, "any" for a name whose type is not known, and
"unknown" for words that teach nothing: those in capitals that no link covers, or whose tags leave open where a name ends.
"""
import argparse
import gzip
import json
import re
import sys

TITLES = set("""president vice prime minister chancellor king queen prince princess duke duchess lord lady sir dame mr mrs ms
miss dr prof professor senator sen rep representative congressman congresswoman governor gov mayor judge justice general
gen colonel col captain capt lieutenant lt major sergeant sgt admiral chief secretary director chairman chairwoman chair
ambassador speaker pope saint st father sister brother rev reverend officer detective attorney counsel coach emperor
empress baron count earl sultan sheikh imam rabbi bishop archbishop cardinal first former acting deputy""".split())
DAYS = set("""monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january
february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov
dec""".split())
INNER = {"of", "for", "and", "the", "de", "la", "&", "'s", "’s", "-", "–", "du", "des", "del", "von", "van", "der", "on"}
TYPES = {"person", "organization", "place", "event"}


def open_text(path):
    return gzip.open(path, "rt", encoding="utf-8") if str(path).endswith(".gz") else open(path, encoding="utf-8")


def gum_documents(path):
    """Documents as lists of sentences, a sentence as a list of rows."""
    document, sentence, name = [], [], path
    for line in open_text(path):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            if document:
                yield name, document
            document, name = [], line.split("= ")[-1]
        elif line.startswith("# newpar"):
            sentence.append("par")
        elif not line:
            if len(sentence) > sentence.count("par"):
                document.append(sentence)
            sentence = []
        elif not line.startswith("#"):
            row = line.split("\t")
            if row[0].isdigit():
                sentence.append(row)
    if document:
        yield name, document


def entities_of(rows):
    """(first, last, type, minimal tokens, chain) of a sentence; an entity that runs past its end is left out."""
    open_, found = [], []
    for i, row in enumerate(rows):
        misc = dict(p.split("=", 1) for p in row[9].split("|") if "=" in p)
        for start, fields, single, closed in re.findall(r"(\()([^()]*)(\))?|([^()]+)\)", misc.get("Entity", "")):
            if start:
                open_.append((fields, i))
            key = fields if single else closed
            if single or closed:
                key = key.split("-")[0]
                for at in range(len(open_) - 1, -1, -1):
                    if open_[at][0].split("-")[0] == key:
                        parts, first = open_[at][0].split("-"), open_[at][1]
                        if len(parts) > 5:
                            least = [int(n) for n in parts[5].split(",") if n.isdigit()]
                            found.append((first, i + 1, parts[1], least, parts[0]))
                        del open_[at]
                        break
    return found


def capital(row):
    return row[1][0].isupper()


def name_of(rows, entity, all_entities):
    """The tokens of an entity that are its name, or None when a common noun heads it."""
    first, last, kind, least, _ = entity
    tokens = [first + n - 1 for n in least if first + n - 1 < last]
    if not tokens or not any(rows[t][4].startswith("NNP") and capital(rows[t]) for t in tokens):
        return None
    if kind == "person":
        tokens = [t for t in tokens if rows[t][4].startswith("NNP") or (capital(rows[t]) and rows[t][3] in ("PROPN", "ADJ"))]
        nested = {t for f, l, *_ in all_entities if (f, l) != (first, last) and first <= f and l <= last for t in range(f, l)}
        while tokens and len(tokens) > 1 and (rows[tokens[0]][1].lower().rstrip(".") in TITLES or tokens[0] in nested):
            tokens = tokens[1:]
    if not tokens:
        return None
    begin = end = tokens[-1]
    if kind != "person":
        # The name's noun: "the Moscow talks" are no name.
        heads = [t for t in range(first, last) if not first <= int(rows[t][6]) - 1 < last]
        if len(heads) != 1 or not rows[heads[0]][4].startswith("NNP") or not capital(rows[heads[0]]):
            return None
        begin = end = heads[0]
    while begin - 1 >= first and begin - 1 in tokens:
        begin -= 1
    end += 1
    if kind != "person":
        while begin - 1 >= first and capital(rows[begin - 1]) and rows[begin - 1][3] not in ("DET", "PRON"):
            begin -= 1
        while end < last:
            step = end
            while step < last and rows[step][1].lower() in INNER:
                step += 1
            if step == last or not capital(rows[step]) or (step > end and kind not in ("organization", "event")):
                break
            end = step + 1
    while begin < end and not capital(rows[begin]):
        begin += 1
    if not capital(rows[end - 1]) and not rows[end - 1][1][0].isdigit():
        return None
    plural = rows[end - 1][4] == "NNPS" and kind == "person"
    return begin, end, None if plural or kind not in TYPES else kind


def text_of(document):
    """The text of a document and, for each sentence, its rows with the bytes of each."""
    text, sentences = "", []
    for sentence in document:
        if "par" in sentence and text:
            text = text.rstrip() + "\n\n"
        rows = [r for r in sentence if r != "par"]
        places = []
        for row in rows:
            places.append((len(text.encode()), len((text + row[1]).encode())))
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        if not text.endswith((" ", "\n")):
            text += " "
        sentences.append((rows, places))
    return text.rstrip(), sentences


def gum(files):
    for path in files:
        for name, document in gum_documents(path):
            text, sentences = text_of(document)
            spans = []
            for rows, places in sentences:
                entities = entities_of(rows)
                names = sorted({n for e in entities if e[2] != "time" for n in [name_of(rows, e, entities)] if n},
                               key=lambda n: (n[0] - n[1], n[0], n[2] or ""))
                taken = set()
                for begin, end, kind in names:
                    if taken.isdisjoint(range(begin, end)):
                        taken.update(range(begin, end))
                        spans.append({"begin": places[begin][0], "end": places[end - 1][1], "type": kind})
            yield {"id": name, "text": text, "entities": sorted(spans, key=lambda s: s["begin"])}


def proper_nouns(rows):
    """(first, last, type) of the runs of proper nouns in a sentence."""
    proper = [r[4] in ("NNP", "NNPS") for r in rows]
    shouted = sum(r[1].isupper() and len(r[1]) > 1 for r in rows) * 2 > len(rows)
    at = 0
    while at < len(rows):
        if not proper[at] and not capital(rows[at]):
            at += 1
            continue
        last = at
        while last < len(rows) and (proper[last] or (rows[last][1] in ("-", "&", ".") and last + 1 < len(rows) and proper[last + 1])):
            last += 1
        if last == at:
            # A capital that is no proper noun: the beginning of a sentence or of a quotation, "I", or not clear.
            clear = at == 0 or rows[at][1] == "I" or rows[at - 1][3] == "PUNCT"
            if not clear:
                yield at, at + 1, "unknown"
            at += 1
            continue
        first = at
        at = last
        if all(rows[t][1].lower().rstrip(".") in DAYS for t in range(first, last)):
            continue
        joined = lambda t: 0 <= t < len(rows) and rows[t][1].lower() in INNER
        far = last + 1 if joined(last) else last
        open_end = joined(last) and far < len(rows) and (proper[far] or (joined(far) and far + 1 < len(rows) and proper[far + 1]))
        near = first - 2 if joined(first - 1) else first - 1
        open_start = joined(first - 1) and near >= 0 and (proper[near] or (joined(near) and near > 0 and proper[near - 1]))
        begin = first
        while begin < last - 1 and rows[begin][1].lower().rstrip(".") in TITLES:
            begin += 1
        # A common noun that the name modifies may belong to it ("Enron stock", "St Pancras station").
        modifies = any(rows[t][7] in ("compound", "amod") and int(rows[t][6]) - 1 >= last for t in range(first, last))
        lower = not any(capital(rows[t]) for t in range(first, last))
        if shouted or open_end or open_start or lower or (modifies and last < len(rows) and capital(rows[last])):
            yield first, last, "unknown"
            continue
        if begin > first:
            yield first, begin, "unknown"
        yield begin, last, "any"


def tags(files):
    for path in files:
        for name, document in gum_documents(path):
            text, sentences = text_of(document)
            spans = [{"begin": places[first][0], "end": places[last - 1][1], "type": kind}
                     for rows, places in sentences for first, last, kind in proper_nouns(rows)]
            yield {"id": name, "text": text, "entities": spans}


def links(corpus, titles):
    kinds = {}
    for line in open_text(titles):
        title, kind, _ = line.rstrip("\n").split("\t")
        kinds[title] = "place" if kind == "state" else kind
    for line in open_text(corpus):
        item = json.loads(line)
        raw = item["text"].encode()
        spans = []
        for link in item["links"]:
            words = raw[link["begin"]:link["end"]].decode()
            kind = kinds.get(link["title"])
            # "Russian" linked to the state is no name; "his party" none of the party.
            if not kind or TITLES & set(words.lower().split()) or not words[0].isupper() or not words.split()[-1][0].isupper():
                continue
            if kind == "place" and words.endswith(("n", "ese", "ish", "ch", "i", "ans")) and words not in link["title"]:
                continue
            spans.append({"begin": link["begin"], "end": link["end"], "type": kind})
        for word in re.finditer(rb"\S+", raw):
            shown = word[0].decode().lstrip("\"'“‘(")
            if shown[:1].isupper() and not any(s["begin"] < word.end() and word.start() < s["end"] for s in spans):
                spans.append({"begin": word.start(), "end": word.end(), "type": "unknown"})
        yield {"id": item["id"], "text": item["text"], "entities": sorted(spans, key=lambda s: s["begin"])}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("form", choices=["gum", "tags", "links"])
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    items = {"gum": lambda: gum(args.files), "tags": lambda: tags(args.files), "links": lambda: links(*args.files)}
    for item in items[args.form]():
        json.dump(item, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
