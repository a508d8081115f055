#!/usr/bin/env python3
"""Makes core/data/actors/office-holders.tsv and national-bodies.tsv from tables of bare facts.

    tools/convert-facts.py FACTS_DIR core/data/actors

FACTS_DIR holds office-holders.tsv.gz (Wikidata, 2000-2022), heads.tsv, parties.tsv and legislatures.tsv (The World
Factbook). What the hand-kept files of the second folder say (persons.tsv, organizations.json) wins over the facts: a person
who stands there gets only the offices that they miss, and a body that stands there is not written again.
"""

import csv
import datetime
import gzip
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

FACTS_END = "2022-06"  # when the office holders were taken from Wikidata

# Offices by their position in the facts; the first pattern that matches the whole position counts.
FOREIGN = r"(foreign( and european| and international)? affairs|external affairs|foreign relations|external relations)"
MINISTER = r"(federal )?(minister (of|for)|secretary (of|for)|secretary of state for) (the )?"
POSITIONS = [(re.compile(pattern, re.I), office) for pattern, office in [
    (r"(federal |state )?president( of the (republic|confederation|swiss confederation))?", "president"),
    (r"(federal )?chancellor", "chancellor"),
    (r"prime minister|premier( of the state council)?|taoiseach|minister-president|president of the government|"
     r"president of the council of ministers|chairman of the cabinet of ministers \(prime minister\)|"
     r"chairman of the council of ministers|premier of the cabinet", "prime-minister"),
    (r"supreme leader", "supreme-leader"),
    (r"king|queen", "king"), (r"emperor", "emperor"), (r"emir|amir", "emir"), (r"crown prince", "crown-prince"),
    (r"governor-general", "governor-general"),
    (r"(first )?vice[- ]president|deputy president", "vice-president"),
    (r"((first|second|third) )?deputy prime minister|vice[- ]premier( of the state council)?|deputy premier|tánaiste|"
     r"vice[- ]chancellor|vice prime minister", "deputy-prime-minister"),
    (r"secretary of state", "secretary-of-state"),
    (MINISTER + FOREIGN + r"( and .*)?|minister (of|for) (europe|european) and foreign affairs|foreign minister|"
     r"secretary of state for foreign(, | and )commonwealth.*|secretary for foreign affairs", "foreign-minister"),
    (MINISTER + r"(national )?(defen[cs]e|armed forces)( and .*)?|secretary of state for defen[cs]e", "defence-minister"),
    (MINISTER + r"(interior|home affairs|internal affairs|home department|interior affairs)( and .*)?|home secretary",
     "interior-minister"),
    (r"secretary of homeland security", "homeland-security-secretary"),
    (MINISTER + r"(economy and |economy, )?(public )?(finance|finances|treasury|the treasury)( and .*)?|treasurer|"
     r"chancellor of the exchequer|minister of economy and finances?", "finance-minister"),
    (MINISTER + r"(economy|economic affairs|economic development)( and .*)?", "economy-minister"),
    (MINISTER + r"(law and )?justice( and .*)?|secretary of state for justice", "justice-minister"),
    (r"attorney[- ]general", "attorney-general"), (r"prosecutor[- ]general", "prosecutor-general"),
    (r"chief justice( of the supreme court)?", "chief-justice"),
    (r"national security advis[oe]r", "national-security-adviser"),
    (r"secretary of the (supreme )?(national )?security (and defen[cs]e )?council", "security-council-secretary"),
    (r"director of national intelligence", "intelligence-chief"),
    (r"united states trade representative", "trade-representative"),
    (r"white house chief of staff|head of the presidential administration", "chief-of-staff"),
    (r"(white house|downing street) press secretary|government spokesperson|presidential spokesperson", "spokesperson"),
    (r"(permanent representative|ambassador) to the united nations", "ambassador"),
    (r"(governor|president|chairman|chairperson) of the (central|national|reserve|federal) bank.*|"
     r"governor of the (bank of .*|people's bank)|chair of the federal reserve", "central-bank-governor"),
    (r"(chief|head) of (the )?(general|joint|defen[cs]e|national defen[cs]e general) staff|chief of (the )?defen[cs]e( forces?)?|"
     r"chief of the (defen[cs]e force|national defen[cs]e force|armed forces)|chairman of the joint chiefs of staff|"
     r"chief of army staff|chief of (staff of )?the army( staff)?|commander[- ]in[- ]chief( of the armed forces)?|"
     r"chief of the joint staff", "army-chief"),
    (r"(speaker|president|chairman|chairperson) of the (national assembly|parliament|senate|chamber of deputies|house of .*|"
     r"knesset|assembly|islamic consultative assembly|bundestag|state duma|federation council|legislative yuan|verkhovna rada|"
     r"riksdag|storting|congress of deputies|federal council|council of states|national council|legislative assembly)", "speaker"),
    (r"first lady", "first-lady"),
    (r"leader of the opposition", "opposition-leader"),
]]
# Positions in a named body.
BODY_POSITIONS = {
    ("USA", "Director of the CIA"): ("director", "cia"),
    ("USA", "Director of the FBI"): ("director", "fbi"),
    ("USA", "Speaker of the House of Representatives"): ("speaker", "us-house"),
    ("ISR", "Director of the Mossad"): ("director", "mossad"),
    ("IRN", "Commander-in-chief of the Revolutionary Guard"): ("army-chief", "irgc"),
    ("CHN", "General Secretary of the Chinese Communist Party"): ("general-secretary", "chinese-communist-party"),
    ("", "Secretary-General of the United Nations"): ("secretary-general", "un"),
    ("", "Deputy Secretary-General of the United Nations"): ("deputy-secretary-general", "un"),
    ("", "President of the United Nations General Assembly"): ("president", "un-general-assembly"),
    ("", "Director-General of the World Trade Organization"): ("director-general", "wto"),
    ("", "President of the International Court of Justice"): ("president", "icj"),
}
HEADS = {"president", "prime-minister", "chancellor", "king", "emir", "emperor", "supreme-leader"}

FAMILY_FIRST = {"CHN", "TWN", "HKG", "KOR", "PRK", "MAC"}
FIRST_NAME_STATES = {"ETH", "ERI", "MYS", "ISL"}
SPANISH = set("ESP MEX ARG CHL COL PER VEN ECU BOL PRY URY CUB DOM GTM HND SLV NIC CRI PAN GNQ".split())
PARTICLES = set("von van der den de del della di da dos das do du la le al el ul bin ibn ben abu ould st ter ten zu".split())
# Surnames that are more often words; their bearers are known by full name only.
WORDS = set("Ask Ba Bar Boys Card Cash Close Date Fall Gross Guy Hung Im Key Lines Little MD Man Mayor Nor O Oh Parent Parts Ro Said "
            "Saw Short Such Te Wall Won Worth".split())
SUFFIXES = {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"}


SPELLED = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ß": "ss",
                         "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH", "ə": "a", "Ə": "A",
                         "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'"})


def plain(text):
    """ASCII letters where a letter has them."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.translate(SPELLED)) if not unicodedata.combining(c))


def slug(text):
    text = plain(text).replace(".", "").replace("'", "").lower()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def key(text):
    return slug(text).replace("-", " ")


def read_table(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def write_table(path, name, comments, lines):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write(f"# {name} 1\n")
        for comment in comments:
            out.write(f"# {comment}\n")
        for line in lines:
            out.write(line + "\n")


# ------------------------------------------------------------------------------------------------ persons

class Curated:
    """The persons of persons.tsv: by id, by name and by Wikidata id, with what they hold."""

    def __init__(self, path):
        self.ids, self.by_name, self.by_wikidata, self.states = set(), {}, {}, {}
        self.families = defaultdict(set)
        self.holdings = defaultdict(list)
        person = None
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            fields = line.split("\t")
            if fields[0]:
                person, name, families, state, aliases, wikidata = fields
                self.ids.add(person)
                self.states[person] = state
                for form in [name] + aliases.split("|"):
                    if form:
                        self.by_name[key(form)] = person
                for family in families.split("|"):
                    if family:
                        self.families[key(family)].add(person)
                if wikidata:
                    self.by_wikidata[wikidata] = person
            else:
                self.holdings[(fields[2], fields[1])].append((person, fields[3], fields[4]))

    def find(self, name, wikidata):
        without_initials = re.sub(r" [A-Z]\.(?= )", "", name)
        return self.by_wikidata.get(wikidata) or self.by_name.get(key(name)) or self.by_name.get(key(without_initials))


def family_names(name, state, given_names):
    """The names by which news speaks of the person after the first mention."""
    tokens = [t for t in name.replace(",", "").split() if t not in SUFFIXES]
    if len(tokens) < 2:
        return []
    if state in FAMILY_FIRST and len(tokens) <= 3 and (len(tokens[0]) <= 6) and tokens[0] not in given_names:
        return [tokens[0]]
    if state in FIRST_NAME_STATES:
        return [tokens[0]]
    start = len(tokens) - 1
    if state in SPANISH and len(tokens) >= 3:
        start = 1
        while start < len(tokens) - 1 and tokens[start] in given_names:
            start += 1
        if len(tokens) - start > 2 and not any(t.lower() in PARTICLES for t in tokens[start:]):
            start = len(tokens) - 2
    while start > 1 and (tokens[start - 1].lower() in PARTICLES or tokens[start - 1] in ("Van", "De", "Al", "El", "Ould", "Bin")):
        start -= 1
    family = " ".join(tokens[start:])
    forms = [family]
    parts = tokens[start:]
    if state in SPANISH and len(parts) == 2 and parts[0].lower() not in PARTICLES:
        forms.append(parts[0])
    return [f for f in forms if f not in WORDS and len(f) > 1 and f[0].isupper() or f[:3] in ("al-", "el-", "von", "van", "de ")]


def spelling_variants(name, state):
    variants = []
    if state in FAMILY_FIRST | {"JPN"} and "-" in name:
        variants.append(re.sub(r"-(\w)", lambda m: " " + m[1].upper(), name))
    if re.search(r"\b[A-Z]\. ?[A-Z]\.", name):
        variants.append(name.replace(".", "").replace("  ", " "))
    middle = re.fullmatch(r"(\S+) [A-Z]\. (\S+)", name)
    if middle:
        variants.append(f"{middle[1]} {middle[2]}")
    return [v for v in variants if v != name]


def latest_first(date):
    return date or "9999"


def join_terms(terms):
    """Terms of one person in one office: those that touch or overlap become one."""
    terms = sorted(set(terms), key=lambda t: (t[0] or "0000", latest_first(t[1])))
    joined = []
    for begin, end in terms:
        if joined:
            last_begin, last_end = joined[-1]
            if not last_end and begin or (last_end and begin and begin[:7] <= last_end[:7]):
                joined[-1] = (last_begin, max(last_end, end) if last_end and end else end)
                continue
            if (last_begin, last_end) == (begin, end) or not begin and not end:
                continue
        joined.append((begin, end))
    return joined


def cut(begin, end, others):
    """What is left of a term when those who are known better held the office."""
    last = end.lstrip(">") or "9999"
    for other_begin, other_end in others:
        other_last = other_end.lstrip(">") or "9999"
        if begin < other_begin < last:
            end, last = other_begin, other_begin
        elif other_begin <= begin < other_last:
            begin = other_last
    return begin, end


def office_of(state, position):
    body = BODY_POSITIONS.get((state, position))
    if body:
        return body
    # Ministers outside the cabinet in Britain; India's Foreign Secretary heads the foreign service.
    if not state or (state == "GBR" and position.startswith("Minister")):
        return None
    if state == "IND" and re.fullmatch(r"(Foreign Secretary|Secretary (of|for) Foreign Affairs)", position):
        return "foreign-secretary", state
    for pattern, office in POSITIONS:
        if pattern.fullmatch(position):
            if office == "secretary-of-state" and state != "USA":
                return None
            return office, state
    return None


HEAD_OFFICES = [(re.compile(pattern), office) for pattern, office in [
    (r"(interim |acting |transition(al)? |caretaker |state affairs commission )?president( of the swiss confederation)?", "president"),
    (r"(interim |acting |transition |caretaker |gnu interim |cnsp )?(prime minister|premier)( and .*)?|taoiseach \(prime minister\)|"
     r"chairman of the cabinet of ministers|president of council of ministers|president of the government of spain.*|"
     r"chairperson of the council of ministers", "prime-minister"),
    (r"chancellor", "chancellor"), (r"vice president", "vice-president"),
    (r"king( sultan)?", "king"), (r"emperor", "emperor"), (r"amir", "emir"), (r"sultan and prime minister( sir)?", "sultan"),
    (r"prince", "prince"), (r"grand duke", "grand-duke"), (r"pope", "pope"), (r"supreme leader", "supreme-leader"),
    (r"represented by (acting )?governor[- ]general( sir| dame)?", "governor-general"),
    (r"premier", "prime-minister"), (r"governor", "governor"), (r"chief executive", "chief-executive"),
    (r"chief minister", "first-minister"),
]]
# Kings of many realms count at home, and territories have the head of state of their mother country; the chief adviser of
# Bangladesh is in persons.tsv.
FOREIGN_HEADS = ("Muhammad YUNUS", "CHARLES III", "Emmanuel MACRON", "Donald J. TRUMP", "FREDERIK X of", "WILLEM-ALEXANDER of", "President of China")


def read_date(text):
    for form, out in (("%d %B %Y", "%Y-%m-%d"), ("%d %b %Y", "%Y-%m-%d"), ("%B %Y", "%Y-%m"), ("%Y", "%Y")):
        try:
            return datetime.datetime.strptime(text.split(",")[0], form).strftime(out)
        except ValueError:
            pass
    return ""


def proper_case(name):
    name = re.sub(r'\s*\(.*?\)|"[^"]*"\s*', "", name).strip()
    name = re.sub(r"^(Dr\.|Gen\.|Sr\. Gen\.|Capt\.|Col\.|General|Sir|Dame|Grand Chief Sir|Ratu)\s+", "", name)

    def word(match):
        text = match[0]
        if len(text) > 1 and text.isupper() and text not in ("II", "III", "IV", "VI", "XIV", "X", "V"):
            text = text.capitalize()
            text = re.sub(r"^(Mc|O')(\w)", lambda m: m[1] + m[2].upper(), text)
        return text
    name = re.sub(r"[^\s\-]+", word, name).replace("El-", "el-").replace(", Jr.", " Jr.").replace("’", "'")
    return re.sub(r"\b(Der|Da|De|Dos|Bin)\b", lambda m: m[1] if name.startswith(m[1]) else m[1].lower(), name)


def read_heads(path):
    """(state, office, name, surname in plain capitals, since, acting)"""
    for row in read_table(path):
        text = row["office_and_name"].strip()
        # The President of France is no king of Monaco: a head of state abroad counts at home alone.
        realm = row["iso3"]
        if any(mark in text for mark in FOREIGN_HEADS) and not (
                ("CHARLES III" in text and realm == "GBR") or ("MACRON" in text and realm == "FRA") or
                ("TRUMP" in text and realm == "USA")):
            continue
        words = text.split()
        for split in range(len(words) - 1, 0, -1):
            title = " ".join(words[:split]).rstrip(",").lower()
            office = next((o for pattern, o in HEAD_OFFICES if pattern.fullmatch(title)), None)
            if office:
                name = " ".join(words[split:])
                if name.startswith("of "):
                    break
                capitals = [w for w in re.split(r"[\s]+", re.sub(r"[,.]", "", name)) if len(w) > 1 and w.upper() == w and
                            w not in ("JR", "II", "III", "IV", "VI", "XIV")]
                acting = bool(re.search(r"interim|acting|caretaker|transition", title))
                yield realm, office, proper_case(name), " ".join(capitals), read_date(row["since"]), acting
                break


def same_person(name, surname, other):
    """True where another spelling of a name means the same person: it adds or leaves out middle names."""
    mine, theirs = key(name).split(), key(other).split()
    if not set(key(surname).split()) <= set(theirs):
        return False
    return set(mine) <= set(theirs) or set(theirs) <= set(mine) or (mine[0], mine[-1]) == (theirs[0], theirs[-1])


def convert_persons(facts, actors, curated):
    rows = [r for r in read_table(facts / "office-holders.tsv.gz")]
    given_names = Counter()
    for row in rows:
        tokens = row["person"].split()
        if len(tokens) > 1 and row["iso3"] not in FAMILY_FIRST:
            given_names[tokens[0]] += 1
    common_given = {n for n, count in given_names.items() if count >= 3}

    terms = defaultdict(list)   # (wikidata or name, office, institution) -> terms
    people = {}                 # wikidata or name -> (name, state)
    for row in rows:
        found = office_of(row["iso3"], row["position"])
        if not found or not re.fullmatch(r"[A-Z][A-Za-z .'`-]*", plain(row["person"])):
            continue
        who = row["wikidata"] or row["person"]
        people.setdefault(who, (row["person"], row["iso3"]))
        terms[(who, *found)].append((row["start"], row["end"]))

    holders = defaultdict(list)  # (institution, office) -> (who, begin, end)
    for (who, office, institution), spans in terms.items():
        for begin, end in join_terms(spans):
            if begin and end and end < begin[:len(end)]:
                continue
            holders[(institution, office)].append([who, begin, end, "", "wikidata"])

    # Heads of state and government in office today.
    by_state = defaultdict(list)
    for who, (name, state) in people.items():
        by_state[state].append((who, name))
    for state, office, name, surname, since, acting in read_heads(facts / "heads.tsv"):
        if not surname:
            continue
        if any(not end and person for person, begin, end in curated.holdings.get((state, office), [])):
            continue
        who = next((w for w, other in by_state[state] if same_person(name, surname, other)), None)
        if who is None:
            who = next((p for p in curated.families.get(key(surname), ()) if curated.states[p] == state), None)
            if who is None:
                who = name
                by_state[state].append((who, name))
            people.setdefault(who, (name, state))
        terms_here = holders[(state, office)]
        mine = [t for t in terms_here if t[0] == who and t[2] in ("", "now")]
        if mine:
            mine[-1][2] = "now"
        else:
            terms_here.append([who, since, "now", "acting" if acting else "", "factbook"])

    ids = {}
    taken = set(curated.ids)
    for who, (name, state) in sorted(people.items(), key=lambda item: (item[1], item[0])):
        if who in curated.ids:
            ids[who] = who
            continue
        found = curated.find(name, who)
        if found:
            ids[who] = found
            continue
        base = f"person:{slug(name)}"
        number = 1
        while base + (f"~{number}" if number > 1 else "") in taken:
            number += 1
        ids[who] = base + (f"~{number}" if number > 1 else "")
        taken.add(ids[who])

    offices = json.loads((actors / "offices.json").read_text(encoding="utf-8"))["offices"]
    several = {o["code"] for o in offices if o.get("several")}
    held = defaultdict(list)
    for (institution, office), spans in holders.items():
        spans.sort(key=lambda s: (s[1] or "0000", latest_first(s[2])))
        mine = curated.holdings.get((institution, office), [])
        for position, (who, begin, end, acting, source) in enumerate(spans):
            if not begin and not end:
                continue
            if end == "now":
                end = ""
            elif not end:
                end = ">" + (max(FACTS_END, begin[:7]) if office in HEADS else begin)
            person = ids[who]
            if office not in several:
                begin, end = cut(begin, end, [(b, e) for p, b, e in mine if p != person])
                if begin and end and end.lstrip(">") <= begin:
                    continue
            if any(p == person and (not e or not begin or begin[:4] <= e[:4]) and (not b or not end or b[:4] <= end.lstrip(">")[:4])
                   for p, b, e in mine):
                continue
            held[person].append((begin, office, institution, end, acting, source))

    lines = []
    written = set()
    states = {s["id"] for s in json.loads((actors / "states.json").read_text())["states"]}

    def recency(item):
        return max((latest_first(h[3].lstrip(">")) for h in held[item]), default="")

    by_id = {}
    for who, person in ids.items():
        by_id.setdefault(person, who)
    for person in sorted(held, key=lambda p: (recency(p), p), reverse=True):
        who = by_id[person]
        name, state = people[who]
        if person in curated.ids:
            lines.append(person)
        else:
            written.add(person)
            wikidata = who if re.fullmatch(r"Q\d+", who) else ""
            reigns = any(h[1] in ("king", "emperor", "emir", "sultan", "grand-duke", "prince", "pope") for h in held[person])
            families = [] if reigns else family_names(name, state, common_given)
            country = state if state in states else ""
            lines.append("\t".join([person, name, "|".join(families), country, "|".join(spelling_variants(name, state)), wikidata]))
        for begin, office, institution, end, acting, source in sorted(held[person]):
            lines.append("\t".join(["", office, institution, begin, end, acting, source]))
    write_table(actors / "office-holders.tsv", "office-holders",
                ["Made by tools/convert-facts.py: do not edit. Corrections belong into persons.tsv, which wins.",
                 "Sources: Wikidata (CC0), The World Factbook (public domain)."], lines)
    print(f"office-holders.tsv: {len(written)} new persons, {sum(map(len, held.values()))} offices", file=sys.stderr)


# ------------------------------------------------------------------------------------------------ national bodies

BODY_WORD = re.compile(r"\b(Party|Partido|Parti|Partij|Partei|Movement|Front|Alliance|Union|Unity|Democrat\w*|Congress|League|"
                       r"Coalition|National\w*|People's|Labou?r|Socialist\w*|Liberal\w*|Conservative\w*|Republican\w*|Communist|"
                       r"Christian|Islamic|Green\w*|Assembly|Forum|Bloc|Rally|Council|Federation|Organi[sz]ation|Workers\w*)\b")


def clean_party(name):
    name = re.sub(r"\s+or\s+.*", "", re.sub(r"\s*\[.*?\]|\s*\(.*?\)", "", name)).strip(" ,.;:")
    return re.sub(r"\s+", " ", name.replace("’", "'"))


MINISTRIES = [("Foreign", "Foreign Affairs"), ("Defense", "Defence"), ("Interior", "the Interior"), ("Finance", "Finance"),
              ("Justice", "Justice"), ("Health", "Health"), ("Energy", "Energy"), ("Education", "Education")]


def ministry_forms(short, full):
    """("Defense", "Defence"): "Defense Ministry", "Defence Ministry", "defense ministry", "Ministry of Defence" ..."""
    subjects = dict.fromkeys([full, full.removeprefix("the "), short.replace("Foreign", "Foreign Affairs")])
    fronts = dict.fromkeys([short, full.removeprefix("the ")])
    forms = [f"{front} Ministry" for front in fronts] + [f"Ministry of {subject}" for subject in subjects]
    return forms + [form.lower() for form in forms]


def convert_bodies(facts, actors):
    organizations = json.loads((actors / "organizations.json").read_text(encoding="utf-8"))["organizations"]
    states = json.loads((actors / "states.json").read_text(encoding="utf-8"))["states"]
    taken, surfaces = {o["id"] for o in organizations}, set()
    for actor in organizations + states:
        surfaces.update([actor["name"]], *(actor.get(k, []) for k in ("names", "former", "metonyms", "adjectives", "demonyms")))
    kinds = defaultdict(set)
    for o in organizations:
        kinds[o.get("country")].add(o["kind"])
    lines = []

    def add(identity, name, kind, country, aliases):
        if name in surfaces or identity in taken:
            return
        aliases = [a for a in dict.fromkeys(aliases) if a != name and a not in surfaces]
        taken.add(identity)
        surfaces.update([name], aliases)
        lines.append("\t".join([f"organization:{identity}", name, kind, country, "|".join(aliases)]))

    def official(body, state):
        return f"{body} of {'the ' if state.get('article') else ''}{state['name']}"

    # Ministries, courts, banks and parliaments are named after the state: "Kenyan Foreign Ministry", "Kenya's parliament".
    for state in states:
        if state["kind"] == "territory" and state["id"] != "HKG" or "adjectives" not in state:
            continue
        adjective, name = state["adjectives"][0], state["name"]
        if state["id"] == "USA":
            continue
        for body, kind, full, forms in [
            *((f"{short} Ministry", "ministry", f"Ministry of {full}", ministry_forms(short, full)) for short, full in MINISTRIES),
            ("Supreme Court", "court", "Supreme Court", ["Supreme Court", "supreme court"]),
            ("Constitutional Court", "court", "Constitutional Court", ["Constitutional Court", "constitutional court"]),
            ("Armed Forces", "army", None, ["Armed Forces"]),
            ("General Staff", "army", "General Staff", ["General Staff", "general staff"]),
            ("Army", "army", None, ["Army"]),
            ("Navy", "army", None, ["Navy"]),
            ("Air Force", "army", None, ["Air Force"]),
            ("Central Bank", "central-bank", "Central Bank", ["Central Bank", "central bank"]),
        ]:
            aliases = [f"{adjective} {form}" for form in forms] + [f"{name}'s {form}" for form in forms]
            aliases += [f"{form} of {name}" for form in forms if form.startswith(("Ministry of", "Central", "Supreme", "Const", "Armed", "ministry of", "General"))]
            if any(a in surfaces for a in aliases):
                continue
            add(slug(f"{adjective} {body}"), official(full, state) if full else f"{adjective} {body}", kind, state["id"], aliases)

    by_id = {s["id"]: s for s in states}
    for row in read_table(facts / "legislatures.tsv"):
        state = by_id.get(row["iso3"])
        if not state or state["kind"] == "territory" or state["id"] == "USA":
            continue
        match = re.match(r"(?:The )?([^(]+?)(?: \((.*)\))?$", row["name"].strip())
        body = re.sub(r"\s+-\s+.*", "", match[1]).strip()
        adjective, name = state.get("adjectives", [state["name"]])[0], state["name"]
        for prefix in (adjective + " ", f"{name}'s ", *(f"{n} " for n in state.get("names", []))):
            body = body.removeprefix(prefix)
        if name in body or body.lower().startswith("parl"):
            if "parliament" in kinds[state["id"]] or "Parliament" not in body:
                continue
            body = "Parliament"
        local = (match[2] or "").split(" - ")[0].strip()
        aliases = [f"{adjective} {body}", f"{body} of {name}", f"{name}'s {body}"]
        if row["chamber"] == "legislature":
            aliases += [f"{adjective} parliament", f"{name}'s parliament", f"{adjective} Parliament", f"{name}'s Parliament",
                        official("Parliament", state)]
        if any(a in surfaces for a in aliases[:3]):
            continue
        if local and len(local) > 5 and local[0].isupper() and not re.search(r"Senat|Parlam|Assembl|Congres|C[aá]mara|Chambre", local):
            aliases.append(local)
        add(slug(f"{adjective} {body}"), official(body, state), "parliament", state["id"], aliases)

    parties = [(row["iso3"], clean_party(row["name"]), row["acronym"].strip(), row["name"]) for row in read_table(facts / "parties.tsv")]
    names = Counter(name for _, name, _, _ in parties)
    acronyms = Counter(acronym for _, _, acronym, _ in parties)
    stop = set("PAC MPS GDP CEO ISIS USA AIDS NGO COVID UFO VIP ACT NEW ART ONE TOP AIM PAN PAS PRO DIY CAR CIA DNA UPS MDC ADF EPP "
               "APP BBC SDP PIN PEP PAL PAR SOS RAM NOW ALP MUST PACT PROS REAL STAR".split())
    for state, name, acronym, original in sorted(parties):
        words = name.split()
        if state not in by_id or len(words) < 2 or names[name] > 1 or not BODY_WORD.search(name) or len(name) > 70:
            continue
        if by_id[state]["kind"] == "territory" or not name[0].isupper():
            continue
        aliases = []
        inner = re.search(r"\(([^)]+)\)", original)
        if inner and len(inner[1].split()) >= 2 and BODY_WORD.search(inner[1]) and inner[1][0].isupper():
            aliases.append(inner[1].replace("’", "'"))
        if re.fullmatch(r"[A-Z][A-Za-z]{3,7}", acronym) and acronym.isupper() and acronyms[acronym] == 1 and acronym not in stop:
            aliases.append(acronym)
        add(slug(name), name, "party", state, aliases)

    lines.sort()
    write_table(actors / "national-bodies.tsv", "national-bodies",
                ["Made by tools/convert-facts.py: do not edit. Corrections belong into organizations.json, which wins.",
                 "Source: The World Factbook (public domain)."], lines)
    print(f"national-bodies.tsv: {len(lines)} bodies", file=sys.stderr)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    facts, actors = Path(sys.argv[1]), Path(sys.argv[2])
    convert_bodies(facts, actors)
    convert_persons(facts, actors, Curated(actors / "persons.tsv"))


if __name__ == "__main__":
    main()
