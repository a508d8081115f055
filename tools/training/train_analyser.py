"""Trains all that the program reads with over a pretrained encoder: tags and trees, ends of sentences, names, mentions and
coreference.

    python3 tools/training/train_analyser.py --encoder FOLDER --inventory core/data/models/english.model \\
        --treebank FILE... --names FILE... --vocabulary FILE... --dev FILE... --work FOLDER
    python3 tools/training/train_analyser.py ... --start FOLDER/checkpoint.pt --gold FILE... --work OTHER

Goes on from the checkpoint in the work folder where there is one, and stops with a checkpoint after --minutes. Equal
data, seed and machine give equal weights.
"""

import argparse
import dataclasses
import json
import pathlib
import random
import time

import torch
from torch.nn import functional as F

import relations
from annotations import HEAD_TYPES, MATTERS, NAMES, UNKNOWN, read_gold, read_names, read_treebank
from export_encoder import mpnet
from model_file import read_sections
from network import Encoder, ParseHeads, ReadingHeads, RelationHead
from vocabulary import cut_vocabulary, read_vocabulary
from weights import read_safetensors
from word_pieces import WordPieces, word_shape

LONGEST_WINDOW = 384  # positions that the shipped model has


class Inventory:
    """The classes of tags and labels, those of a model of before, so that lemma rules stay what they are."""

    def __init__(self, path):
        sections = read_sections(path)
        self.tags = [tuple(line.split("\t")) for line in sections["tags"].decode().splitlines()]
        self.labels = sections["labels"].decode().splitlines()
        self.tag_numbers = {tag: number for number, tag in enumerate(self.tags)}
        self.label_numbers = {label: number for number, label in enumerate(self.labels)}


class Window:
    """Whole neighbouring sentences as word pieces, and what is to be learnt of their words."""

    def __init__(self, sentences, vocabulary, inventory, document):
        self.pieces, self.shapes = [vocabulary.numbers["<s>"]], [0]
        self.document, self.graphs = document, ()  # the graphs of a document stand at its first window
        self.sentences = []  # of rows of words, heads (0: root), labels, tags
        self.rows, self.names, self.matters, self.mentions, self.chains, self.ends = [], [], [], [], [], []
        for sentence in sentences:
            rows = []
            for form in sentence.forms:
                rows.append(len(self.pieces))
                cut = vocabulary.cut(form)
                self.pieces += cut
                self.shapes += [word_shape(form)] * len(cut)
            if sentence.heads[0] != UNKNOWN:
                self.sentences.append((rows, sentence.heads,
                                       [inventory.label_numbers.get(label, UNKNOWN) for label in sentence.deprels],
                                       [inventory.tag_numbers.get(tag, UNKNOWN) for tag in sentence.tags]))
            self.rows += rows
            self.names += sentence.names
            self.matters += sentence.matters
            self.mentions += sentence.mentions
            self.chains += sentence.chains
            self.ends += [int(w == len(rows) - 1) if sentence.ended else UNKNOWN for w in range(len(rows))]
        self.ends[-1] = UNKNOWN if self.ends[-1] == 1 else self.ends[-1]  # that a text ends is no news
        self.pieces.append(vocabulary.numbers["</s>"])
        self.shapes.append(0)


def recased(document, share, chance):
    """The document with this share of its sentences in lower case, and a third of that in capitals, as in messages and
    headlines; their labels stay."""
    result = []
    for sentence in document.sentences:
        draw = chance.random()
        change = str.lower if draw < share else str.upper if draw < share * 4 / 3 else None
        result.append(dataclasses.replace(sentence, forms=[change(f) for f in sentence.forms]) if change else sentence)
    return dataclasses.replace(document, sentences=result)


class Text:
    """The windows of a document."""

    def __init__(self, windows, graphs):
        self.windows, self.graphs = windows, graphs
        self.whole = len(windows) > 1 and (bool(graphs) or any(c != UNKNOWN for w in windows for c in w.chains))


def windows_of(documents, vocabulary, inventory, most_pieces):
    """Texts with their windows. `most_pieces(document)` says how long its next one may be."""
    result = []
    for number, document in enumerate(documents):
        windows, run, room = [], [], most_pieces(document)
        for sentence in document.sentences:
            size = sum(len(vocabulary.cut(form)) for form in sentence.forms)
            if run and size > room:
                windows.append(Window(run, vocabulary, inventory, number))
                run, room = [], most_pieces(document)
            run.append(sentence)
            room -= size
        if run:
            windows.append(Window(run, vocabulary, inventory, number))
        short = [w for w in windows if len(w.pieces) <= LONGEST_WINDOW]
        result.append(Text(short, document.graphs if len(short) == len(windows) else ()))
        if short:
            short[0].graphs = result[-1].graphs
    return result


def batches_of(texts, pieces, shuffle=None):
    """Windows of like length together, of so many pieces at most, padding and all; those that belong together, for
    coreference or relations, by themselves."""
    batches, loose = [], []
    for text in texts:
        if not text.whole:
            loose += text.windows
            continue
        batches.append([])
        for window in text.windows:
            longest = max([len(window.pieces)] + [len(w.pieces) for w in batches[-1]])
            if batches[-1] and not text.graphs and (len(batches[-1]) + 1) * longest > pieces * 5 // 4:
                batches.append([])
            batches[-1].append(window)
    batches.append([])
    for window in sorted(loose, key=lambda w: (len(w.pieces), shuffle.random() if shuffle else 0)):
        if batches[-1] and (len(batches[-1]) + 1) * len(window.pieces) > pieces:
            batches.append([])
        batches[-1].append(window)
    batches = [b for b in batches if b]
    if shuffle:
        shuffle.shuffle(batches)
    return batches


def padded(lists, filler):
    longest = max(len(l) for l in lists)
    return torch.tensor([l + [filler] * (longest - len(l)) for l in lists])


def allowed_labels(labels):
    """What to add to the scores of labels for each code: 0 where allowed."""
    return torch.tensor([[0.0 if label in labels.allowed(code) else -1e4 for label in range(labels.count)]
                         for code in range(labels.codes)])


class Analyser(torch.nn.Module):
    """`relation_types`: how many there are; 0 for a network without relations."""

    def __init__(self, encoder, inventory, relation_types=0):
        super().__init__()
        self.encoder = encoder
        self.matter_weight = self.relation_weight = 1.0
        width = encoder.positions.shape[1]
        self.heads = ParseHeads(width, len(inventory.tags), len(inventory.labels))
        self.reading = ReadingHeads(width, NAMES.count, MATTERS.count, 1 + len(HEAD_TYPES))
        self.relation = RelationHead(width, relation_types) if relation_types else None
        self.allowed_names, self.allowed_matters = allowed_labels(NAMES), allowed_labels(MATTERS)

    def rows(self, batch):
        """Rows of pieces, windows and all in one, and the length of a window."""
        pieces, shapes = padded([w.pieces for w in batch], 1), padded([w.shapes for w in batch], 0)
        mask = padded([[True] * len(w.pieces) for w in batch], False)
        rows = self.encoder(pieces, shapes, mask)
        return rows.reshape(-1, rows.shape[-1]), pieces.shape[1]

    def parse_scores(self, batch, flat, length):
        """Rows of sentences with the root's first, scores of arcs, which are words, gold heads, labels, tags."""
        places, heads, labels, tags = [], [], [], []
        for number, window in enumerate(batch):
            for words, sentence_heads, sentence_labels, sentence_tags in window.sentences:
                places.append([number * length] + [number * length + row for row in words])
                heads.append([0] + sentence_heads)
                labels.append([UNKNOWN] + sentence_labels)
                tags.append([UNKNOWN] + sentence_tags)
        sizes = torch.tensor([len(p) for p in places])
        index = padded(places, 0)
        sentences = flat.index_select(0, index.reshape(-1)).reshape(*index.shape, -1)
        inside = torch.arange(sentences.shape[1])[None, :] < sizes[:, None]
        arcs = self.heads.arcs(sentences).float()
        arcs = arcs.masked_fill(~inside[:, None, :], -1e4)
        arcs = arcs.masked_fill(torch.eye(arcs.shape[1], dtype=torch.bool)[None], -1e4)
        words = inside.clone()
        words[:, 0] = False
        return sentences, arcs, words, padded(heads, 0), padded(labels, UNKNOWN), padded(tags, UNKNOWN)

    def parse_loss(self, batch, flat, length):
        sentences, arcs, words, heads, labels, tags = self.parse_scores(batch, flat, length)
        dropped = F.dropout(sentences, self.heads.dropout, self.training)
        tag_scores = self.heads.tag(dropped[words]).float()
        label_scores = self.heads.labels(dropped, heads)[words].float()
        return (F.cross_entropy(arcs[words], heads[words]) + F.cross_entropy(label_scores, labels[words], ignore_index=UNKNOWN)
                + F.cross_entropy(tag_scores, tags[words], ignore_index=UNKNOWN))

    def word_rows(self, batch, flat, length):
        return flat.index_select(0, torch.tensor([n * length + row for n, w in enumerate(batch) for row in w.rows]))

    def reading_loss(self, batch, flat, length):
        words = F.dropout(self.word_rows(batch, flat, length), self.reading.dropout, self.training)
        joined = lambda name: torch.tensor([x for w in batch for x in getattr(w, name)])
        total = 0
        for head, allowed, codes, unknown, weight in (
                (self.reading.name, self.allowed_names, joined("names"), NAMES.unknown, 1),
                (self.reading.matter, self.allowed_matters, joined("matters"), MATTERS.unknown, self.matter_weight)):
            known = codes != unknown
            if known.any():
                scores = head(words[known]).float()
                right = torch.logsumexp(scores + allowed[codes[known]], -1)
                total = total + weight * (torch.logsumexp(scores, -1) - right).mean()
        for head, targets in ((self.reading.mention, joined("mentions")), (self.reading.end, joined("ends"))):
            if (targets != UNKNOWN).any():
                total = total + F.cross_entropy(head(words).float(), targets, ignore_index=UNKNOWN)
        for scores, chains in self.pairs(batch, words):
            same = (chains[:, None] == chains[None, :]).tril(-1)
            right = torch.where(same, scores, torch.full_like(scores, -1e4))
            none = torch.where(same.any(-1), -1e4, 0.0)[:, None]  # who is new means nobody of before
            all_scores = torch.cat([torch.zeros(len(chains), 1), scores], 1)
            total = total + 0.5 * (torch.logsumexp(all_scores, -1) - torch.logsumexp(torch.cat([none, right], 1), -1)).mean()
        return total

    def pairs(self, batch, words):
        """For each document of the batch with coreference: scores of its mentions by earlier ones, and their chains."""
        at, documents = 0, {}
        for window in batch:
            for chain in window.chains:
                if chain != UNKNOWN:
                    rows, chains = documents.setdefault(window.document, ([], []))
                    rows.append(at)
                    chains.append(chain)
                at += 1
        for rows, chains in documents.values():
            yield self.reading.antecedents(words[torch.tensor(rows)]), torch.tensor(chains)

    def graphs(self, batch, words):
        """Graphs of the documents of the batch, each with the rows of all words of its document."""
        at, places = 0, {}
        for window in batch:
            places.setdefault(window.document, []).extend(range(at, at + len(window.rows)))
            at += len(window.rows)
        for window in batch:
            for graph in window.graphs:
                if len(graph.sources):
                    yield graph, words[torch.tensor(places[window.document])]

    def relation_loss(self, batch, flat, length):
        total = right = 0
        aside = []
        for graph, rows in self.graphs(batch, self.word_rows(batch, flat, length)):
            scores, attention = self.relation(rows, graph)
            types, negated, modality = scores.split((self.relation.types, 2, len(relations.MODALITIES)), 1)
            labels = torch.from_numpy(graph.labels)
            known = labels >= 0
            total = total + F.binary_cross_entropy_with_logits(types[known], labels[known], reduction="sum")
            right += float((labels > 0.5).sum())
            if graph.states:
                pair, denied, mode = (torch.tensor(column) for column in zip(*graph.states))
                aside.append(0.5 * F.cross_entropy(negated[pair], denied) + 0.5 * F.cross_entropy(modality[pair], mode))
            if graph.evidence:
                mass = torch.stack([attention[pair, first:last].sum() for pair, first, last in graph.evidence])
                aside.append(-0.2 * torch.log(mass.clamp(1e-6, 1)).mean())
        return total / (8 + right) + (sum(aside) / len(aside) if aside else 0)

    def loss(self, batch):
        flat, length = self.rows(batch)
        loss = self.reading_loss(batch, flat, length)
        if any(w.sentences for w in batch):
            loss = loss + self.parse_loss(batch, flat, length)
        if self.relation and any(w.graphs for w in batch):
            loss = loss + self.relation_weight * self.relation_loss(batch, flat, length)
        return loss

    @torch.no_grad()
    def evaluate(self, batches, inventory):
        """Shares of what is right, by name of the figure; without a tree constraint, names by single words."""
        self.eval()
        counts = {}

        def count(name, right, all_):
            before = counts.get(name, (0, 0))
            counts[name] = before[0] + int(right), before[1] + int(all_)

        def count_f1(name, found, gold, right):
            count(name, 2 * right, found + gold)

        for batch in batches:
            flat, length = self.rows(batch)
            if any(w.sentences for w in batch):
                sentences, arcs, words, heads, labels, tags = self.parse_scores(batch, flat, length)
                found = arcs.argmax(-1)
                found_labels = self.heads.labels(sentences, found).argmax(-1)
                upos = [inventory.tags[n][0] for n in self.heads.tag(sentences[words]).argmax(-1).tolist()]
                gold = [inventory.tags[n][0] if n >= 0 else "" for n in tags[words].tolist()]
                count("UPOS", sum(a == b for a, b in zip(upos, gold)), words.sum())
                count("LAS", ((found == heads) & words & (found_labels == labels)).sum(), words.sum())
            rows = self.word_rows(batch, flat, length)
            joined = lambda name: torch.tensor([x for w in batch for x in getattr(w, name)])
            for name, labels, head in (("names", NAMES, self.reading.name), ("matters", MATTERS, self.reading.matter)):
                codes, found = joined(name), head(rows).argmax(-1)
                known = codes < labels.count
                count_f1(name, ((found > 0) & known).sum(), ((codes > 0) & known).sum(), ((found == codes) & (codes > 0)).sum())
            targets, found = joined("mentions"), self.reading.mention(rows).argmax(-1)
            known = targets >= 0
            count_f1("mentions", ((found > 0) & known).sum(), (targets > 0).sum(), ((found == targets) & (targets > 0)).sum())
            targets, found = joined("ends"), self.reading.end(rows).argmax(-1)
            known = targets >= 0
            count_f1("ends", ((found > 0) & known).sum(), (targets > 0).sum(), ((found == targets) & (targets > 0)).sum())
            for scores, chains in self.pairs(batch, rows):
                best, place = scores.max(-1)
                same = (chains[:, None] == chains[None, :]).tril(-1)
                right = torch.where(best > 0, same.gather(1, place[:, None])[:, 0], ~same.any(-1))
                count("antecedents", right.sum(), len(chains))
        return {name: right / all_ for name, (right, all_) in counts.items() if all_}


@torch.no_grad()
def relation_figures(model, batches):
    """By number of the graph of a text (0: nodes that people drew, 1: the program's own): F1 of edges at the best threshold,
    as kg_score.py counts them, with that threshold; and the share of evidence found."""
    model.eval()
    found, required, evidence = {}, {}, {}
    for batch in batches:
        flat, length = model.rows(batch)
        order = {id(g): n for w in batch for n, g in enumerate(w.graphs)}
        for graph, rows in model.graphs(batch, model.word_rows(batch, flat, length)):
            scores, attention = model.relation(rows, graph)
            number = order[id(graph)]
            chances = torch.sigmoid(scores[:, :model.relation.types]).numpy()
            edges = {max(edge, key=lambda e: chances[e]) for edge in graph.edges}
            for pair, kind in zip(*(chances > 0.02).nonzero()):
                one = (int(pair), int(kind))
                if one in edges or graph.labels[one] == 0:
                    found.setdefault(number, []).append((float(chances[one]), one in edges))
            for pair, first, last in graph.evidence:
                evidence.setdefault(number, []).append(first <= int(attention[pair].argmax()) < last)
        for window in batch:
            for number, graph in enumerate(window.graphs):
                required[number] = required.get(number, 0) + len(graph.edges) + graph.lost
    figures = {}
    for number, its in sorted(found.items()):
        its.sort(key=lambda f: -f[0])
        best, right = (0, 0, 0, 0), 0
        for seen, (chance, hit) in enumerate(its, 1):
            right += hit
            best = max(best, (2 * right / (seen + required[number]), chance, right / seen, right / required[number]))
        name = ("given", "own")[number]
        figures |= dict(zip((f"{name} edges", f"{name} threshold", f"{name} P", f"{name} R"), best))
        figures[f"{name} evidence"] = sum(evidence[number]) / max(1, len(evidence[number]))
    return figures


def read_sources(options, types):
    """Documents of all sources, `repeat`ed ones as often as that; gold graphs, and those held out of them."""
    limit = options.limit or None
    documents = [d for path in options.treebank for d in read_treebank(path)[:limit]]
    for path in options.names:
        documents += options.repeat_names * read_names(path, options.program)[:limit]
    held_out = set()
    if options.held_out:
        held_out = set(options.held_out.read_text(encoding="utf-8").split())
    own = {}
    for path in options.own:
        for line in open(path, encoding="utf-8"):
            graph = json.loads(line)
            own[graph["id"]] = graph
    gold = [d for path in options.gold for d in read_gold(path, options.program, own, types)[:limit]]
    kept = [d for d in gold if d.id not in held_out]
    if gold:
        print(f"{len(kept)} of {len(gold)} gold graphs", flush=True)
    return documents, kept, [d for d in gold if d.id in held_out]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=pathlib.Path, required=True, help="model.safetensors and vocab.txt")
    parser.add_argument("--inventory", type=pathlib.Path, required=True)
    parser.add_argument("--program", default="entente", help="cuts texts without trees into words")
    parser.add_argument("--treebank", type=pathlib.Path, nargs="+", default=[])
    parser.add_argument("--names", type=pathlib.Path, nargs="+", default=[])
    parser.add_argument("--repeat-names", type=int, default=2)
    parser.add_argument("--gold", type=pathlib.Path, nargs="+", default=[])
    parser.add_argument("--held-out", type=pathlib.Path, help="ids of gold graphs that are not learnt from")
    parser.add_argument("--relations", type=pathlib.Path, help="ontology.json, to learn relations from the gold graphs too")
    parser.add_argument("--own", type=pathlib.Path, nargs="+", default=[], help="the program's graphs of the same texts")
    parser.add_argument("--relation-weight", type=float, default=1)
    parser.add_argument("--frozen-layers", type=int, default=0, help="lowest layers that stay as they were at the start")
    parser.add_argument("--treebank-share", type=float, default=1.0, help="of the documents of other sources, in each epoch")
    parser.add_argument("--matter-weight", type=float, default=1, help="of agreements and events, which few words are")
    parser.add_argument("--recase", type=float, default=0, help="share of the sentences that are put in lower case")
    parser.add_argument("--vocabulary", type=pathlib.Path, nargs="+", default=[], help="texts whose pieces are kept")
    parser.add_argument("--pieces", type=int, default=14500, help="size of the vocabulary")
    parser.add_argument("--layers", type=int, default=11, help="the lowest ones")
    parser.add_argument("--start", type=pathlib.Path, help="a checkpoint whose weights and vocabulary to begin with")
    parser.add_argument("--dev", type=pathlib.Path, nargs="+", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--minutes", type=float, default=110)
    parser.add_argument("--batch-pieces", type=int, default=1024)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--full-precision", action="store_true", help="no 16-bit products: a third of the speed")
    parser.add_argument("--limit", type=int, default=0, help="documents of each source, for a try")
    options = parser.parse_args()

    torch.manual_seed(options.seed)
    inventory = Inventory(options.inventory)
    checkpoint = options.work / "checkpoint.pt"
    options.work.mkdir(parents=True, exist_ok=True)
    weights = mpnet(read_safetensors(options.encoder / "model.safetensors"))
    attention = weights["layers"][min(options.layers, len(weights["layers"]) - 1)]["in"]
    weights["layers"] = weights["layers"][:options.layers]
    whole = read_vocabulary(options.encoder / "vocab.txt")
    before = torch.load(checkpoint) if checkpoint.exists() else None
    started = before or (torch.load(options.start) if options.start else None)
    kept = started["kept"] if started else cut_vocabulary(whole, options.vocabulary, options.pieces)
    weights["words"] = weights["words"][kept]
    vocabulary = WordPieces([whole[n] for n in kept])
    types = relations.edge_types(options.relations) if options.relations else None
    model = Analyser(Encoder(weights), inventory, len(types[0]) if types else 0)
    model.matter_weight, model.relation_weight = options.matter_weight, options.relation_weight
    if started:
        related = "relation.query.weight" in started["model"]
        model.load_state_dict(started["model"], strict=related or not types)
        if types and not related:
            model.relation.start_attention(*attention)
    model.encoder.freeze(options.frozen_layers)

    documents, gold, held_out = read_sources(options, types)
    held_out = batches_of(windows_of(held_out, vocabulary, inventory, lambda _: 370), 2048)
    dev = {}
    for path in options.dev:
        its = read_treebank(path) if ".conllu" in path.name else read_names(path, options.program)
        dev[path.name] = batches_of(windows_of(its[:options.limit or None], vocabulary, inventory, lambda _: 254), 2048)
    plain = [model.encoder.words.weight]  # the rows of pieces that are not in the texts stay what they were
    encoder_parameters = [p for p in model.encoder.parameters() if p is not plain[0] and p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": encoder_parameters, "lr": options.rate},
                                   {"params": plain, "lr": options.rate, "weight_decay": 0.0},
                                   {"params": [p for name, p in model.named_parameters() if not name.startswith("encoder.")],
                                    "lr": options.head_rate}],
                                  weight_decay=0.01, eps=1e-6)

    def epoch_batches(epoch):
        chance = random.Random(options.seed * 1000 + epoch)
        room = lambda document: chance.choice((160, 254, 370) if document.graphs else (40, 80, 160, 254, 370))
        some = documents if options.treebank_share >= 1 else chance.sample(documents, int(len(documents) * options.treebank_share))
        shown = [recased(d, options.recase, chance) for d in some + gold] if options.recase else some + gold
        return batches_of(windows_of(shown, vocabulary, inventory, room), options.batch_pieces, chance)

    steps = options.epochs * len(epoch_batches(0))
    warm_up = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / warm_up, max(0.01, (steps - step) / max(1, steps - warm_up))))
    epoch = done = 0
    if before:
        optimiser.load_state_dict(before["optimiser"])
        schedule.load_state_dict(before["schedule"])
        epoch, done = before["epoch"], before["done"]
        print(f"goes on in epoch {epoch + 1} behind batch {done}", flush=True)
    del before, started

    def save():
        part = checkpoint.with_suffix(".part")
        torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(),
                    "epoch": epoch, "done": done, "kept": kept, "layers": options.layers}, part)
        part.rename(checkpoint)

    def show(name, figures):
        print(f"epoch {epoch} {name}: " + ", ".join(f"{k} {v:.4f}" for k, v in figures.items()), flush=True)

    start = saved = time.time()
    while epoch < options.epochs:
        batches = epoch_batches(epoch)
        model.train()
        total = seen = 0
        for number in range(done, len(batches)):
            torch.manual_seed(options.seed * 1_000_003 + epoch * 10_007 + number)  # so that going on changes nothing
            optimiser.zero_grad()
            with torch.autocast("cpu", torch.bfloat16, enabled=not options.full_precision):
                loss = model.loss(batches[number])
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            done = number + 1
            total += loss.item()
            seen += 1
            if done % 20 == 0:
                minutes = (time.time() - start) / 60
                print(f"epoch {epoch + 1} batch {done}/{len(batches)}: loss {total / seen:.3f}, {minutes:.1f} min",
                      flush=True)
                total = seen = 0
            if time.time() - saved > 900:
                save()
                saved = time.time()
            if (time.time() - start) / 60 > options.minutes:
                save()
                raise SystemExit("out of time: call it again to go on")
        epoch, done = epoch + 1, 0
        save()
        for name, its_batches in dev.items():
            with torch.autocast("cpu", torch.bfloat16, enabled=not options.full_precision):
                figures = model.evaluate(its_batches, inventory)
            show(name, figures)
        if types and held_out:
            with torch.autocast("cpu", torch.bfloat16, enabled=not options.full_precision):
                show("held out", relation_figures(model, held_out))


if __name__ == "__main__":
    main()
