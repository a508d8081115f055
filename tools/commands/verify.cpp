#include "core/model/error.h"
#include "storage/verification.h"
#include "tools/commands/commands.h"
#include "tools/result_table.h"
#include "tools/scratch_folder.h"
#include "tools/shared_options.h"
#include "tools/stored_identity.h"
#include "tools/terminal.h"

#include <algorithm>
#include <iostream>
#include <unistd.h>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class Verify : public Command {
  public:
    void setup(CommandOptions& options) override {
        database_.setup(options);
        data_.setup(options);
        options.flag("--repair", repair_, "Put a sound database in the place of a damaged one");
        options.add("--lost", lost_file_, "Write the ids of articles that can't be read here, one a line")
            .type_name("FILE");
        add_format_option(options, format_);
        options.footer(
            "Reads the checksums of all files and every article, builds all indexes and sums anew beside the "
            "database,\n"
            "and compares. Exit code 1 says that something is wrong. With --repair the new one then takes "
            "the "
            "old one's\n"
            "place; the old one is kept beside it, and articles that could not be read are listed, to be "
            "ingested again.\n"
            "Example:\n  entente verify --db news.db --repair");
    }

    int run() override {
        std::filesystem::path database = database_.path();
        // "news.db/" and "news.db" are one; the scratch database stands beside it, on the same disk.
        if (!database.has_filename()) database = database.parent_path();
        const ScratchFolder scratch(database.string() + fmt::format(".verify-{}", getpid()));
        const VerificationReport report = verify(database, scratch.path());
        print(report);
        for (const std::string& damage : report.damage) print_error(damage);
        tell_of_lost(report);
        if (report.sound()) return kDone;
        if (!repair_) {
            std::cerr << "something is wrong; --repair makes a sound database of what can be read\n";
            return kNothingFound;
        }
        const std::filesystem::path kept = repair(database, scratch.path(), report);
        Store repaired = Store::open(database, OpenMode::read_write);
        follow_changes(repaired, data_);
        repaired.sync();
        std::cerr << fmt::format("repaired: {} articles; the old database is {}\n", report.articles,
                                 kept.string());
        if (!report.lost_articles.empty())
            std::cerr << fmt::format("{} articles could not be read: ingest them again\n",
                                     report.lost_articles.size());
        return report.lost_articles.empty() ? kDone : kNothingFound;
    }

  private:
    /// A few of them; all go into the file that was asked for.
    void tell_of_lost(const VerificationReport& report) const {
        constexpr std::size_t kShown = 5;
        const auto& lost = report.lost_articles;
        for (std::size_t i = 0; i < std::min(kShown, lost.size()); ++i)
            print_error(fmt::format("article {} can't be read: {}", lost[i].id, lost[i].reason));
        if (lost.size() > kShown)
            print_error(fmt::format("and {} more articles{}", lost.size() - kShown,
                                    lost_file_.empty() ? " (--lost FILE writes their ids)" : ""));
        if (!lost_file_.empty())
            write_file(lost_file_, [&](std::ostream& out) {
                for (const auto& article : lost) out << article.id << '\n';
            });
    }

    void print(const VerificationReport& report) const {
        ResultTable table({{"index"}, {"rows"}, {"missing"}, {"surplus"}, {"different"}, {"example"}});
        table.add({"articles", report.articles + report.lost_articles.size(), report.lost_articles.size(),
                   std::uint64_t{0}, std::uint64_t{0}, ""});
        for (const VerificationReport::Family& f : report.families)
            table.add({f.name, f.rows, f.missing, f.surplus, f.different, f.example});
        table.print(format_, std::cout);
    }

    DatabaseOption database_;
    DataOption data_;
    std::string lost_file_, format_ = "table";
    bool repair_ = false;
};

}  // namespace

std::unique_ptr<Command> make_verify() {
    return std::make_unique<Verify>();
}

}  // namespace entente::tools
