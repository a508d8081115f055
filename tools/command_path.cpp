#include "tools/command_path.h"

#include "graph/actor_profile.h"
#include "graph/paths.h"
#include "tools/query_session.h"
#include "tools/result_table.h"
#include "tools/terminal.h"

#include <iostream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class PathCommand : public Command {
  public:
    void setup(CLI::App& app) override {
        app.add_option("FROM", from_, "An actor: a name as you would type it, or an id")->required();
        app.add_option("TO", to_, "Another one")->required();
        session_.setup(app);
        app.add_option("-k,--limit", limit_, "Paths shown, the shortest first")
            ->check(CLI::Range(1, 100))
            ->capture_default_str();
        add_format_option(app, format_);
        app.footer(
            "Each step shows the edge of most evidence between its two nodes; of paths with as many steps\n"
            "the better attested come first.\n"
            "Example:\n  entente path putin \"african union\" --type negotiates-with,meets-with --db "
            "news.db");
    }

    int run() override {
        session_.open();
        const std::string from = session_.resolve(from_), to = session_.resolve(to_);
        if (from.empty() || to.empty()) return kNothingFound;
        const KnowledgeGraph graph = KnowledgeGraph::load(session_.source(), session_.filter());
        const std::vector<Path> paths = shortest_paths(graph, from, to, limit_);
        ResultTable table({{"path"},
                           {"step"},
                           {"from"},
                           {"type"},
                           {"to"},
                           {"source", false},
                           {"target", false},
                           {"evidence"},
                           {"first_date", false},
                           {"last_date", false},
                           {"confidence", false},
                           {"article", false},
                           {"text"}});
        const EdgeSieve sieve(session_.filter());
        for (std::size_t p = 0; p < paths.size(); ++p)
            for (std::size_t i = 0; i < paths[p].steps.size(); ++i) {
                const EdgeKey& key = graph.key(paths[p].steps[i]);
                const EdgeSummary& edge = graph.edge(paths[p].steps[i]);
                const auto quotes =
                    rank_evidence(session_.source(), sieve.sift(session_.source().evidence(key, 0)), 1);
                table.add({std::uint64_t{p + 1}, std::uint64_t{i + 1}, session_.name(key.source), key.type,
                           session_.name(key.target), key.source, key.target, edge.evidence_count,
                           edge.first_date, edge.last_date, edge.confidence() / 10000.0,
                           quotes.empty() ? "" : quotes[0].article, quotes.empty() ? "" : quotes[0].text});
            }
        if (table.empty())
            print_error(fmt::format("nothing joins {} and {}", session_.name(from), session_.name(to)));
        else
            table.print(format_, std::cout);
        return table.empty() ? kNothingFound : kDone;
    }

  private:
    std::string from_, to_, format_ = "table";
    std::size_t limit_ = 3;
    QuerySession session_;
};

}  // namespace

std::unique_ptr<Command> make_path() {
    return std::make_unique<PathCommand>();
}

}  // namespace entente::tools
