#include "tools/answers.h"
#include "tools/commands/commands.h"
#include "tools/query_session.h"
#include "tools/result_table.h"

namespace entente::tools {
namespace {

class ChangesCommand : public Command {
  public:
    void setup(CommandOptions& options) override {
        options.add("--between", between_, "The first and the last day, month or year")
            .expected(2)
            .required()
            .type_name("DATE DATE");
        options.add("--actor", actor_, "Only changes of this actor's dealings");
        session_.setup(options);
        options.add("--limit", limit_, "The best attested so many; 0 shows all")
            .range(0, 1000000)
            .show_default();
        add_format_option(options, format_);
        options.footer(
            "What began, what ended, and who turned from co-operation to conflict or back, against all that\n"
            "is known of the time before.\n"
            "Example:\n  entente changes --between 2025-06 2025-07 --lift --db news.db");
    }

    int run() override {
        session_.open();
        Asked asked = session_.asked();
        asked.filter.since = between_[0], asked.filter.until = between_[1];
        EdgeSieve{asked.filter};  // refuses bad and reversed dates
        const std::string actor = actor_.empty() ? "" : session_.resolve(actor_);
        if (actor.empty() && !actor_.empty()) return kNothingFound;
        return print_answer(answer_changes(asked, actor, limit_), format_, "nothing changed in that time",
                            "more");
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
