#include "tools/command_common.h"

#include "graph/paths.h"
#include "tools/query_session.h"
#include "tools/result_table.h"
#include "tools/terminal.h"

#include <iostream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class CommonCommand : public Command {
  public:
    void setup(CLI::App& app) override {
        app.add_option("A", a_, "An actor: a name as you would type it, or an id")->required();
        app.add_option("B", b_, "Another one")->required();
        session_.setup(app);
        app.add_option("--limit", limit_, "So many, the best attested; 0 shows all")
            ->check(CLI::Range(0, 1000000))
            ->capture_default_str();
        add_format_option(app, format_);
        app.footer("Example:\n  entente common israel iran --since 2025-06 --db news.db");
    }

    int run() override {
        session_.open();
        const std::string a = session_.resolve(a_), b = session_.resolve(b_);
        if (a.empty() || b.empty()) return kNothingFound;
        const KnowledgeGraph graph =
            KnowledgeGraph::around(session_.source(), {{a, b}, 1, false, 0, session_.filter()});
        const auto found = common_neighbours(graph, a, b);
        if (found.empty()) {
            print_error(
                fmt::format("{} and {} have no neighbour in common", session_.name(a), session_.name(b)));
            return kNothingFound;
        }
        const auto types = [&](const std::vector<KnowledgeGraph::EdgeNumber>& edges,
                               const std::string& centre) {
            std::string text;
            for (const auto e : edges)
                text += fmt::format("{}{} {} ({})", text.empty() ? "" : ", ",
                                    graph.key(e).source == centre ? "→" : "←", graph.key(e).type,
                                    graph.edge(e).evidence_count);
            return text;
        };
        ResultTable table({{"name"},
                           {"kind"},
                           {"id", false},
                           {"of_a"},
                           {"of_b"},
                           {"evidence_a", false},
                           {"evidence_b", false}});
        for (std::size_t i = 0; i < found.size() && (limit_ == 0 || i < limit_); ++i)
            table.add({graph.node(found[i].node).name(), graph.node(found[i].node).type,
                       graph.id(found[i].node), types(found[i].with_a, a), types(found[i].with_b, b),
                       found[i].evidence_a, found[i].evidence_b});
        table.print(format_, std::cout);
        return kDone;
    }

  private:
    std::string a_, b_, format_ = "table";
    std::size_t limit_ = 20;
    QuerySession session_;
};

}  // namespace

std::unique_ptr<Command> make_common() {
    return std::make_unique<CommonCommand>();
}

}  // namespace entente::tools
