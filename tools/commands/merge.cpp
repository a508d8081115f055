#include "core/model/error.h"
#include "graph/identity/identity.h"
#include "storage/store.h"
#include "tools/commands/commands.h"
#include "tools/mixed_option.h"
#include "tools/settling.h"
#include "tools/shared_options.h"
#include "tools/stored_identity.h"
#include "tools/terminal.h"

#include <filesystem>
#include <iostream>
#include <optional>
#include <set>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class Merge : public Command {
  public:
    void setup(CommandOptions& options) override {
        options.add("DIR", from_, "Databases to take in; they stay as they are").required();
        options.add("--into", into_, "Database that gets them all; made when it is missing")
            .required()
            .type_name("DIR");
        data_.setup(options);
        mixed_.setup(options);
        options.footer(
            "Merging is a union of articles and decisions: the order and grouping of merges don't matter, "
            "and merging\n"
            "again changes nothing. Of two versions of an article the later one stays. Into a new database "
            "all "
            "are\n"
            "merged at once, in one pass and in bounded memory; if that is stopped, nothing is stored. "
            "Decisions of\n"
            "people that contradict newer ones are kept and named. Where one of the databases joins nodes\n"
            "automatically (resolve --auto), the united one does, as the most careful of them.\n"
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
        // So do databases that must not be mixed.
        std::error_code none;
        std::optional<Store> there;
        if (std::filesystem::exists(into_, none)) there.emplace(Store::open(into_, OpenMode::create));
        std::set<ModelKind> models = there ? there->models() : std::set<ModelKind>();
        for (std::size_t i = 0; i < sources.size(); ++i) {
            std::set<ModelKind> own = sources[i].models();
            mixed_.check(own, from_[i], models, into_);
            models.merge(own);
        }
        Store into = there ? std::move(*there) : Store::open(into_, OpenMode::create);
        const std::vector<MergeReport> reports = unite(sources, into);
        for (std::size_t i = 0; i < reports.size(); ++i) {
            const MergeReport& report = reports[i];
            std::cerr << fmt::format("{}: {} articles stored, {} replaced, {} known, {} decisions\n",
                                     from_[i], report.stored, report.replaced, report.unchanged,
                                     report.decisions);
        }
        follow_changes(into, data_);
        into.sync();
        report_contradictions(into);
        settle(into);
        return kDone;
    }

  private:
    /// A new database is written in one go, in bounded memory; one that holds articles takes in others one by
    /// one.
    static std::vector<MergeReport> unite(const std::vector<Store>& sources, Store& into) {
        std::vector<MergeReport> reports;
        if (!into.empty()) {
            for (const Store& source : sources) reports.push_back(into.merge_from(source));
            return reports;
        }
        std::vector<const Store*> all;
        for (const Store& source : sources) all.push_back(&source);
        return into.fill_from(all);
    }

    static void report_contradictions(const Store& store) {
        const Identity identity(store.decisions());
        for (const Identity::Overruled& overruled : identity.overruled())
            print_warning(fmt::format("{} {} {} of {} has no effect: {}", overruled.decision.a,
                                      overruled.decision.kind, overruled.decision.b, overruled.decision.at,
                                      overruled.by));
    }

    std::vector<std::string> from_;
    std::string into_;
    DataOption data_;
    MixedOption mixed_;
};

}  // namespace

std::unique_ptr<Command> make_merge() {
    return std::make_unique<Merge>();
}

}  // namespace entente::tools
