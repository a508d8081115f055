"""Prints the ids of the gold graphs of one fold, for `train_analyser.py --held-out`, or the graphs themselves.

    python3 tools/training/folds.py --folds 5 --fold 0 FILE...

Texts of one source and week belong to one fold, since they tell the same stories.
"""

import argparse
import datetime
import hashlib
import json
import pathlib


def story(item):
    year, week, _ = datetime.date.fromisoformat(item["date"]).isocalendar()
    return f"{item.get('source', '')} {year} {week}"


def fold_of(item, folds):
    return int.from_bytes(hashlib.sha256(story(item).encode()).digest()[:8], "big") % folds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=pathlib.Path, nargs="+")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--graphs", action="store_true", help="the graphs themselves, as JSON lines")
    options = parser.parse_args()
    for path in options.gold:
        for line in open(path, encoding="utf-8"):
            item = json.loads(line)
            if fold_of(item, options.folds) == options.fold:
                print(line.rstrip("\n") if options.graphs else item["id"])


if __name__ == "__main__":
    main()
