#include "tools/command_timeline.h"

#include "graph/timeline.h"
#include "tools/query_session.h"
#include "tools/result_table.h"
#include "tools/terminal.h"

#include <iostream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class TimelineCommand : public Command {
  public:
    void setup(CLI::App& app) override {
        app.add_option("ACTOR", a_, "Only what this actor does and meets with");
        app.add_option("OTHER", b_, "Only what is between the two");
        session_.setup(app);
        app.add_option("--limit", limit_, "The latest so many; 0 shows all")
            ->check(CLI::Range(0, 1000000))
            ->capture_default_str();
        add_format_option(app, format_);
        app.footer(
            "Examples:\n"
            "  entente timeline ukraine russia --since 2025-05 --type negotiates-with --db news.db\n"
            "  entente timeline --since 2025-06-13 --until 2025-06-24 --format csv --db news.db");
    }

    int run() override {
        session_.open();
        const std::string a = a_.empty() ? "" : session_.resolve(a_),
                          b = b_.empty() ? "" : session_.resolve(b_);
        if ((a.empty() && !a_.empty()) || (b.empty() && !b_.empty())) return kNothingFound;
        const auto entries = timeline(session_.source(), session_.filter(), a, b);
        if (entries.empty()) {
            print_error("nothing dated is there");
            return kNothingFound;
        }
        ResultTable table({{"date"},
                           {"from"},
                           {"type"},
                           {"status"},
                           {"to"},
                           {"source", false},
                           {"target", false},
                           {"confidence", false},
                           {"article", false},
                           {"text"}});
        const std::size_t skipped = limit_ && entries.size() > limit_ ? entries.size() - limit_ : 0;
        for (std::size_t i = skipped; i < entries.size(); ++i) {
            const auto& [date, record] = entries[i];
            table.add({date, session_.name(record.key.source), record.key.type, status_of(record.edge),
                       session_.name(record.key.target), record.key.source, record.key.target,
                       record.edge.confidence / 10000.0, record.article, record.edge.evidence.text});
        }
        table.print(format_, std::cout);
        if (skipped) std::cerr << fmt::format("{} earlier ones left out (--limit 0 shows all)\n", skipped);
        return kDone;
    }

  private:
    std::string a_, b_, format_ = "table";
    std::size_t limit_ = 50;
    QuerySession session_;
};

}  // namespace

std::unique_ptr<Command> make_timeline() {
    return std::make_unique<TimelineCommand>();
}

}  // namespace entente::tools
