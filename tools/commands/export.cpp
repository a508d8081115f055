#include "core/model/error.h"
#include "core/model/json.h"
#include "graph/export/event_records.h"
#include "graph/export/evidence_graph.h"
#include "graph/export/follow_the_money.h"
#include "graph/export/graph_export.h"
#include "graph/export/provenance_export.h"
#include "storage/store.h"
#include "tools/commands/commands.h"
#include "tools/shared_options.h"
#include "tools/stored_graph.h"

#include <algorithm>

namespace entente::tools {
namespace {

/// Forms that are written article by article.
bool goes_by_article(const std::string& format) {
    static const std::vector<std::string> kForms = {"jsonl", "plover", "cameo", "trig", "n-quads"};
    return std::find(kForms.begin(), kForms.end(), format) != kForms.end();
}

class Export : public Command {
  public:
    void setup(CommandOptions& options) override {
        database_.setup(options);
        std::vector<std::string> formats = graph_form_names();
        formats.insert(formats.end(), {"jsonl", "neo4j-csv", "plover", "cameo", "trig", "n-quads", "ftm"});
        options
            .add(
                "--format", format_,
                "jsonl: one article graph a line, sorted by id, then decisions; lossless. plover: an event a "
                "line as JSON, with both actors and the sentence; cameo: date, source, target and code "
                "between "
                "tabs, as PETRARCH writes them. trig, n-quads: RDF with a named graph for each article, and "
                "where it comes from in the words of PROV-O. The others hold the merged graph: graphml, "
                "gexf, "
                "dot, node-link (NetworkX's JSON), cytoscape (Cytoscape.js), cypher, turtle, n-triples, ftm "
                "(FollowTheMoney); neo4j-csv makes -o a folder with nodes.csv and edges.csv for neo4j-admin")
            .one_of(formats)
            .type_name("FORMAT")
            .show_default();
        options.flag("--evidence", evidence_,
                     "With graphml and node-link: an edge for each piece of evidence, with its sentence and "
                     "article, which 'import' reads");
        data_.setup(options);
        output_.setup(options, "Where to (default: standard output)");
        options.footer(
            "Examples:\n"
            "  entente export --db news.db -o news.jsonl\n"
            "  entente export --db news.db --format graphml -o news.graphml\n"
            "  entente export --db news.db --format node-link --evidence -o news.json");
    }

    int run() override {
        if (evidence_ && format_ != "graphml" && format_ != "node-link")
            throw Error(ErrorKind::usage, "--evidence goes with --format graphml and node-link");
        if (!goes_by_article(format_) && !evidence_) return export_graph();
        const Store store = Store::open(database_.path(), OpenMode::read_only);
        const Ontology ontology = Ontology::load(data_.directory() / "ontology.json");
        output_.write([&](std::ostream& out) {
            if (evidence_)
                write_evidence_graph([&](const ArticleVisit& visit) { store.for_each_article(visit); },
                                     format_ == "graphml" ? EvidenceForm::graphml : EvidenceForm::node_link,
                                     out);
            else
                write_articles(store, ontology, out);
        });
        return kDone;
    }

  private:
    void write_articles(const Store& store, const Ontology& ontology, std::ostream& out) const {
        std::function<void(const ArticleGraph&)> write;
        if (format_ == "plover")
            write = [&](const ArticleGraph& graph) { write_plover_events(graph, ontology, out); };
        else if (format_ == "cameo")
            write = [&](const ArticleGraph& graph) { write_cameo_events(graph, ontology, out); };
        else if (format_ == "jsonl")
            write = [&](const ArticleGraph& graph) { out << to_json(graph) << '\n'; };
        else
            write = [provenance =
                         ProvenanceExport(format_ == "trig" ? QuadForm::trig : QuadForm::n_quads, out)](
                        const ArticleGraph& graph) mutable { provenance.write(graph); };
        store.for_each_article([&](const ArticleGraph& graph) {
            write(graph);
            return static_cast<bool>(out);
        });
        if (format_ == "jsonl")
            for (const Decision& decision : store.decisions()) out << to_json(decision) << '\n';
    }

    int export_graph() const {
        const Ontology ontology = Ontology::load(data_.directory() / "ontology.json");
        const StoredGraph stored(database_.path(), ontology);
        warn_of_missing_decisions(stored.store());
        const KnowledgeGraph graph = KnowledgeGraph::load(stored.source());
        if (format_ == "ftm") {
            output_.write([&](std::ostream& out) { write_follow_the_money(graph, stored.source(), out); });
            return kDone;
        }
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
    bool evidence_ = false;
};

}  // namespace

std::unique_ptr<Command> make_export() {
    return std::make_unique<Export>();
}

}  // namespace entente::tools
