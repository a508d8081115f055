#include "tools/command_import.h"

#include "core/input/line_reader.h"
#include "core/knowledge/ontology.h"
#include "core/model/error.h"
#include "core/model/json.h"
#include "storage/store.h"
#include "tools/shared_options.h"
#include "tools/terminal.h"

#include <iostream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

constexpr std::size_t kLongestLine = 256u << 20;

class Import : public Command {
  public:
    void setup(CLI::App& app) override {
        app.add_option("FILE", files_,
                       "What 'extract' or 'export' wrote, also as gzip; - reads standard input")
            ->required();
        database_.setup(app);
        data_.setup(app);
        app.footer("Example:\n  entente extract news.jsonl | entente import --db news.db -");
    }

    int run() override {
        const Ontology ontology = Ontology::load(data_.directory() / "ontology.json");
        Store store = Store::open(database_.path(), OpenMode::create);
        std::uint64_t stored = 0, known = 0, decisions = 0, failed = 0;
        Progress progress("articles");
        for (const std::string& file : files_) {
            LineReader lines(open_bytes(file), kLongestLine);
            std::string line;
            for (LineReader::Result result; (result = lines.next(line)) != LineReader::Result::end;) {
                if (result == LineReader::Result::line && line.find_first_not_of(" \t") == std::string::npos)
                    continue;
                try {
                    if (result == LineReader::Result::too_long)
                        throw Error(ErrorKind::input, "the line is too long");
                    if (is_decision_json(line)) {
                        decisions += store.add_decision(decision_from_json(line));
                        continue;
                    }
                    ArticleGraph graph = checked(article_graph_from_json(line), ontology);
                    const PutResult put = store.put(graph);
                    (put == PutResult::stored || put == PutResult::replaced ? stored : known) += 1;
                    progress.add();
                } catch (const Error& error) {
                    if (error.kind() != ErrorKind::input) throw;
                    print_error(fmt::format("{}:{}: {}", file, lines.number(), error.what()));
                    ++failed;
                }
            }
        }
        store.sync();
        std::cerr << fmt::format("{} articles stored, {} known, {} decisions, {} failed\n", stored, known,
                                 decisions, failed);
        return failed ? kNothingFound : kDone;
    }

  private:
    /// Types must be the ontology's; a graph made elsewhere gets the hash that its content has.
    static ArticleGraph checked(ArticleGraph graph, const Ontology& ontology) {
        for (const Node& node : graph.nodes)
            if (!ontology.node_type(node.type))
                throw Error(ErrorKind::input,
                            fmt::format("node \"{}\": \"{}\" is no node type", node.id, node.type));
        for (const Edge& edge : graph.edges)
            if (!ontology.edge_type(edge.type))
                throw Error(ErrorKind::input, fmt::format("\"{}\" is no edge type", edge.type));
        if (graph.hash.empty()) graph.hash = content_hash(graph.article);
        ontology.orient(graph);
        return graph;
    }

    std::vector<std::string> files_;
    DatabaseOption database_;
    DataOption data_;
};

}  // namespace

std::unique_ptr<Command> make_import() {
    return std::make_unique<Import>();
}

}  // namespace entente::tools
