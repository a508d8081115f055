"""Reads event files as a coder of events would, with Python's own readers of JSON and of separated values.

    python3 events.py plover|cameo FILE EVENTS

EVENTS is how many there must be. The names are those of the PLOVER codebook and of CAMEO's twenty root codes.
"""

import csv
import datetime
import json
import sys

PLOVER = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
          "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
QUADS = {"VC", "MC", "VX", "MX"}


def plover(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            event = json.loads(line)
            assert event["event"] in PLOVER and event["quad"] in QUADS, line
            first = (event["date"] or "2000").split("/")[0]  # an interval, a month or a year as in ISO 8601
            assert first == ".." or datetime.date.fromisoformat((first + "-01-01")[:10]), line
            assert event["source"]["name"] and event["target"]["name"] and event["text"], line
            assert 0 < event["confidence"] <= 1 and -10 <= event["intensity"] <= 10, line
            yield event


def cameo(path):
    with open(path, encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            date, source, target, code, article, sentence, intensity = row
            datetime.datetime.strptime(date, "%Y%m%d")
            assert source and target and article and int(sentence) >= 0, row
            assert code.isdigit() and 2 <= len(code) <= 4 and 1 <= int(code[:2]) <= 20, row
            assert -10 <= float(intensity) <= 10, row
            yield row


form, file, wanted = sys.argv[1:]
events = list({"plover": plover, "cameo": cameo}[form](file))
assert len(events) == int(wanted), f"{len(events)} events instead of {wanted}"
