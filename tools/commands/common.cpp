#include "tools/answers.h"
#include "tools/commands/commands.h"
#include "tools/query_session.h"
#include "tools/result_table.h"

#include <fmt/format.h>

namespace entente::tools {
namespace {

class CommonCommand : public Command {
  public:
    void setup(CommandOptions& options) override {
        options.add("A", a_, "An actor: a name as you would type it, or an id").required();
        options.add("B", b_, "Another one").required();
        session_.setup(options);
        options.add("--limit", limit_, "So many, the best attested; 0 shows all")
            .range(0, 1000000)
            .show_default();
        add_format_option(options, format_);
        options.footer("Example:\n  entente common israel iran --since 2025-06 --db news.db");
    }

    int run() override {
        session_.open();
        const std::string a = session_.resolve(a_), b = session_.resolve(b_);
        if (a.empty() || b.empty()) return kNothingFound;
        return print_answer(
            answer_common(session_.asked(), a, b, limit_), format_,
            fmt::format("{} and {} have no neighbour in common", session_.name(a), session_.name(b)));
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
