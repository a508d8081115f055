#include "core/model/error.h"
#include "graph/query/ranking.h"
#include "tools/answers.h"
#include "tools/commands/commands.h"
#include "tools/query_session.h"
#include "tools/result_table.h"

#include <fmt/format.h>

namespace entente::tools {
namespace {

class RankCommand : public Command {
  public:
    void setup(CommandOptions& options) override {
        options
            .add("--by", by_,
                 "pagerank, degree, evidence, betweenness (who stands between others) or brokers (who "
                 "co-operates "
                 "with several camps)")
            .one_of({"pagerank", "degree", "evidence", "betweenness", "brokers"})
            .show_default();
        options.add("--kind", kinds_, "Only nodes of these types, as 'person,state'").delimiter(',');
        session_.setup(options);
        options.add("--limit", limit_, "The first so many; 0 shows all").range(0, 1000000).show_default();
        add_format_option(options, format_);
        options.footer(
            "Example:\n  entente rank --by betweenness --kind person --since 2025-10 --db news.db");
    }

    int run() override {
        session_.open();
        for (const std::string& kind : kinds_)
            if (!session_.ontology().node_type(kind))
                throw Error(ErrorKind::usage, fmt::format("there is no node type \"{}\"", kind));
        const RankBy by = by_ == "degree"        ? RankBy::degree
                          : by_ == "evidence"    ? RankBy::evidence
                          : by_ == "betweenness" ? RankBy::betweenness
                          : by_ == "brokers"     ? RankBy::brokerage
                                                 : RankBy::page_rank;
        return print_answer(answer_rank(session_.asked(), by, kinds_, limit_), format_,
                            "no node has a dealing of that kind");
    }

  private:
    std::string by_ = "pagerank", format_ = "table";
    std::vector<std::string> kinds_;
    std::size_t limit_ = 20;
    QuerySession session_;
};

}  // namespace

std::unique_ptr<Command> make_rank() {
    return std::make_unique<RankCommand>();
}

}  // namespace entente::tools
