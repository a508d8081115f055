#include "tools/command_merge.h"

#include "core/model/error.h"
#include "storage/store.h"

#include <iostream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class Merge : public Command {
  public:
    void setup(CLI::App& app) override {
        app.add_option("DIR", from_, "Databases to take in; they stay as they are")->required();
        app.add_option("--into", into_, "Database that gets them all; made when it is missing")
            ->required()
            ->type_name("DIR");
        app.footer(
            "Merging is a union of articles and decisions: the order and grouping of merges don't matter, "
            "and merging\n"
            "again changes nothing. Of two versions of an article the later one stays.\n"
            "Example:\n  entente merge monday.db tuesday.db --into week.db");
    }

    int run() override {
        for (const std::string& from : from_) {
            std::error_code error;
            if (std::filesystem::equivalent(from, into_, error))
                throw Error(ErrorKind::usage, fmt::format("{}: can't be merged into itself", from));
        }
        // All sources open before the target is made, so that a wrong name changes nothing.
        std::vector<Store> sources;
        for (const std::string& from : from_) sources.push_back(Store::open(from, OpenMode::read_only));
        Store into = Store::open(into_, OpenMode::create);
        for (std::size_t i = 0; i < sources.size(); ++i) {
            const MergeReport report = into.merge_from(sources[i]);
            std::cerr << fmt::format("{}: {} articles stored, {} replaced, {} known, {} decisions\n",
                                     from_[i], report.stored, report.replaced, report.unchanged,
                                     report.decisions);
        }
        into.sync();
        return kDone;
    }

  private:
    std::vector<std::string> from_;
    std::string into_;
};

}  // namespace

std::unique_ptr<Command> make_merge() {
    return std::make_unique<Merge>();
}

}  // namespace entente::tools
