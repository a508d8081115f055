#include "tools/answers.h"
#include "tools/commands/commands.h"
#include "tools/query_session.h"
#include "tools/result_table.h"

namespace entente::tools {
namespace {

class TimelineCommand : public Command {
  public:
    void setup(CommandOptions& options) override {
        options.add("ACTOR", a_, "Only what this actor does and meets with");
        options.add("OTHER", b_, "Only what is between the two");
        session_.setup(options);
        options.add("--limit", limit_, "The latest so many; 0 shows all").range(0, 1000000).show_default();
        add_format_option(options, format_);
        options.footer(
            "Examples:\n"
            "  entente timeline ukraine russia --since 2025-05 --type negotiates-with --db news.db\n"
            "  entente timeline --since 2025-06-13 --until 2025-06-24 --format csv --db news.db");
    }

    int run() override {
        session_.open();
        const std::string a = a_.empty() ? "" : session_.resolve(a_),
                          b = b_.empty() ? "" : session_.resolve(b_);
        if ((a.empty() && !a_.empty()) || (b.empty() && !b_.empty())) return kNothingFound;
        return print_answer(answer_timeline(session_.asked(), a, b, limit_), format_,
                            "nothing dated is there", "earlier ones");
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
