#include "tools/command_search.h"

#include "graph/timeline.h"
#include "tools/query_session.h"
#include "tools/result_table.h"
#include "tools/terminal.h"

#include <iostream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class SearchCommand : public Command {
  public:
    void setup(CLI::App& app) override {
        app.add_option("TEXT", terms_,
                       "Beginnings of words, or phrases in quotes; all must be in the sentence")
            ->required();
        session_.setup(app);
        app.add_option("--limit", limit_, "The newest so many; 0 shows all")
            ->check(CLI::Range(0, 1000000))
            ->capture_default_str();
        add_format_option(app, format_);
        app.footer("Example:\n  entente search \"prisoner exchange\" ukrain --since 2025-05 --db news.db");
    }

    int run() override {
        session_.open();
        const auto found = search_evidence(session_.source(), session_.filter(), terms_);
        if (found.empty()) {
            print_error("no sentence has all of that");
            return kNothingFound;
        }
        ResultTable table({{"date"}, {"shows"}, {"article", false}, {"text"}});
        const std::size_t shown = limit_ ? std::min(limit_, found.size()) : found.size();
        for (std::size_t i = 0; i < shown; ++i) {
            std::string edges;
            for (const EdgeKey& key : found[i].edges)
                edges += (edges.empty() ? "" : "; ") + session_.name(key.source) + " " + key.type + " " +
                         session_.name(key.target);
            table.add({found[i].article_date, edges, found[i].article, found[i].text});
        }
        table.print(format_, std::cout);
        if (shown < found.size())
            std::cerr << fmt::format("{} older ones left out (--limit 0 shows all)\n", found.size() - shown);
        return kDone;
    }

  private:
    std::vector<std::string> terms_;
    std::string format_ = "table";
    std::size_t limit_ = 20;
    QuerySession session_;
};

}  // namespace

std::unique_ptr<Command> make_search() {
    return std::make_unique<SearchCommand>();
}

}  // namespace entente::tools
