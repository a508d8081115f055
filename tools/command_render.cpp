#include "tools/command_render.h"

#include "core/model/error.h"
#include "graph/render.h"
#include "tools/edge_filter_options.h"
#include "tools/name_argument.h"
#include "tools/shared_options.h"
#include "tools/stored_graph.h"
#include "tools/terminal.h"

#include <iostream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class Render : public Command {
  public:
    void setup(CLI::App& app) override {
        app.add_option("NAME", names_, "Whom or what the diagram is about (default: the whole graph)");
        database_.setup(app);
        data_.setup(app);
        filter_.setup(app);
        output_.setup(app, "FILE.svg, .png, .pdf or .dot; - writes to standard output");
        app.add_option("--format", format_, "svg, png, pdf or dot (default: by the file's ending, else svg)");
        app.add_option("--depth", depth_, "How many edges away from the names to go")
            ->check(CLI::Range(1, 4))
            ->capture_default_str();
        app.add_option("--max-nodes", max_nodes_, "Keep only the most telling nodes; 0 keeps all")
            ->check(CLI::Range(0, 1000000))
            ->capture_default_str();
        app.add_option("--title", title_, "Title (default: made from the names)");
        app.add_flag("--no-structure", no_structure_, "Leave out offices, memberships and places");
        app.footer(
            "Examples:\n"
            "  entente render putin -o putin.svg\n"
            "  entente render ukraine russia --since 2025-01 --until 2025-03 --max-nodes 25 -o talks.png");
    }

    int run() override {
        const DiagramFormat format = chosen_format();
        const Ontology ontology = Ontology::load(data_.directory() / "ontology.json");
        EdgeFilter filter = filter_.filter(ontology);
        const StoredGraph stored(database_.path(), ontology);
        const GraphSource& source = stored.source();
        resolve_speaker(source, filter);
        DiagramOptions options;
        options.title = title_;
        options.max_nodes = max_nodes_;
        options.structural = !no_structure_;
        options.evidence = &source;
        for (const std::string& name : names_) {
            const std::string id = resolve_name(source, name);
            if (id.empty()) return kNothingFound;
            options.centres.push_back(id);
        }
        KnowledgeGraph graph;
        if (options.centres.empty()) {
            graph = KnowledgeGraph::load(source, filter);
        } else {
            Neighbourhood wanted;
            wanted.centres = options.centres;
            wanted.depth = depth_;
            wanted.max_nodes = max_nodes_;
            wanted.filter = filter;
            graph = KnowledgeGraph::around(source, wanted);
        }
        if (graph.edge_count() == 0 && filter != EdgeFilter()) {
            print_error("there is nothing to draw that passes --type, --since, --until and --min-confidence");
            return kNothingFound;
        }
        const Diagram diagram = make_diagram(graph, ontology, options);
        const std::string bytes = render(diagram, format);
        output_.write(
            [&](std::ostream& out) { out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())); });
        if (!output_.file().empty() && output_.file() != "-") {
            std::cerr << fmt::format("{}: {} nodes, {} lines", output_.file(), diagram.nodes.size(),
                                     diagram.edges.size());
            if (diagram.left_out)
                std::cerr << fmt::format("; {} nodes left out (--max-nodes)", diagram.left_out);
            std::cerr << '\n';
        }
        return kDone;
    }

  private:
    DiagramFormat chosen_format() const {
        std::string name = format_;
        if (name.empty()) name = std::filesystem::path(output_.file()).extension().string();
        if (name.empty()) return DiagramFormat::svg;
        if (const auto format = diagram_format(name)) return *format;
        throw Error(ErrorKind::usage,
                    fmt::format("\"{}\" is no format of a diagram; it may be svg, png, pdf or dot", name));
    }

    std::vector<std::string> names_;
    DatabaseOption database_;
    DataOption data_;
    EdgeFilterOptions filter_;
    OutputOption output_;
    std::string format_, title_;
    int depth_ = 1;
    std::size_t max_nodes_ = 40;
    bool no_structure_ = false;
};

}  // namespace

std::unique_ptr<Command> make_render() {
    return std::make_unique<Render>();
}

}  // namespace entente::tools
