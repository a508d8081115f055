#include "storage/store.h"
#include "tools/commands/commands.h"
#include "tools/shared_options.h"
#include "tools/stored_identity.h"
#include "tools/terminal.h"

#include <iostream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class Retract : public Command {
  public:
    void setup(CommandOptions& options) override {
        options.add("ARTICLE", ids_, "Ids of the articles to take out").required();
        database_.setup(options);
        data_.setup(options);
        options.footer(
            "An article goes with all nodes, edges and evidence that only it brought.\n"
            "Example:\n  entente retract 2025-12-05-03 --db news.db");
    }

    int run() override {
        Store store = Store::open(database_.path(), OpenMode::read_write);
        bool missing = false;
        for (const std::string& id : ids_) {
            if (store.retract(id)) {
                std::cerr << fmt::format("{}: taken out\n", id);
            } else {
                print_error(fmt::format("{}: there is no such article", id));
                missing = true;
            }
        }
        follow_changes(store, data_);
        store.sync();
        return missing ? kNothingFound : kDone;
    }

  private:
    std::vector<std::string> ids_;
    DatabaseOption database_;
    DataOption data_;
};

}  // namespace

std::unique_ptr<Command> make_retract() {
    return std::make_unique<Retract>();
}

}  // namespace entente::tools
