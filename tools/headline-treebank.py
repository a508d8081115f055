#!/usr/bin/env python3
"""Make training sentences in the style of headlines and news in brief out of a treebank's own trees.

  headline-treebank.py en_ewt-train.conllu.gz en_gum_free-train.conllu.gz > headlines.conllu

News of the day is told in the present tense, without articles and auxiliaries, with verbs that are nouns as well ("Oslo strikes
deal", "Court blocks law", "Minister to visit Spain"). The treebanks hold hardly any of it. Each of their sentences that tells
something of a named or described subject gives some others with the same tree:
  present    its past tenses become present ones ("attacked": "attacks")
  headline   the same, and articles go, "will" becomes "to", the auxiliary of a passive may go, and so may the full stop; a verb
             with an object gives its place to one of VERBS, and names of one word give theirs to NAMES
  past       only these two exchanges, in the past tense
  noun       nouns in the plural with a word before them give their places to NOUNS with one of NAMES before it, so that not all that
             looks like one of VERBS is a verb ("Oslo strikes on Lima failed")
What is drawn is drawn from a generator with a fixed seed: the same files give the same bytes. Standard library only.
"""
import argparse
import gzip
import random
import sys

# Verbs with an object whose third person is a plural noun as well; lemma by its frequency in news is not needed here.
VERBS = """accuse arrest attack back ban bar battle blame block bomb boycott call charge claim condemn counter criticize cut
defeat demand deny deploy detain drop eye face fight fine fire free halt hit host invade jail jump kill launch lift lock meet name
order oust pledge press probe promise protest question raid reject release report rescue rule sack sanction seize shell shut
sign slam strike sue support suspect target test threaten time top urge veto visit vote vow warn welcome win hand bid exit
force guard honor mark plan post praise rally ram rebuke recall return review summon tap track trial""".split()

# The nouns that such verbs are taken for.
NOUNS = """strikes attacks sanctions talks tariffs plans visits threats protests raids calls claims votes demands orders bans trials
deals offers ties warnings troops forces officials exports imports tests exercises reports bombs boycotts charges cuts fines moves
pledges promises searches supports trades""".split()

NAMES = """Argentina Australia Austria Bangladesh Belarus Belgium Bolivia Brazil Bulgaria Cambodia Canada Chile China Colombia
Croatia Cuba Cyprus Denmark Ecuador Egypt Estonia Ethiopia Finland France Gabon Georgia Germany Ghana Greece Guatemala Haiti
Hamas Hezbollah Honduras Hungary India Indonesia Iran Iraq Ireland Israel Italy Japan Jordan Kenya Kosovo Kuwait Latvia Lebanon
Liberia Libya Lithuania Malaysia Mali Mexico Moldova Morocco Mozambique Myanmar NATO Nepal Niger Nigeria Norway Pakistan Panama
Peru Poland Portugal Qatar Romania Russia Rwanda Senegal Serbia Singapore Somalia Spain Sudan Sweden Switzerland Syria Taiwan
Tanzania Thailand Tunisia Turkey UN Uganda Ukraine Uruguay Venezuela Vietnam Yemen Zambia Zimbabwe Beijing Moscow Kyiv Tehran
Washington London Paris Berlin Brussels Ankara Cairo Delhi Seoul Tokyo Putin Trump Biden Macron Zelensky Netanyahu Erdogan""".split()

PAST = {"bid": "bid", "cut": "cut", "fight": "fought", "hit": "hit", "meet": "met", "shut": "shut", "strike": "struck",
        "win": "won"}
DOUBLED = ("ban", "bar", "drop", "grab", "jam", "plan", "ram", "rap", "stop", "tap", "top", "trap")

IRREGULAR = {"be": ("is", "are"), "have": ("has", "have"), "do": ("does", "do"), "go": ("goes", "go")}
FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, REL, DEPS, MISC = range(1, 10)


def third_person(lemma):
    if lemma in IRREGULAR:
        return IRREGULAR[lemma][0]
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def past_of(lemma):
    if lemma in PAST:
        return PAST[lemma]
    if lemma in DOUBLED:
        return lemma + lemma[-1] + "ed"
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + "ed"


def subject_of(rows, verb):
    """The row of a verb's subject; of a verb in coordination the first one's."""
    at = verb
    for _ in range(4):
        for r in rows:
            if r[HEAD] == at[0] and r[REL].startswith("nsubj"):
                return r
        above = next((r for r in rows if r[0] == at[HEAD]), None)
        if at[REL] != "conj" or above is None:
            return None
        at = above
    return None


def is_singular(subject, rows):
    if any(r[HEAD] == subject[0] and r[REL] == "conj" for r in rows):
        return False
    return subject[XPOS] in ("NN", "NNP") or subject[LEMMA] in ("he", "she", "it", "this", "that")


def to_present(rows, verb):
    """Puts a verb or auxiliary in the past into the present; False where the subject doesn't tell the number."""
    governor = verb
    if verb[UPOS] == "AUX":
        governor = next((r for r in rows if r[0] == verb[HEAD]), verb)
    subject = subject_of(rows, governor)
    if subject is None or subject[LEMMA] in ("I", "you", "we", "they", "who", "which", "that", "there"):
        return False
    singular = is_singular(subject, rows)
    lemma = verb[LEMMA]
    verb[FORM] = third_person(lemma) if singular else IRREGULAR.get(lemma, ("", lemma))[1]
    verb[XPOS] = "VBZ" if singular else "VBP"
    number = "Sing" if singular else "Plur"
    verb[FEATS] = f"Mood=Ind|Number={number}|Person=3|Tense=Pres|VerbForm=Fin"
    return True


def renumbered(rows):
    place = {"0": "0"}
    for n, r in enumerate(rows, 1):
        place[r[0]] = str(n)
    out = []
    for r in rows:
        r = list(r)
        r[0], r[HEAD], r[DEPS] = place[r[0]], place[r[HEAD]], "_"
        out.append(r)
    return out


def drop(rows, row):
    if any(r[HEAD] == row[0] for r in rows):
        return False
    rows.remove(row)
    return True


def present(rows):
    verbs = [r for r in rows if r[XPOS] == "VBD"]
    if not verbs or not all(to_present(rows, v) for v in verbs):
        return None
    return rows


def exchange(rows, root, rng):
    """Other words in the places of the main verb, where it has an object and nothing else of its own, and of single names."""
    below = [r for r in rows if r[HEAD] == root[0]]
    has_object = any(r[REL] == "obj" and r[UPOS] in ("NOUN", "PROPN") for r in below)
    plain = not any(r[REL] in ("xcomp", "ccomp", "iobj", "compound:prt") for r in below)
    if has_object and plain and root[XPOS] in ("VBZ", "VBP", "VBD") and rng.random() < 0.8:
        lemma = root[LEMMA] = rng.choice(VERBS)
        root[FORM] = {"VBZ": third_person, "VBP": str, "VBD": past_of}[root[XPOS]](lemma)
    for r in rows:
        if r[XPOS] == "NNP" and r[REL] in ("nsubj", "obj") and rng.random() < 0.6:
            if all(x[REL] in ("case", "cc", "punct") for x in rows if x[HEAD] == r[0]):
                r[FORM] = r[LEMMA] = rng.choice(NAMES)


def told(rows):
    """The main verb of a sentence that tells what a named or described subject does, else None."""
    root = next(r for r in rows if r[REL] == "root")
    subject = subject_of(rows, root)
    return root if root[UPOS] == "VERB" and subject is not None and subject[UPOS] in ("NOUN", "PROPN") else None


def headline(rows, rng):
    root = told(rows)
    if root is None or any(r[XPOS] == "VBD" and not to_present(rows, r) for r in rows):
        return None
    exchange(rows, root, rng)
    if root[XPOS] == "VBZ" and root[LEMMA] not in IRREGULAR and rng.random() < 0.15:
        pair_subject(rows, root, rng)
    keep_aux = rng.random() < 0.8
    for r in list(rows):
        if r[UPOS] == "DET" and r[LEMMA] in ("the", "a") and rng.random() < 0.7:
            drop(rows, r)
        elif r[FORM] == "will" and r[HEAD] == root[0] and r[UPOS] == "AUX":
            r[FORM], r[LEMMA], r[UPOS], r[XPOS], r[FEATS], r[REL] = "to", "to", "PART", "TO", "_", "mark"
            root[FEATS] = "VerbForm=Inf"
        elif r[REL] == "aux:pass" and r[LEMMA] == "be" and r[XPOS] in ("VBZ", "VBP") and r[HEAD] == root[0] and not keep_aux:
            drop(rows, r)
        elif r[REL] == "punct" and r[FORM] == "." and rng.random() < 0.5:
            drop(rows, r)
    return capitalised(rows)


def pair_subject(rows, root, rng):
    """A second name behind the subject's, with a comma for "and": "Oslo, Lima sign accord"."""
    subject = subject_of(rows, root)
    if subject[XPOS] != "NNP" or any(r[HEAD] == subject[0] for r in rows) or subject[HEAD] != root[0]:
        return
    name = rng.choice(NAMES)
    at = rows.index(subject) + 1
    rows[at:at] = [["comma", ",", ",", "PUNCT", ",", "_", "name", "punct", "_", "_"],
                   ["name", name, name, "PROPN", "NNP", "Number=Sing", subject[0], "conj", "_", "_"]]
    root[FORM], root[XPOS], root[FEATS] = root[LEMMA], "VBP", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"


def past(rows, rng):
    root = told(rows)
    if root is None or root[XPOS] not in ("VBD", "VBZ", "VBP"):
        return None
    if root[XPOS] != "VBD":
        root[XPOS], root[FEATS] = "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin"
        if root[LEMMA] in IRREGULAR:
            return None
        root[FORM] = None
    exchange(rows, root, rng)
    return capitalised(rows) if root[FORM] else None


def nouns(rows, rng):
    changed = False
    for r in rows:
        before = [x for x in rows if x[HEAD] == r[0] and x[REL] in ("amod", "compound")]
        if r[XPOS] != "NNS" or len(before) != 1 or int(before[0][0]) != int(r[0]) - 1 or rng.random() < 0.3:
            continue
        modifier = before[0]
        if any(x[HEAD] == modifier[0] for x in rows):
            continue
        r[FORM] = rng.choice(NOUNS)
        r[LEMMA] = r[FORM][:-1]
        modifier[FORM] = modifier[LEMMA] = rng.choice(NAMES)
        modifier[UPOS], modifier[XPOS], modifier[FEATS], modifier[REL] = "PROPN", "NNP", "Number=Sing", "compound"
        changed = True
    return capitalised(rows) if changed else None


def capitalised(rows):
    first = rows[0]
    first[FORM] = first[FORM][:1].upper() + first[FORM][1:]
    return rows


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8") as f:
        for block in f.read().split("\n\n"):
            rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
            # Trees with words of several tokens or empty nodes would need their ranges renumbered too.
            if rows and all(r[0].isdigit() for r in rows):
                yield rows


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("files", nargs="+", metavar="FILE", help="training files as CoNLL-U, also as gzip")
    ap.add_argument("--longest", type=int, default=40, help="words of a sentence (default: 40)")
    ap.add_argument("--headlines", type=int, default=1, help="headlines of each sentence (default: 1)")
    ap.add_argument("--past", type=int, default=2, help="sentences in the past of each (default: 2)")
    args = ap.parse_args()
    rng = random.Random(1)
    count = {"present": 0, "headline": 0, "past": 0, "noun": 0}
    for path in args.files:
        for rows in read(path):
            if not 4 <= len(rows) <= args.longest:
                continue
            copies = [("present", present([list(r) for r in rows]))]
            copies += [("headline", headline([list(r) for r in rows], rng)) for _ in range(args.headlines)]
            copies += [("past", past([list(r) for r in rows], rng)) for _ in range(args.past)]
            copies.append(("noun", nouns([list(r) for r in rows], rng)))
            for kind, made in copies:
                if made is None or made == rows:
                    continue
                count[kind] += 1
                made = renumbered(made)
                print(f"# {kind}\n# text = " + " ".join(r[FORM] for r in made))
                for r in made:
                    r[MISC] = "_"
                    print("\t".join(r))
                print()
    print(count, file=sys.stderr)


main()
