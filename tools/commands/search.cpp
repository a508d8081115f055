#include "tools/answers.h"
#include "tools/commands/commands.h"
#include "tools/query_session.h"
#include "tools/result_table.h"

namespace entente::tools {
namespace {

class SearchCommand : public Command {
  public:
    void setup(CommandOptions& options) override {
        options.add("TEXT", terms_, "Beginnings of words, or phrases in quotes; all must be in the sentence")
            .required();
        session_.setup(options);
        options.add("--limit", limit_, "The newest so many; 0 shows all").range(0, 1000000).show_default();
        add_format_option(options, format_);
        options.footer(
            "Example:\n  entente search \"prisoner exchange\" ukrain --since 2025-05 --db news.db");
    }

    int run() override {
        session_.open();
        return print_answer(answer_search(session_.asked(), terms_, limit_), format_,
                            "no sentence has all of that", "older ones");
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
