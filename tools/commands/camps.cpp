#include "tools/answers.h"
#include "tools/commands/commands.h"
#include "tools/query_session.h"
#include "tools/result_table.h"

namespace entente::tools {
namespace {

class CampsCommand : public Command {
  public:
    void setup(CommandOptions& options) override {
        session_.setup(options);
        options.add("--limit", limit_, "The greatest so many; 0 shows all").range(0, 1000000).show_default();
        add_format_option(options, format_);
        options.footer(
            "Balance is the share of triangles in which a friend's friend is a friend and an enemy's enemy "
            "too;\n"
            "'explained' the share of evidence that is co-operation inside a camp or conflict between "
            "camps.\n"
            "Example:\n  entente camps --lift --since 2025-06 --until 2025-06 --db news.db");
    }

    int run() override {
        session_.open();
        return print_answer(answer_camps(session_.asked(), limit_, format_ == "table"), format_,
                            "there is nobody who co-operates");
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
