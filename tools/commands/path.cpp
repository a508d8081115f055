#include "tools/answers.h"
#include "tools/commands/commands.h"
#include "tools/query_session.h"
#include "tools/result_table.h"

#include <fmt/format.h>

namespace entente::tools {
namespace {

class PathCommand : public Command {
  public:
    void setup(CommandOptions& options) override {
        options.add("FROM", from_, "An actor: a name as you would type it, or an id").required();
        options.add("TO", to_, "Another one").required();
        session_.setup(options);
        options.add("-k,--limit", limit_, "Paths shown, the shortest first").range(1, 100).show_default();
        add_format_option(options, format_);
        options.footer(
            "Each step shows the edge of most evidence between its two nodes; of paths with as many steps\n"
            "the better attested come first.\n"
            "Example:\n  entente path putin \"african union\" --type negotiates-with,meets-with --db "
            "news.db");
    }

    int run() override {
        session_.open();
        const std::string from = session_.resolve(from_), to = session_.resolve(to_);
        if (from.empty() || to.empty()) return kNothingFound;
        const Answer answer = answer_path(session_.asked(), from, to, limit_);
        return print_answer(answer, format_,
                            fmt::format("nothing joins {} and {}", session_.name(from), session_.name(to)));
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
