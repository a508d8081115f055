#include "tools/command_export.h"

#include "core/model/json.h"
#include "storage/store.h"
#include "tools/shared_options.h"

namespace entente::tools {
namespace {

class Export : public Command {
  public:
    void setup(CLI::App& app) override {
        database_.setup(app);
        app.add_option("--format", format_,
                       "jsonl: one article graph a line, sorted by id, then decisions; lossless")
            ->check(CLI::IsMember({"jsonl"}))
            ->capture_default_str();
        output_.setup(app, "Where to (default: standard output)");
        app.footer("Example:\n  entente export --db news.db -o news.jsonl");
    }

    int run() override {
        const Store store = Store::open(database_.path(), OpenMode::read_only);
        output_.write([&](std::ostream& out) {
            store.for_each_article(
                [&](const ArticleGraph& graph) { return static_cast<bool>(out << to_json(graph) << '\n'); });
            for (const Decision& decision : store.decisions()) out << to_json(decision) << '\n';
        });
        return kDone;
    }

  private:
    DatabaseOption database_;
    OutputOption output_;
    std::string format_ = "jsonl";
};

}  // namespace

std::unique_ptr<Command> make_export() {
    return std::make_unique<Export>();
}

}  // namespace entente::tools
