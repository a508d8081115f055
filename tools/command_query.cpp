#include "tools/command_query.h"

#include "storage/store.h"
#include "tools/edge_filter_options.h"
#include "tools/name_argument.h"
#include "tools/profile_printer.h"
#include "tools/shared_options.h"

#include <iostream>

namespace entente::tools {
namespace {

class Query : public Command {
  public:
    void setup(CLI::App& app) override {
        app.add_option("NAME", name_,
                       "Actor, agreement, event or place: a name as you would type it, or an id")
            ->required();
        database_.setup(app);
        data_.setup(app);
        app.add_option("--with", with_, "Show everything between the two, both ways, as a dated dossier")
            ->type_name("NAME");
        filter_.setup(app);
        app.add_option("--limit", limit_, "Connections shown of each type; 0 shows all")
            ->check(CLI::Range(0, 1000000))
            ->capture_default_str();
        app.add_option("--format", format_, "table, json, jsonl or csv")
            ->check(CLI::IsMember({"table", "json", "jsonl", "csv"}))
            ->capture_default_str();
        app.footer(
            "Examples:\n"
            "  entente query putin\n"
            "  entente query \"south korea\" --type sanctions,accuses --since 2025-06\n"
            "  entente query ukraine --with russia --format json");
    }

    int run() override {
        const Ontology ontology = Ontology::load(data_.directory() / "ontology.json");
        ProfileOptions options;
        options.filter = filter_.filter(ontology);
        options.limit = limit_;
        const Store store = Store::open(database_.path(), OpenMode::read_only);
        const std::string id = resolve_name(store, name_);
        if (id.empty()) return kNothingFound;
        if (with_.empty()) {
            const ActorProfile profile = make_profile(store, ontology, id, options);
            print_profile(profile, format_, std::cout);
            return kDone;
        }
        const std::string other = resolve_name(store, with_);
        if (other.empty()) return kNothingFound;
        const PairProfile profile = make_pair_profile(store, ontology, id, other, options);
        print_profile(profile, format_, std::cout);
        return profile.groups.empty() ? kNothingFound : kDone;
    }

  private:
    std::string name_, with_;
    DatabaseOption database_;
    DataOption data_;
    EdgeFilterOptions filter_;
    std::size_t limit_ = 10;
    std::string format_ = "table";
};

}  // namespace

std::unique_ptr<Command> make_query() {
    return std::make_unique<Query>();
}

}  // namespace entente::tools
