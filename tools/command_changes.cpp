#include "tools/command_changes.h"

#include "graph/changes.h"
#include "tools/query_session.h"
#include "tools/result_table.h"
#include "tools/terminal.h"

#include <iostream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class ChangesCommand : public Command {
  public:
    void setup(CLI::App& app) override {
        app.add_option("--between", between_, "The first and the last day, month or year")
            ->expected(2)
            ->required()
            ->type_name("DATE DATE");
        app.add_option("--actor", actor_, "Only changes of this actor's dealings");
        session_.setup(app);
        app.add_option("--limit", limit_, "The best attested so many; 0 shows all")
            ->check(CLI::Range(0, 1000000))
            ->capture_default_str();
        add_format_option(app, format_);
        app.footer(
            "What began, what ended, and who turned from co-operation to conflict or back, against all that\n"
            "is known of the time before.\n"
            "Example:\n  entente changes --between 2025-06 2025-07 --lift --db news.db");
    }

    int run() override {
        session_.open();
        EdgeFilter filter = session_.filter();
        filter.since = between_[0], filter.until = between_[1];
        EdgeSieve{filter};  // refuses bad and reversed dates
        const std::string actor = actor_.empty() ? "" : session_.resolve(actor_);
        if (actor.empty() && !actor_.empty()) return kNothingFound;
        ResultTable table({{"change"},
                           {"date"},
                           {"from"},
                           {"type"},
                           {"to"},
                           {"source", false},
                           {"target", false},
                           {"evidence"},
                           {"article", false},
                           {"text"}});
        std::size_t shown = 0, left_out = 0;
        for (const Change& change : find_changes(session_.source(), session_.ontology(), filter)) {
            const EdgeKey& key = change.shown_by.key;
            if (!actor.empty() && key.source != actor && key.target != actor) continue;
            if (limit_ && shown == limit_) {
                ++left_out;
                continue;
            }
            ++shown;
            table.add({std::string(to_string(change.kind)), change.date, session_.name(key.source), key.type,
                       session_.name(key.target), key.source, key.target, change.evidence_count,
                       change.shown_by.article, change.shown_by.edge.evidence.text});
        }
        if (table.empty()) {
            print_error("nothing changed in that time");
            return kNothingFound;
        }
        table.print(format_, std::cout);
        if (left_out) std::cerr << fmt::format("{} more left out (--limit 0 shows all)\n", left_out);
        return kDone;
    }

  private:
    std::vector<std::string> between_;
    std::string actor_, format_ = "table";
    std::size_t limit_ = 30;
    QuerySession session_;
};

}  // namespace

std::unique_ptr<Command> make_changes() {
    return std::make_unique<ChangesCommand>();
}

}  // namespace entente::tools
