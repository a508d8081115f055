"""Trains tags and trees over a pretrained encoder, on treebanks.

    python3 tools/training/train_analyser.py --encoder FOLDER --inventory core/data/models/english.model \\
        --train TREEBANK... --dev TREEBANK... --work FOLDER [--epochs N] [--minutes N]

Goes on from the checkpoint in the work folder where there is one, and stops with a checkpoint after --minutes. Equal
data, seed and machine give equal weights.
"""

import argparse
import pathlib
import random
import time

import torch
from torch.nn import functional as F

from conllu import read_documents
from export_encoder import mpnet
from model_file import read_sections
from network import Encoder, ParseHeads
from weights import read_safetensors
from word_pieces import WordPieces, word_shape

UNKNOWN = -100  # a label that teaches nothing


class Inventory:
    """The classes of tags and labels, those of a model of before, so that lemma rules stay what they are."""

    def __init__(self, path):
        sections = read_sections(path)
        self.tags = [tuple(line.split("\t")) for line in sections["tags"].decode().splitlines()]
        self.labels = sections["labels"].decode().splitlines()
        self.tag_numbers = {tag: number for number, tag in enumerate(self.tags)}
        self.label_numbers = {label: number for number, label in enumerate(self.labels)}

    def tag(self, word):
        return self.tag_numbers.get((word.upos, word.xpos, word.feats), UNKNOWN)

    def label(self, word):
        return self.label_numbers.get(word.deprel, UNKNOWN)


class Window:
    """Whole neighbouring sentences as word pieces, and what is to be learnt of their words."""

    def __init__(self, sentences, vocabulary, inventory):
        self.pieces, self.shapes = [vocabulary.numbers["<s>"]], [0]
        self.sentences = []  # of rows of words, heads (0: root), labels, tags
        for sentence in sentences:
            rows = []
            for word in sentence:
                rows.append(len(self.pieces))
                cut = vocabulary.cut(word.form)
                self.pieces += cut
                self.shapes += [word_shape(word.form)] * len(cut)
            self.sentences.append((rows, [w.head for w in sentence], [inventory.label(w) for w in sentence],
                                   [inventory.tag(w) for w in sentence]))
        self.pieces.append(vocabulary.numbers["</s>"])
        self.shapes.append(0)


def windows_of(documents, vocabulary, inventory, most_pieces):
    """`most_pieces()` says how long the next window may be."""
    windows = []
    for document in documents:
        run, room = [], most_pieces()
        for sentence in document:
            size = sum(len(vocabulary.cut(word.form)) for word in sentence)
            if run and size > room:
                windows.append(Window(run, vocabulary, inventory))
                run, room = [], most_pieces()
            run.append(sentence)
            room -= size
        if run:
            windows.append(Window(run, vocabulary, inventory))
    return [w for w in windows if len(w.pieces) <= 512]


def batches_of(windows, pieces, shuffle=None):
    """Windows of like length together, of so many pieces at most, padding and all."""
    order = sorted(windows, key=lambda w: (len(w.pieces), shuffle.random() if shuffle else 0))
    batches = [[]]
    for window in order:
        if batches[-1] and (len(batches[-1]) + 1) * len(window.pieces) > pieces:
            batches.append([])
        batches[-1].append(window)
    if shuffle:
        shuffle.shuffle(batches)
    return batches


def padded(lists, filler):
    longest = max(len(l) for l in lists)
    return torch.tensor([l + [filler] * (longest - len(l)) for l in lists])


class Analyser(torch.nn.Module):
    def __init__(self, encoder, inventory):
        super().__init__()
        self.encoder = encoder
        self.heads = ParseHeads(encoder.positions.shape[1], len(inventory.tags), len(inventory.labels))

    def read(self, batch):
        """Scores of tags by word, and rows of sentences with the root's first; gold heads, labels, tags."""
        pieces, shapes = padded([w.pieces for w in batch], 1), padded([w.shapes for w in batch], 0)
        mask = padded([[True] * len(w.pieces) for w in batch], False)
        rows = self.encoder(pieces, shapes, mask)
        flat = rows.reshape(-1, rows.shape[-1])
        length = pieces.shape[1]
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
        return sentences, sizes, padded(heads, 0), padded(labels, UNKNOWN), padded(tags, UNKNOWN)

    def scores(self, batch):
        sentences, sizes, heads, labels, tags = self.read(batch)
        inside = torch.arange(sentences.shape[1])[None, :] < sizes[:, None]
        arcs = self.heads.arcs(sentences).float()
        arcs = arcs.masked_fill(~inside[:, None, :], -1e4)
        arcs = arcs.masked_fill(torch.eye(arcs.shape[1], dtype=torch.bool)[None], -1e4)
        words = inside.clone()
        words[:, 0] = False
        return sentences, arcs, words, heads, labels, tags

    def loss(self, batch):
        sentences, arcs, words, heads, labels, tags = self.scores(batch)
        dropped = F.dropout(sentences, self.heads.dropout, self.training)
        tag_scores = self.heads.tag(dropped[words]).float()
        label_scores = self.heads.labels(dropped, heads)[words].float()
        return (F.cross_entropy(arcs[words], heads[words]) + F.cross_entropy(label_scores, labels[words], ignore_index=UNKNOWN)
                + F.cross_entropy(tag_scores, tags[words], ignore_index=UNKNOWN))

    @torch.no_grad()
    def evaluate(self, batches, inventory):
        """Shares of words with the right tag, head, and head with label; without a tree constraint."""
        self.eval()
        count = tag_right = head_right = both_right = 0
        for batch in batches:
            sentences, arcs, words, heads, labels, tags = self.scores(batch)
            found = arcs.argmax(-1)
            found_labels = self.heads.labels(sentences, found).argmax(-1)
            upos = [inventory.tags[n][0] for n in self.heads.tag(sentences[words]).argmax(-1).tolist()]
            gold = [inventory.tags[n][0] if n >= 0 else "" for n in tags[words].tolist()]
            right = (found == heads) & words
            count += int(words.sum())
            tag_right += sum(a == b for a, b in zip(upos, gold))
            head_right += int(right.sum())
            both_right += int((right & (found_labels == labels)).sum())
        return tag_right / count, head_right / count, both_right / count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=pathlib.Path, required=True, help="model.safetensors and vocab.txt")
    parser.add_argument("--inventory", type=pathlib.Path, required=True)
    parser.add_argument("--train", type=pathlib.Path, nargs="+", required=True)
    parser.add_argument("--dev", type=pathlib.Path, nargs="+", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--minutes", type=float, default=110)
    parser.add_argument("--batch-pieces", type=int, default=1024)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--full-precision", action="store_true", help="no 16-bit products: a third of the speed")
    parser.add_argument("--limit", type=int, default=0, help="documents of each treebank, for a try")
    options = parser.parse_args()

    torch.manual_seed(options.seed)
    inventory = Inventory(options.inventory)
    lines = (options.encoder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    vocabulary = WordPieces(lines[:-1] if not lines[-1] else lines)
    model = Analyser(Encoder(mpnet(read_safetensors(options.encoder / "model.safetensors"))), inventory)
    limit = options.limit or None
    train = [d for path in options.train for d in read_documents(path)[:limit]]
    dev = {path.name: batches_of(windows_of(read_documents(path)[:limit], vocabulary, inventory, lambda: 254), 2048)
           for path in options.dev}
    model.encoder.words.weight.requires_grad_(False)  # most pieces are not in the treebanks
    encoder_parameters = [p for p in model.encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": encoder_parameters, "lr": options.rate},
                                   {"params": list(model.heads.parameters()), "lr": options.head_rate}],
                                  weight_decay=0.01, eps=1e-6)

    def epoch_batches(epoch):
        chance = random.Random(options.seed * 1000 + epoch)
        return batches_of(windows_of(train, vocabulary, inventory, lambda: chance.choice((40, 80, 160, 254))),
                          options.batch_pieces, chance)

    steps = options.epochs * len(epoch_batches(0))
    warm_up = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / warm_up, max(0.0, (steps - step) / max(1, steps - warm_up))))
    checkpoint = options.work / "checkpoint.pt"
    options.work.mkdir(parents=True, exist_ok=True)
    epoch = done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        epoch, done = state["epoch"], state["done"]
        print(f"goes on in epoch {epoch + 1} behind batch {done}", flush=True)

    def save():
        part = checkpoint.with_suffix(".part")
        torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(),
                    "epoch": epoch, "done": done}, part)
        part.rename(checkpoint)

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
            if time.time() - saved > 600:
                save()
                saved = time.time()
            if (time.time() - start) / 60 > options.minutes:
                save()
                print("out of time: call it again to go on", flush=True)
                return
        epoch, done = epoch + 1, 0
        save()
        for name, its_batches in dev.items():
            upos, unlabelled, labelled = model.evaluate(its_batches, inventory)
            print(f"epoch {epoch} {name}: UPOS {upos:.4f}, UAS {unlabelled:.4f}, LAS {labelled:.4f}", flush=True)


if __name__ == "__main__":
    main()
