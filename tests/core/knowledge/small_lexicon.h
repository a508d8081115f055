#pragma once

#include <map>
#include <string>

namespace entente {

/// The smallest lexicon that has one of each.
inline std::map<std::string, std::string> small_lexicon() {
    return {
        {"offices.json", R"({"version": 1, "offices": [
  {"code": "president", "kind": "office", "titles": ["president"]},
  {"code": "leader", "kind": "office", "head": true, "titles": ["leader"]},
  {"code": "judge", "kind": "office", "several": true, "titles": ["judge"]},
  {"code": "head-of-state", "kind": "office", "also": ["president"], "titles": ["head of state"]}]})"},
        {"states.json", R"({"version": 1, "states": [
  {"id": "UTO", "name": "Utopia", "kind": "state", "head": "president", "adjectives": ["Utopian"],
   "demonyms": ["Utopians"], "metonyms": ["Amber House"], "former": ["Nowhere"], "capitals": ["amaurot"]}]})"},
        {"organizations.json", R"({"version": 1, "organizations": [
  {"id": "league", "name": "Island League", "kind": "bloc", "names": ["IL"]},
  {"id": "league-court", "name": "League Court", "kind": "court", "part_of": "league"}]})"},
        {"national-bodies.tsv",
         "# national-bodies 1\norganization:utopian-party\tUtopian Party\tparty\tUTO\tUPA\n"},
        {"persons.tsv",
         "# persons 1\n"
         "person:raphael-hythloday\tRaphaël Hythloday\tHythloday\tUTO\tThe Traveller\t\n"
         "\tpresident\tUTO\t2001-05-01\t2010-05-01\t\ttest\n"
         "person:ademus-one\tAdemus One\tOne|Uno\tUTO\t\tQ7\n"
         "\tpresident\tUTO\t2010-05-01\t>2015-01\t\ttest\n"
         "\tjudge\tleague-court\t2000\t\t\ttest\n"},
        {"office-holders.tsv",
         "# office-holders 1\n"
         "person:ademus-one\n"
         "\tjudge\tUTO\t1999-01-01\t1999-12-31\tacting\ttest\n"
         "person:barzanes-two\tBarzanes Two\tTwo\tUTO\t\t\n"
         "\tpresident\tUTO\t2018-03\t\t\ttest\n"
         "\tjudge\tleague-court\t2005-01-01\t2006-01-01\t\ttest\n"},
        {"places.tsv", "# places 1\nplace:amaurot\tAmaurot\tcity\tUTO\tAmauroton\t\t\n"},
        {"given-names.tsv", "# given-names 1\nRaphael\n"},
    };
}

}  // namespace entente
