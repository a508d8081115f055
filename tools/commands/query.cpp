#include "tools/answers.h"
#include "tools/commands/commands.h"
#include "tools/profile_printer.h"
#include "tools/query_session.h"
#include "tools/result_table.h"

#include <iostream>

namespace entente::tools {
namespace {

class Query : public Command {
  public:
    void setup(CommandOptions& options) override {
        options.add("NAME", name_, "Actor, agreement, event or place: a name as you would type it, or an id")
            .required();
        session_.setup(options);
        options.add("--with", with_, "Show everything between the two, both ways, as a dated dossier")
            .type_name("NAME");
        options.add("--depth", depth_, "Show all edges up to so many steps away, as a list")
            .range(1, 4)
            .show_default();
        options.add("--limit", limit_, "Connections shown of each type; 0 shows all")
            .range(0, 1000000)
            .show_default();
        add_format_option(options, format_);
        options.footer(
            "Examples:\n"
            "  entente query putin\n"
            "  entente query \"south korea\" --type sanctions,accuses --since 2025-06\n"
            "  entente query ukraine --with russia --format json\n"
            "  entente query ukraine --as-of 2025-03-01 --lift");
    }

    int run() override {
        session_.open();
        ProfileOptions options;
        options.filter = session_.filter();
        options.limit = limit_;
        const std::string id = session_.resolve(name_);
        if (id.empty()) return kNothingFound;
        if (with_.empty() && depth_ > 1)
            return print_answer(answer_around(session_.asked(), id, depth_), format_, "nothing is around it");
        if (with_.empty()) {
            const ActorProfile profile = make_profile(session_.source(), session_.ontology(), id, options);
            print_profile(profile, format_, std::cout);
            return kDone;
        }
        const std::string other = session_.resolve(with_);
        if (other.empty()) return kNothingFound;
        const PairProfile profile =
            make_pair_profile(session_.source(), session_.ontology(), id, other, options);
        print_profile(profile, format_, std::cout);
        return profile.groups.empty() ? kNothingFound : kDone;
    }

  private:
    std::string name_, with_;
    QuerySession session_;
    int depth_ = 1;
    std::size_t limit_ = 10;
    std::string format_ = "table";
};

}  // namespace

std::unique_ptr<Command> make_query() {
    return std::make_unique<Query>();
}

}  // namespace entente::tools
