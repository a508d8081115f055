#include "tools/command_lexicon.h"

#include "core/knowledge/actor_lexicon.h"
#include "core/model/error.h"
#include "tools/shared_options.h"
#include "tools/terminal.h"

#include <algorithm>
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
    void setup(CLI::App& app) override {
        app.add_option("ACTION", action_, "check: read all of it and count; find: say whom names mean")
            ->required()
            ->check(CLI::IsMember({"check", "find"}));
        app.add_option("NAME", names_, "Names, family names or ids to find");
        app.add_option("--format", format_, "What find prints: table or jsonl")
            ->check(CLI::IsMember({"table", "jsonl"}))
            ->capture_default_str();
        data_.setup(app);
        data_.setup_lexicons(app);
        app.footer(
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
            "  entente lexicon check --lexicon my-ministers.tsv");
    }

    int run() override {
        if (action_ == "check" && !names_.empty())
            throw Error(ErrorKind::usage, "names belong to \"lexicon find\"");
        if (action_ == "find" && names_.empty()) throw Error(ErrorKind::usage, "lexicon find needs a NAME");
        const std::filesystem::path folder = data_.directory() / "actors";
        const ActorLexicon actors = ActorLexicon::load(folder, data_.lexicons());
        return action_ == "check" ? check(actors) : find(actors);
    }

  private:
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

    std::string action_, format_ = "table";
    std::vector<std::string> names_;
    DataOption data_;
};

}  // namespace

std::unique_ptr<Command> make_lexicon() {
    return std::make_unique<Lexicon>();
}

}  // namespace entente::tools
