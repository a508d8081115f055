#include "storage/store.h"
#include "tools/commands/commands.h"
#include "tools/shared_options.h"

#include <iostream>

#include <fmt/format.h>
#include <rapidjson/ostreamwrapper.h>
#include <rapidjson/prettywriter.h>

namespace entente::tools {
namespace {

class Stats : public Command {
  public:
    void setup(CommandOptions& options) override {
        database_.setup(options);
        options.add("--format", format_, "table or json").one_of({"table", "json"}).show_default();
        options.footer("Example:\n  entente stats --db news.db --format json");
    }

    int run() override {
        const StoreStats stats = Store::open(database_.path(), OpenMode::read_only).stats();
        format_ == "json" ? print_json(stats) : print_table(stats);
        return kDone;
    }

  private:
    static void print_table(const StoreStats& s) {
        const auto row = [](std::string_view name, std::uint64_t n) {
            std::cout << fmt::format("{:24}{:>12}\n", name, n);
        };
        row("articles", s.articles);
        if (!s.first_date.empty())
            std::cout << fmt::format("{:24}{:>12}\n", "  dated", s.first_date + ".." + s.last_date);
        if (s.copies)
            std::cout << fmt::format("{:24}{:>12}   in {} group{}, each counted as one source\n",
                                     "  near-duplicates", s.copies, s.copied_texts,
                                     s.copied_texts == 1 ? "" : "s");
        row("nodes", s.nodes);
        for (const auto& [type, n] : s.nodes_by_type) row("  " + type, n);
        row("edges", s.edges);
        for (const auto& [type, n] : s.edges_by_type) row("  " + type, n);
        row("pieces of evidence", s.evidence);
        row("decisions", s.decisions);
        if (const auto& automatic = s.automatic_identity; automatic && automatic->decisions)
            std::cout << fmt::format("{:24}{:>12}   of at least {:.2f}\n", "automatic decisions",
                                     automatic->decisions->size(), automatic->min_score);
        else if (automatic)
            std::cout << fmt::format("{:24}{:>12}   'entente resolve --auto' makes them anew\n",
                                     "automatic decisions", "out of date");
        row("bytes on disk", s.bytes_on_disk);
        for (const auto& [extractor, n] : s.extractors)
            row(fmt::format("{} {} {:.8}", name_of(extractor.model), extractor.number, extractor.fingerprint),
                n);
    }

    static void print_json(const StoreStats& s) {
        rapidjson::OStreamWrapper out(std::cout);
        rapidjson::PrettyWriter<rapidjson::OStreamWrapper> w(out);
        w.SetIndent(' ', 2);
        const auto number = [&](const char* key, std::uint64_t n) { w.Key(key), w.Uint64(n); };
        const auto counts = [&](const char* key, const std::map<std::string, std::uint64_t>& map) {
            w.Key(key), w.StartObject();
            for (const auto& [name, n] : map) number(name.c_str(), n);
            w.EndObject();
        };
        w.StartObject();
        number("articles", s.articles);
        w.Key("first_date"), w.String(s.first_date.c_str());
        w.Key("last_date"), w.String(s.last_date.c_str());
        number("near_duplicates", s.copies);
        number("near_duplicate_groups", s.copied_texts);
        number("nodes", s.nodes);
        counts("nodes_by_type", s.nodes_by_type);
        number("edges", s.edges);
        counts("edges_by_type", s.edges_by_type);
        number("evidence", s.evidence);
        number("decisions", s.decisions);
        w.Key("automatic_identity");
        if (s.automatic_identity) {
            w.StartObject();
            w.Key("min_score"), w.Double(s.automatic_identity->min_score);
            w.Key("decisions");
            if (const auto& decisions = s.automatic_identity->decisions)
                w.Uint64(decisions->size());
            else
                w.Null();
            w.EndObject();
        } else {
            w.Null();
        }
        number("bytes_on_disk", s.bytes_on_disk);
        w.Key("extractors"), w.StartArray();
        for (const auto& [extractor, n] : s.extractors) {
            w.StartObject();
            number("version", extractor.number);
            w.Key("fingerprint"), w.String(extractor.fingerprint.c_str());
            const std::string_view model = name_of(extractor.model);
            w.Key("model"), w.String(model.data(), static_cast<rapidjson::SizeType>(model.size()));
            number("articles", n);
            w.EndObject();
        }
        w.EndArray();
        w.EndObject();
        std::cout << '\n';
    }

    DatabaseOption database_;
    std::string format_ = "table";
};

}  // namespace

std::unique_ptr<Command> make_stats() {
    return std::make_unique<Stats>();
}

}  // namespace entente::tools
