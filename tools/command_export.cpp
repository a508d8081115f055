#include "tools/command_export.h"

#include "core/model/error.h"
#include "core/model/json.h"
#include "graph/event_records.h"
#include "graph/graph_export.h"
#include "storage/store.h"
#include "tools/shared_options.h"
#include "tools/stored_graph.h"

namespace entente::tools {
namespace {

class Export : public Command {
  public:
    void setup(CLI::App& app) override {
        database_.setup(app);
        std::vector<std::string> formats = graph_form_names();
        formats.insert(formats.end(), {"jsonl", "neo4j-csv", "plover", "cameo"});
        app.add_option(
               "--format", format_,
               "jsonl: one article graph a line, sorted by id, then decisions; lossless. plover: an event a "
               "line as "
               "JSON, with both actors and the sentence; cameo: date, source, target and code between tabs, "
               "as "
               "PETRARCH writes them. The others hold the merged graph: graphml, gexf, dot, node-link "
               "(NetworkX's JSON), cytoscape "
               "(Cytoscape.js), cypher, turtle, n-triples; neo4j-csv makes -o a folder with nodes.csv "
               "and edges.csv for neo4j-admin")
            ->check(CLI::IsMember(formats))
            ->type_name("FORMAT")
            ->capture_default_str();
        data_.setup(app);
        output_.setup(app, "Where to (default: standard output)");
        app.footer(
            "Examples:\n"
            "  entente export --db news.db -o news.jsonl\n"
            "  entente export --db news.db --format graphml -o news.graphml");
    }

    int run() override {
        if (format_ != "jsonl" && format_ != "plover" && format_ != "cameo") return export_graph();
        const Store store = Store::open(database_.path(), OpenMode::read_only);
        if (format_ != "jsonl") return export_events(store);
        output_.write([&](std::ostream& out) {
            store.for_each_article(
                [&](const ArticleGraph& graph) { return static_cast<bool>(out << to_json(graph) << '\n'); });
            for (const Decision& decision : store.decisions()) out << to_json(decision) << '\n';
        });
        return kDone;
    }

  private:
    int export_events(const Store& store) const {
        const Ontology ontology = Ontology::load(data_.directory() / "ontology.json");
        output_.write([&](std::ostream& out) {
            store.for_each_article([&](const ArticleGraph& graph) {
                (format_ == "plover" ? write_plover_events : write_cameo_events)(graph, ontology, out);
                return static_cast<bool>(out);
            });
        });
        return kDone;
    }

    int export_graph() const {
        const Ontology ontology = Ontology::load(data_.directory() / "ontology.json");
        const StoredGraph stored(database_.path(), ontology);
        const KnowledgeGraph graph = KnowledgeGraph::load(stored.source());
        if (format_ != "neo4j-csv") {
            output_.write([&](std::ostream& out) { write_graph(graph, ontology, graph_form(format_), out); });
            return kDone;
        }
        if (output_.file().empty() || output_.file() == "-")
            throw Error(ErrorKind::usage, "neo4j-csv is two files: name a folder for them with -o");
        const std::filesystem::path folder = output_.file();
        std::error_code error;
        std::filesystem::create_directories(folder, error);
        if (error) throw Error(ErrorKind::io, folder.string() + ": can't be made: " + error.message());
        write_file(folder / "nodes.csv", [&](std::ostream& out) { write_neo4j_nodes(graph, out); });
        write_file(folder / "edges.csv", [&](std::ostream& out) { write_neo4j_edges(graph, ontology, out); });
        return kDone;
    }

    DatabaseOption database_;
    DataOption data_;
    OutputOption output_;
    std::string format_ = "jsonl";
};

}  // namespace

std::unique_ptr<Command> make_export() {
    return std::make_unique<Export>();
}

}  // namespace entente::tools
