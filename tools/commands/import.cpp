#include "core/input/json_lines.h"
#include "core/input/whole_file.h"
#include "core/knowledge/ontology.h"
#include "core/model/error.h"
#include "core/model/json.h"
#include "graph/export/evidence_graph.h"
#include "storage/bulk_load.h"
#include "storage/store.h"
#include "tools/commands/commands.h"
#include "tools/mixed_option.h"
#include "tools/settling.h"
#include "tools/shared_options.h"
#include "tools/stored_identity.h"
#include "tools/terminal.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>
#include <set>

#include <fmt/format.h>

namespace entente::tools {
namespace {

constexpr std::size_t kLargestGraph = 2048u << 20;

class Import : public Command {
  public:
    void setup(CommandOptions& options) override {
        options.add("FILE", files_, "What 'extract' or 'export' wrote, also as gzip; - reads standard input")
            .required();
        options
            .add("--format", format_,
                 "jsonl; or node-link, graphml: a graph with an edge for each piece of evidence, as "
                 "'export --evidence' writes it (default: by the file's ending, else jsonl)")
            .one_of({"jsonl", "node-link", "graphml"})
            .type_name("FORMAT");
        database_.setup(options);
        data_.setup(options);
        mixed_.setup(options);
        options.footer(
            "Files are loaded into a new database in one go: if that is stopped, nothing is stored. "
            "From standard\n"
            "input, and into a database that holds articles, each is stored as it comes.\n"
            "node-link JSON and GraphML bring what their edges tell (article, article_date, article_title,\n"
            "article_url, article_source; type, date, text, trigger, modality, negated, confidence, role,\n"
            "attribution, plover, cameo) and nodes that an edge touches; texts of articles are not in them.\n"
            "Examples:\n"
            "  entente extract news.jsonl | entente import --db news.db -\n"
            "  entente import --db news.db changed-in-networkx.json --format node-link");
    }

    int run() override {
        const Ontology ontology = Ontology::load(data_.directory() / "ontology.json");
        Store store = Store::open(database_.path(), OpenMode::create);
        models_ = store.models();
        if (store.empty() && from_files()) bulk_.emplace(store);
        for (const std::string& file : files_) {
            file_ = file;
            try {
                const std::string format = format_of(file);
                if (format == "jsonl")
                    for_each_line(
                        file, [&](const std::string& line) { import_line(line, store, ontology); },
                        [&](const std::string& message) { report(message); });
                else
                    import_graph(file, format == "graphml" ? EvidenceForm::graphml : EvidenceForm::node_link,
                                 store, ontology);
            } catch (const Error& error) {
                // A file that can't be read is no reason to leave out the others.
                if (error.kind() != ErrorKind::input && error.kind() != ErrorKind::io) throw;
                report(error.what());
            }
        }
        if (bulk_) {
            const std::uint64_t read = stored_;
            stored_ = bulk_->finish();
            known_ = read - stored_;
        }
        follow_changes(store, data_);
        store.sync();
        std::cerr << fmt::format("{} articles stored, {} known, {} decisions, {} failed\n", stored_, known_,
                                 decisions_, failed_);
        settle(store);
        return failed_ ? kNothingFound : kDone;
    }

  private:
    void report(const std::string& message) {
        print_error(message);
        ++failed_;
    }

    std::string format_of(const std::string& file) const {
        if (!format_.empty()) return format_;
        const std::filesystem::path path =
            file.ends_with(".gz") ? std::filesystem::path(file).stem() : std::filesystem::path(file);
        return path.extension() == ".graphml" ? "graphml"
               : path.extension() == ".json"  ? "node-link"
                                              : "jsonl";
    }

    void import_graph(const std::string& file, EvidenceForm form, Store& store, const Ontology& ontology) {
        std::vector<ArticleGraph> graphs;
        try {
            graphs = read_evidence_graph(read_whole(file, kLargestGraph), form);
            for (ArticleGraph& graph : graphs) graph = checked(std::move(graph), ontology);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::input) throw;
            throw Error(ErrorKind::input, fmt::format("{}: {}", file, error.what()));
        }
        for (const ArticleGraph& graph : graphs) put(graph, store);
    }

    void put(const ArticleGraph& graph, Store& store) {
        if (graph.extractor.known()) {
            mixed_.check({graph.extractor.model}, file_, models_, database_.path().string());
            models_.insert(graph.extractor.model);
        }
        if (bulk_) {
            bulk_->put(graph);
            ++stored_;
            return;
        }
        const PutResult result = store.put(graph);
        (result == PutResult::stored || result == PutResult::replaced ? stored_ : known_) += 1;
    }

    void import_line(const std::string& line, Store& store, const Ontology& ontology) {
        if (is_decision_json(line)) {
            decisions_ += store.add_decision(decision_from_json(line));
            return;
        }
        put(checked(article_graph_from_json(line), ontology), store);
    }

    /// A pipe may bring articles for hours: what it brought is stored as it comes, and what a file holds can
    /// be read again.
    bool from_files() const {
        return std::all_of(files_.begin(), files_.end(), [](const std::string& file) {
            std::error_code error;
            return file != "-" && std::filesystem::is_regular_file(file, error);
        });
    }

    /// Types must be the ontology's; the hash is that of the content, whatever the line says.
    static ArticleGraph checked(ArticleGraph graph, const Ontology& ontology) {
        for (const Node& node : graph.nodes)
            if (!ontology.node_type(node.type))
                throw Error(ErrorKind::input,
                            fmt::format("node \"{}\": \"{}\" is no node type", node.id, node.type));
        for (const Edge& edge : graph.edges)
            if (!ontology.edge_type(edge.type))
                throw Error(ErrorKind::input, fmt::format("\"{}\" is no edge type", edge.type));
        graph.hash = content_hash(graph.article);
        ontology.orient(graph);
        return graph;
    }

    std::vector<std::string> files_;
    std::string format_;
    std::optional<BulkLoad> bulk_;
    std::string file_;            ///< that is being read
    std::set<ModelKind> models_;  ///< of what the database holds, or gets
    std::uint64_t stored_ = 0, known_ = 0, decisions_ = 0, failed_ = 0;
    DatabaseOption database_;
    DataOption data_;
    MixedOption mixed_;
};

}  // namespace

std::unique_ptr<Command> make_import() {
    return std::make_unique<Import>();
}

}  // namespace entente::tools
