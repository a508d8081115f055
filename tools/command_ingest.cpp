#include "tools/command_ingest.h"

#include "core/extract/extractor.h"
#include "core/model/error.h"
#include "storage/store.h"
#include "tools/shared_options.h"
#include "tools/terminal.h"

#include <iostream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class Ingest : public Command {
  public:
    void setup(CLI::App& app) override {
        input_.setup(app);
        database_.setup(app);
        data_.setup(app);
        app.add_flag("-q,--quiet", quiet_, "No summary");
        app.footer(
            "Each article is stored as a whole or not at all. Those that are known with the same content, "
            "read by the same\n"
            "extractor, are skipped, so that a run that was stopped can simply be started again.\n"
            "Example:\n  entente ingest --db news.db articles.jsonl.gz more/*.txt");
    }

    int run() override {
        const Resources resources = data_.load();
        Store store = Store::open(database_.path(), OpenMode::create);
        std::uint64_t stored = 0, replaced = 0, known = 0, failed = 0, nodes = 0, edges = 0;
        Progress progress("articles");
        const auto report = [&](const std::string& where, const std::string& message) {
            print_error(where.empty() ? message : where + ": " + message);
            ++failed;
        };
        input_.for_each(
            [&](Article& article, const std::string& where) {
                progress.add();
                if (store.knows(article.id, content_hash(article), extractor_version(resources))) {
                    ++known;
                    return;
                }
                ArticleGraph graph;
                try {
                    graph = extract(article, resources);
                } catch (const Error& error) {
                    report(where, error.what());
                    return;
                }
                const PutResult result = store.put(graph);
                stored += result == PutResult::stored;
                replaced += result == PutResult::replaced;
                known += result == PutResult::known || result == PutResult::older;
                nodes += graph.nodes.size();
                edges += graph.edges.size();
            },
            report);
        store.sync();
        if (!quiet_) {
            const double seconds = progress.seconds();
            std::cerr << fmt::format("{} articles stored", stored + replaced);
            if (replaced) std::cerr << fmt::format(" ({} in place of an older version)", replaced);
            std::cerr << fmt::format(", {} known, {} failed: {} nodes, {} edges in {:.1f} s", known, failed,
                                     nodes, edges, seconds);
            if (seconds > 0)
                std::cerr << fmt::format(" ({:.0f} articles/s)",
                                         static_cast<double>(progress.count()) / seconds);
            std::cerr << '\n';
        }
        return failed ? kNothingFound : kDone;
    }

  private:
    InputOptions input_;
    DatabaseOption database_;
    DataOption data_;
    bool quiet_ = false;
};

}  // namespace

std::unique_ptr<Command> make_ingest() {
    return std::make_unique<Ingest>();
}

}  // namespace entente::tools
