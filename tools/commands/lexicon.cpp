#include "core/knowledge/actor_lexicon.h"
#include "core/knowledge/data_file.h"
#include "core/model/error.h"
#include "core/model/slug.h"
#include "tools/commands/commands.h"
#include "tools/lexicon_entry.h"
#include "tools/shared_options.h"
#include "tools/terminal.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace entente::tools {
namespace {

std::string_view to_string(NameKind kind) {
    switch (kind) {
        case NameKind::name: return "name";
        case NameKind::adjective: return "adjective";
        case NameKind::demonym: return "demonym";
        case NameKind::metonym: return "seat";
        case NameKind::former: return "former name";
    }
    return "name";
}

/// How a name leads to an actor: by a reading of the lexicon, or as a person's family name.
struct Meaning {
    std::uint32_t actor = 0;
    std::string_view kind;
};

std::vector<Meaning> meanings_of(const ActorLexicon& actors, const std::string& name) {
    std::vector<Meaning> all;
    std::set<std::uint32_t> seen;
    for (const ActorName& reading : actors.lookup(name))
        if (seen.insert(reading.actor).second) all.push_back({reading.actor, to_string(reading.kind)});
    if (const auto actor = actors.find(name); actor && seen.insert(*actor).second)
        all.push_back({*actor, "id"});
    for (const std::uint32_t person : actors.by_family_name(name))
        if (seen.insert(person).second) all.push_back({person, "family name"});
    return all;
}

std::string period_of(const Holding& holding) {
    const std::string begin = holding.begin.year ? holding.begin.to_string() : "?";
    if (!holding.end.year) return begin + " to date";
    return fmt::format("{} to {}{}", begin, holding.at_least ? "at least " : "", holding.end.to_string());
}

class Lexicon : public Command {
  public:
    void setup(CommandOptions& options) override {
        options
            .add("ACTION", action_,
                 "check: read all of it and count; find: say whom names mean; add: put an actor into a "
                 "lexicon of your own")
            .required()
            .one_of({"add", "check", "find"});
        options.add("NAME", names_,
                    "Names, family names or ids to find; with add, an actor's name and its other names");
        options.add("--format", format_, "What find prints: table or jsonl")
            .one_of({"table", "jsonl"})
            .show_default();
        options.add("--to", to_, "File that add writes to; begun where there is none").type_name("FILE");
        const auto fact = [&](const char* option, std::string& value, const char* what) {
            options.add(option, value, what).group("What add knows of the actor");
        };
        fact("--type", entry_.type, "person, organization or place; left out with --id of a known actor");
        fact("--id", entry_.id, "Known actor that gets further names; of a new one instead of type and name");
        fact("--kind", entry_.kind, "company, party, armed-group, ...; city, region, ...");
        fact("--country", entry_.country, "ISO code of its state (UKR)");
        fact("--family", entry_.family_name, "A person's family name: the last word when left out");
        fact("--wikidata", entry_.wikidata, "A person's id there (Q42)");
        fact("--office", entry_.office, "A person's office (foreign-minister)");
        fact("--of", entry_.institution, "Of which state or body: ISO code, or id without \"organization:\"");
        fact("--since", entry_.begin, "First day, month or year of the office");
        fact("--until", entry_.end, "Last one; left out while it lasts");
        data_.setup(options);
        data_.setup_lexicons(options);
        options.footer(
            "A name may mean several actors: the text decides. Spelling counts, but for diacritics and a "
            "leading "
            "\"the\".\n"
            "Own lexicons (--lexicon FILE, also with extract, ingest and relate) are text files with "
            "tab-separated\n"
            "fields and a first line that says what they hold:\n"
            "  # persons 1          id, name, family names, country, aliases, Wikidata id; below a person, "
            "lines that\n"
            "                       begin with a tab: office, institution, begin, end, acting, source; an id "
            "alone\n"
            "                       goes on with a person that is known\n"
            "  # national-bodies 1  id, name, kind, country, aliases\n"
            "  # places 1           id, name, kind, country, aliases, adjectives, demonyms\n"
            "  # names 1            id of a known actor, further names\n"
            "  # given-names 1      one first name a line\n"
            "Several names in one field are separated by |. Files as organizations.json and states.json are "
            "read too.\n"
            "Later files win: an actor defined again takes the older one's place, and a name that a later "
            "file gives\n"
            "means only what that file says.\n"
            "Examples:\n  entente lexicon find Georgia Zelensky \"European Commission\"\n"
            "  entente lexicon check --lexicon my-ministers.tsv\n"
            "  entente lexicon add \"Anna Berg\" --to my-ministers.tsv --type person --country NOR \\\n"
            "      --office foreign-minister --of NOR --since 2025-10-01\n"
            "  entente lexicon add \"Blue Line Freight\" BLF --to my-firms.tsv --type organization --kind "
            "company\n"
            "  entente lexicon add \"EU diplomats' house\" --to my-names.tsv --id "
            "organization:european-external-action-service");
    }

    int run() override {
        if (action_ == "check" && !names_.empty())
            throw Error(ErrorKind::usage, "names belong to \"lexicon find\"");
        if (action_ == "add") return add();
        if (action_ == "find" && names_.empty()) throw Error(ErrorKind::usage, "lexicon find needs a NAME");
        const std::filesystem::path folder = data_.directory() / "actors";
        const ActorLexicon actors = ActorLexicon::load(folder, data_.lexicons());
        return action_ == "check" ? check(actors) : find(actors);
    }

  private:
    /// Writes the entry, and takes it back where the lexicon could then not be read.
    int add() {
        if (names_.empty()) throw Error(ErrorKind::usage, "lexicon add needs a NAME");
        if (to_.empty()) throw Error(ErrorKind::usage, "lexicon add needs --to FILE");
        const ActorLexicon known = ActorLexicon::load(data_.directory() / "actors", data_.lexicons());
        complete_entry(known);
        std::string before;
        const bool there = std::filesystem::exists(to_);
        if (there) before = read_data_file(to_);
        const std::string after = with_entry(before, to_, entry_);
        write_file(to_, [&](std::ostream& out) { out << after; });
        std::vector<std::filesystem::path> files(data_.lexicons().begin(), data_.lexicons().end());
        if (std::find(files.begin(), files.end(), to_) == files.end()) files.emplace_back(to_);
        try {
            ActorLexicon::load(data_.directory() / "actors", files);
        } catch (const Error& error) {
            if (there)
                write_file(to_, [&](std::ostream& out) { out << before; });
            else
                std::filesystem::remove(to_);
            throw Error(ErrorKind::usage, fmt::format("nothing was added: {}", error.what()));
        }
        std::cout << fmt::format("{}: {} added; read it with --lexicon {}\n", to_, entry_.id, to_);
        return kDone;
    }

    /// Fills in what can be told from the rest. Throws Error(usage) for what can't go together.
    void complete_entry(const ActorLexicon& known) {
        static const std::set<std::string> kTypes = {"person", "organization", "place"};
        for (const std::string& name : names_)
            if (slug(name).empty() || name.find_first_of("\t\n|") != std::string::npos)
                throw Error(ErrorKind::usage, fmt::format("\"{}\" can be no name", name));
        entry_.names = names_;
        if (entry_.type.empty()) {
            if (entry_.id.empty())
                throw Error(ErrorKind::usage,
                            "lexicon add needs --type of a new actor, or --id of a known one");
            if (!known.find(entry_.id))
                throw Error(ErrorKind::usage,
                            fmt::format("no actor has the id {}; a new one needs --type", entry_.id));
            return;
        }
        if (!kTypes.count(entry_.type))
            throw Error(ErrorKind::usage, "--type must be person, organization or place");
        if (entry_.type != "person" && (!entry_.office.empty() || !entry_.wikidata.empty()))
            throw Error(ErrorKind::usage, "--office and --wikidata are a person's");
        if (entry_.type == "person" && entry_.family_name.empty())
            entry_.family_name = names_[0].substr(names_[0].rfind(' ') + 1);
        if (entry_.id.empty()) {
            const std::string plain = entry_.type + ":" + slug(names_[0]);
            entry_.id = plain;
            for (int number = 2; known.find(entry_.id); ++number)
                entry_.id = fmt::format("{}~{}", plain, number);
        }
    }

    int check(const ActorLexicon& actors) const {
        std::map<std::string_view, std::size_t> counts;
        std::size_t holdings = 0;
        for (std::uint32_t i = 0; i < actors.size(); ++i) {
            ++counts[actors.actor(i).type];
            holdings += actors.holdings(i).size();
        }
        std::cout << fmt::format("{}: no errors\n", (data_.directory() / "actors").string());
        for (const auto& file : data_.lexicons()) std::cout << fmt::format("{}: no errors\n", file.string());
        for (const auto& [type, count] : counts) std::cout << fmt::format("{:14}{:8}\n", type, count);
        std::cout << fmt::format("{:14}{:8}\n", "offices held", holdings);
        return kDone;
    }

    int find(const ActorLexicon& actors) const {
        bool missing = false;
        for (const std::string& name : names_) {
            const std::vector<Meaning> meanings = meanings_of(actors, name);
            for (const Meaning& meaning : meanings)
                format_ == "jsonl" ? print_json(actors, name, meaning) : print_text(actors, meaning);
            if (meanings.empty()) {
                print_error(fmt::format("the lexicon has no \"{}\"", name));
                missing = true;
            }
        }
        return missing ? kNothingFound : kDone;
    }

    static void print_text(const ActorLexicon& actors, const Meaning& meaning) {
        const Actor& actor = actors.actor(meaning.actor);
        std::string facts;
        for (const std::string_view fact : {actor.kind, actor.country, actor.wikidata})
            if (!fact.empty()) facts += fmt::format(", {}", fact);
        std::cout << fmt::format("{}  ({}{}; by {})\n", actor.name, actor.id, facts, meaning.kind);
        if (const auto whole = actors.part_of(meaning.actor))
            std::cout << fmt::format("    part of {}\n", actors.actor(*whole).name);
        for (const Holding& holding : actors.holdings(meaning.actor))
            std::cout << fmt::format("    {}{} of {}, {}\n", holding.acting ? "acting " : "", holding.office,
                                     actors.actor(holding.institution).name, period_of(holding));
    }

    static void print_json(const ActorLexicon& actors, const std::string& name, const Meaning& meaning) {
        const Actor& actor = actors.actor(meaning.actor);
        rapidjson::StringBuffer buffer;
        rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
        const auto put = [&](const char* key, std::string_view value) {
            if (value.empty()) return;
            writer.Key(key);
            writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
        };
        writer.StartObject();
        put("query", name);
        put("by", meaning.kind);
        put("id", actor.id);
        put("type", actor.type);
        put("name", actor.name);
        put("kind", actor.kind);
        put("country", actor.country);
        put("wikidata", actor.wikidata);
        if (const auto whole = actors.part_of(meaning.actor)) put("part_of", actors.actor(*whole).id);
        writer.Key("offices");
        writer.StartArray();
        for (const Holding& holding : actors.holdings(meaning.actor)) {
            writer.StartObject();
            put("office", holding.office);
            put("institution", actors.actor(holding.institution).id);
            if (holding.begin.year) put("begin", holding.begin.to_string());
            if (holding.end.year) put(holding.at_least ? "at_least_until" : "end", holding.end.to_string());
            writer.EndObject();
        }
        writer.EndArray();
        writer.EndObject();
        std::cout << buffer.GetString() << '\n';
    }

    std::string action_, format_ = "table", to_;
    LexiconEntry entry_;
    std::vector<std::string> names_;
    DataOption data_;
};

}  // namespace

std::unique_ptr<Command> make_lexicon() {
    return std::make_unique<Lexicon>();
}

}  // namespace entente::tools
