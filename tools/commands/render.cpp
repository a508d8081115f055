#include "graph/diagram/render.h"

#include "core/model/error.h"
#include "graph/diagram/timeline_diagram.h"
#include "tools/commands/commands.h"
#include "tools/query_session.h"
#include "tools/terminal.h"

#include <iostream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class Render : public Command {
  public:
    void setup(CommandOptions& options) override {
        options.add("NAME", names_, "Whom or what the diagram is about (default: the whole graph)");
        session_.setup(options);
        output_.setup(options, "FILE.svg, .png, .pdf or .dot; - writes to standard output");
        options.add("--format", format_, "svg, png, pdf or dot (default: by the file's ending, else svg)");
        options.add("--depth", depth_, "How many edges away from the names to go").range(1, 4).show_default();
        options.add("--max-nodes", max_nodes_, "Keep only the most telling nodes; 0 keeps all")
            .range(0, 1000000)
            .show_default();
        options.add("--title", title_, "Title (default: made from the names)");
        options.flag("--no-structure", no_structure_, "Leave out offices, memberships and places");
        options.flag("--places", places_, "Draw also which places lie in which");
        options.add("--group", group_, "Put nodes together and mark them: by camp (who co-operates) or state")
            .one_of({"camp", "state"});
        options.add("--theme", theme_, "Colours: light or dark").one_of({"light", "dark"}).show_default();
        options.flag(
            "--timeline", timeline_,
            "Draw when it happened: of one name a line for each other actor, of two a line for each type");
        options.footer(
            "Examples:\n"
            "  entente render putin -o putin.svg\n"
            "  entente render ukraine russia --since 2025-01 --until 2025-03 --max-nodes 25 -o talks.png\n"
            "  entente render --group camp --max-nodes 40 --lift -o camps.svg\n"
            "  entente render ukraine russia --timeline --theme dark -o war.svg");
    }

    int run() override {
        const DiagramFormat format = chosen_format();
        session_.open();
        std::vector<std::string> centres;
        for (const std::string& name : names_) {
            const std::string id = session_.resolve(name);
            if (id.empty()) return kNothingFound;
            centres.push_back(id);
        }
        return timeline_ ? draw_timeline(centres, format) : draw_graph(centres, format);
    }

  private:
    RenderOptions render_options() const {
        RenderOptions options;
        if (theme_ == "dark") options.theme = DiagramTheme::dark;
        return options;
    }

    int draw_graph(const std::vector<std::string>& centres, DiagramFormat format) const {
        const GraphSource& source = session_.source();
        EdgeFilter filter = session_.filter();
        // That a city lies in its state would crowd out what somebody does.
        if (!places_ && filter.types.empty())
            for (const EdgeType& type : session_.ontology().edge_types())
                if (type.name != edge_type::located_in) filter.types.push_back(type.name);
        DiagramOptions options;
        options.title = title_;
        options.centres = centres;
        options.max_nodes = max_nodes_;
        options.structural = !no_structure_;
        options.evidence = &source;
        options.since = filter.since, options.until = filter.until;
        options.grouping = group_ == "camp"    ? DiagramGrouping::camp
                           : group_ == "state" ? DiagramGrouping::state
                                               : DiagramGrouping::none;
        KnowledgeGraph graph;
        if (centres.empty()) {
            graph = KnowledgeGraph::load(source, filter);
        } else {
            Neighbourhood wanted;
            wanted.centres = centres;
            wanted.depth = depth_;
            wanted.max_nodes = max_nodes_;
            wanted.filter = filter;
            graph = KnowledgeGraph::around(source, wanted);
        }
        if (graph.edge_count() == 0 && session_.filter() != EdgeFilter()) {
            print_error("there is nothing to draw that passes --type, --since, --until and --min-confidence");
            return kNothingFound;
        }
        const Diagram diagram = make_diagram(graph, session_.ontology(), options);
        write(render(diagram, format, render_options()));
        tell(fmt::format("{} nodes, {} lines", diagram.nodes.size(), diagram.edges.size()),
             diagram.left_out ? fmt::format("{} nodes left out (--max-nodes)", diagram.left_out) : "");
        return kDone;
    }

    int draw_timeline(const std::vector<std::string>& centres, DiagramFormat format) const {
        if (centres.empty() || centres.size() > 2)
            throw Error(ErrorKind::usage, "--timeline draws one name or two");
        TimelineOptions options;
        options.title = title_;
        const TimelineDiagram diagram =
            make_timeline_diagram(session_.source(), session_.ontology(), session_.filter(), centres[0],
                                  centres.size() > 1 ? centres[1] : "", options);
        if (diagram.lanes.empty()) {
            print_error("nothing dated is there");
            return kNothingFound;
        }
        write(render(diagram, format, render_options()));
        tell(fmt::format("{} lines", diagram.lanes.size()),
             diagram.left_out ? fmt::format("{} with less evidence left out", diagram.left_out) : "");
        return kDone;
    }

    void write(const std::string& bytes) const {
        output_.write(
            [&](std::ostream& out) { out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())); });
    }

    void tell(const std::string& drawn, const std::string& left_out) const {
        if (output_.file().empty() || output_.file() == "-") return;
        std::cerr << fmt::format("{}: {}{}{}\n", output_.file(), drawn, left_out.empty() ? "" : "; ",
                                 left_out);
    }

    DiagramFormat chosen_format() const {
        std::string name = format_;
        if (name.empty()) name = std::filesystem::path(output_.file()).extension().string();
        if (name.empty()) return DiagramFormat::svg;
        if (const auto format = diagram_format(name)) return *format;
        throw Error(ErrorKind::usage,
                    fmt::format("\"{}\" is no format of a diagram; it may be svg, png, pdf or dot", name));
    }

    std::vector<std::string> names_;
    QuerySession session_;
    OutputOption output_;
    std::string format_, title_, group_, theme_ = "light";
    int depth_ = 1;
    std::size_t max_nodes_ = 40;
    bool no_structure_ = false, places_ = false, timeline_ = false;
};

}  // namespace

std::unique_ptr<Command> make_render() {
    return std::make_unique<Render>();
}

}  // namespace entente::tools
