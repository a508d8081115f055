#include "tools/command_camps.h"

#include "graph/camps.h"
#include "tools/query_session.h"
#include "tools/result_table.h"
#include "tools/terminal.h"

#include <iostream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class CampsCommand : public Command {
  public:
    void setup(CLI::App& app) override {
        session_.setup(app);
        app.add_option("--limit", limit_, "The greatest so many; 0 shows all")
            ->check(CLI::Range(0, 1000000))
            ->capture_default_str();
        add_format_option(app, format_);
        app.footer(
            "Balance is the share of triangles in which a friend's friend is a friend and an enemy's enemy "
            "too;\n"
            "'explained' the share of evidence that is co-operation inside a camp or conflict between "
            "camps.\n"
            "Example:\n  entente camps --lift --since 2025-06 --until 2025-06 --db news.db");
    }

    int run() override {
        session_.open();
        const KnowledgeGraph graph = KnowledgeGraph::load(session_.source(), session_.filter());
        const Camps found = find_camps(graph, session_.ontology());
        if (found.camps.empty()) {
            print_error("there is nobody who co-operates");
            return kNothingFound;
        }
        if (format_ == "table")
            std::cout << fmt::format("{} camps; balance {:.2f} over {} triangles; explained {:.2f}\n\n",
                                     found.camps.size(), found.balance, found.triangles, found.explained);
        ResultTable table({{"camp"},
                           {"size"},
                           {"cooperation_inside"},
                           {"conflict_inside"},
                           {"conflict_outside"},
                           {"members"},
                           {"ids", false},
                           {"balance", false},
                           {"explained", false}});
        constexpr std::size_t kNamed = 12;
        for (std::size_t i = 0; i < found.camps.size() && (limit_ == 0 || i < limit_); ++i) {
            const Camp& camp = found.camps[i];
            std::string members, ids;
            for (std::size_t m = 0; m < camp.members.size(); ++m) {
                if (m < kNamed || format_ != "table")
                    members += (m ? "; " : "") + graph.node(camp.members[m]).name();
                ids += (m ? " " : "") + graph.id(camp.members[m]);
            }
            if (format_ == "table" && camp.members.size() > kNamed)
                members += fmt::format("; and {} more", camp.members.size() - kNamed);
            table.add({std::uint64_t{i + 1}, std::uint64_t{camp.members.size()}, camp.cooperation_inside,
                       camp.conflict_inside, camp.conflict_outside, members, ids, found.balance,
                       found.explained});
        }
        table.print(format_, std::cout);
        return kDone;
    }

  private:
    std::string format_ = "table";
    std::size_t limit_ = 10;
    QuerySession session_;
};

}  // namespace

std::unique_ptr<Command> make_camps() {
    return std::make_unique<CampsCommand>();
}

}  // namespace entente::tools
