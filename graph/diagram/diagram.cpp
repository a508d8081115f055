#include "graph/diagram/diagram.h"

#include "graph/diagram/diagram_text.h"
#include "graph/query/actor_profile.h"
#include "graph/query/camps.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

namespace entente {
namespace {

using Vertex = KnowledgeGraph::Vertex;
using EdgeNumber = KnowledgeGraph::EdgeNumber;

constexpr std::size_t kTooltipSentences = 3;
constexpr std::size_t kMostGroups = 6;  ///< more colours are hard to tell apart

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// "negotiates-with" as a reader says it.
std::string spoken(std::string type) {
    std::replace(type.begin(), type.end(), '-', ' ');
    return type;
}

std::uint64_t count_of(const EdgeSummary& edge, std::initializer_list<Modality> modalities) {
    std::uint64_t count = 0;
    for (const Modality modality : modalities)
        count += edge.modality_counts[static_cast<std::size_t>(modality)];
    return count;
}

bool is_majority(std::uint64_t part, std::uint64_t whole) {
    return 2 * part > whole;
}

/// "accepts" gives "does not accept", "president" gives "not president".
std::string denied(const std::string& label) {
    const std::size_t end = std::min(label.find(' '), label.size());
    const bool is_verb = end > 2 && label[end - 1] == 's' && label[end - 2] != 's';
    return is_verb ? "does not " + label.substr(0, end - 1) + label.substr(end) : "not " + label;
}

/// The office or kinship says more than the type that holds it.
std::string label_of(const EdgeKey& key, const EdgeSummary& edge, bool structural) {
    std::string label = spoken(key.type);
    if (structural && !edge.roles.empty()) {
        const auto most = std::max_element(edge.roles.begin(), edge.roles.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        label = most->first;
    }
    if (structural && is_majority(count_of(edge, {Modality::ended}), edge.evidence_count))
        label = "former " + label;
    if (is_majority(edge.negated_count, edge.evidence_count)) label = denied(label);
    return label;
}

/// What runs together into one line. Lines of symmetric types have no direction.
struct BundleKey {
    Vertex source;
    Vertex target;
    bool mutual;
    QuadClass quad;

    auto operator<=>(const BundleKey&) const = default;
};

class DiagramMaker {
  public:
    DiagramMaker(const KnowledgeGraph& graph, const Ontology& ontology, const DiagramOptions& options)
        : graph_(graph), ontology_(ontology), options_(options) {}

    Diagram make(std::size_t left_out) {
        for (EdgeNumber edge = 0; edge < graph_.edge_count(); ++edge)
            if (graph_.source(edge) != graph_.target(edge)) bundles_[bundle_key(edge)].push_back(edge);
        add_nodes();
        for (const auto& [key, edges] : bundles_) add_edge(key, edges);
        add_legend();
        add_groups();
        diagram_.left_out = left_out;
        diagram_.title = options_.title.empty() ? default_title() : options_.title;
        diagram_.caption = caption();
        return std::move(diagram_);
    }

  private:
    BundleKey bundle_key(EdgeNumber edge) const {
        const EdgeType* type = ontology_.edge_type(graph_.key(edge).type);
        return {graph_.source(edge), graph_.target(edge), type && type->symmetric,
                type ? type->quad : QuadClass::none};
    }

    void add_nodes() {
        for (Vertex v = 0; v < graph_.node_count(); ++v) {
            const NodeSummary& node = graph_.node(v);
            const NodeType* type = ontology_.node_type(node.type);
            const std::string& id = graph_.id(v);
            const std::string& name = node.name().empty() ? id : node.name();
            const bool centre =
                std::find(options_.centres.begin(), options_.centres.end(), id) != options_.centres.end();
            diagram_.nodes.push_back({id, name, node.type, type ? type->shape : "box",
                                      type ? type->fill : "#ffffff",
                                      fmt::format("{} ({}), {}", name, node.type,
                                                  counted(node.article_count, "article", "articles")),
                                      centre});
        }
    }

    void add_edge(const BundleKey& key, const std::vector<EdgeNumber>& edges) {
        DiagramEdge drawn{key.source, key.target, key.mutual, key.quad, false, false, 0, {}, {}, {}};
        std::uint64_t negated = 0, hypothetical = 0;
        std::map<std::string, std::uint64_t> types;
        for (const EdgeNumber number : edges) {
            const EdgeSummary& edge = graph_.edge(number);
            types[label_of(graph_.key(number), edge, key.quad == QuadClass::none)] += edge.evidence_count;
            drawn.evidence_count += edge.evidence_count;
            negated += edge.negated_count;
            hypothetical += count_of(
                edge, {Modality::planned, Modality::possible, Modality::conditional, Modality::demanded});
        }
        drawn.negated = is_majority(negated, drawn.evidence_count);
        drawn.hypothetical = is_majority(hypothetical, drawn.evidence_count);
        for (const auto& [label, count] : types) drawn.types.push_back({label, count});
        std::stable_sort(drawn.types.begin(), drawn.types.end(),
                         [](const auto& a, const auto& b) { return a.evidence_count > b.evidence_count; });
        const std::vector<EvidenceQuote> quotes = best_quotes(edges);
        drawn.tooltip = tooltip(drawn, quotes);
        for (const EvidenceQuote& quote : quotes)
            if (drawn.url.empty() && is_web_address(quote.url)) drawn.url = quote.url;
        diagram_.edges.push_back(std::move(drawn));
    }

    std::string tooltip(const DiagramEdge& drawn, const std::vector<EvidenceQuote>& quotes) const {
        std::string text = diagram_.nodes[drawn.source].name;
        text += drawn.mutual ? " \u2194 " : " \u2192 ";
        text += diagram_.nodes[drawn.target].name + ": ";
        for (std::size_t i = 0; i < drawn.types.size(); ++i)
            text += fmt::format("{}{} \u00d7{}", i ? ", " : "", drawn.types[i].label,
                                drawn.types[i].evidence_count);
        std::set<std::string> sentences;
        for (const EvidenceQuote& quote : quotes)
            if (!quote.text.empty() && sentences.insert(quote.text).second)
                text +=
                    fmt::format("\n{}\u201c{}\u201d", quote.date.empty() ? "" : quote.date + " ", quote.text);
        return text;
    }

    /// The best sentence of each edge, for the first few.
    std::vector<EvidenceQuote> best_quotes(const std::vector<EdgeNumber>& edges) const {
        std::vector<EvidenceQuote> quotes;
        if (!options_.evidence) return quotes;
        for (std::size_t i = 0; i < std::min(edges.size(), kTooltipSentences); ++i)
            for (EvidenceQuote& best :
                 rank_evidence(*options_.evidence, options_.evidence->evidence(graph_.key(edges[i]), 0), 1))
                quotes.push_back(std::move(best));
        return quotes;
    }

    void add_groups() {
        if (options_.grouping == DiagramGrouping::camp) {
            for (const Camp& camp : find_camps(graph_, ontology_).camps) {
                if (diagram_.groups.size() == kMostGroups) return;
                diagram_.groups.push_back("camp of " + diagram_.nodes[camp.members.front()].name);
                for (const Vertex member : camp.members)
                    diagram_.nodes[member].group = diagram_.groups.size();
            }
        } else if (options_.grouping == DiagramGrouping::state) {
            std::map<std::string, std::vector<Vertex>> members;
            for (Vertex v = 0; v < graph_.node_count(); ++v)
                if (const std::string state = state_of(v); !state.empty()) members[state].push_back(v);
            std::vector<std::pair<std::string, std::vector<Vertex>>> largest(members.begin(), members.end());
            std::stable_sort(largest.begin(), largest.end(),
                             [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
            for (const auto& [state, vertices] : largest) {
                if (vertices.size() < 2 || diagram_.groups.size() == kMostGroups) return;
                diagram_.groups.push_back(name_of_state(state));
                for (const Vertex member : vertices) diagram_.nodes[member].group = diagram_.groups.size();
            }
        }
    }

    /// The state itself may not be drawn.
    std::string name_of_state(const std::string& code) const {
        const std::string id = "state:" + code;
        if (const auto vertex = graph_.find(id)) return diagram_.nodes[*vertex].name;
        const auto known = options_.evidence ? options_.evidence->node(id) : std::nullopt;
        return known ? known->name() : code;
    }

    /// ISO 3166 alpha-3 of the state that the node is or acts for; "" for none.
    std::string state_of(Vertex v) const {
        if (graph_.id(v).starts_with("state:")) return graph_.id(v).substr(6);
        const auto& countries = graph_.node(v).countries;
        const auto most = std::max_element(countries.begin(), countries.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        return most == countries.end() ? "" : most->first;
    }

    void add_legend() {
        std::set<std::string> types;
        for (const DiagramNode& node : diagram_.nodes) types.insert(node.type);
        for (const NodeType& type : ontology_.node_types())
            if (types.contains(type.name)) diagram_.node_legend.push_back(type);
    }

    std::string default_title() const {
        std::string title;
        for (const std::string& id : options_.centres)
            if (const auto vertex = graph_.find(id))
                title += (title.empty() ? "" : " \u00b7 ") + diagram_.nodes[*vertex].name;
        return title.empty() ? "Who does what to whom" : title;
    }

    /// Offices and memberships hold over years and would make every caption begin with them.
    /// Nor should one dealing of long ago: "mostly" says that a few lie outside.
    std::string dates() const {
        std::vector<std::string> begins, ends;
        for (EdgeNumber edge = 0; edge < graph_.edge_count(); ++edge) {
            const EdgeType* type = ontology_.edge_type(graph_.key(edge).type);
            const EdgeSummary& summary = graph_.edge(edge);
            if (!type || type->structural || summary.first_date.empty()) continue;
            // Something said of a whole year is drawn for its month, but tells nothing of the others.
            begins.push_back(std::max(summary.first_date, options_.since));
            ends.push_back(options_.until.empty() ? summary.last_date
                                                  : std::min(summary.last_date, options_.until));
        }
        if (begins.empty()) return "";
        std::sort(begins.begin(), begins.end());
        std::sort(ends.begin(), ends.end());
        const std::size_t few = begins.size() / 50;
        const std::string &first = begins[few], &last = ends[ends.size() - 1 - few];
        const bool all = first == begins.front() && last == ends.back();
        return (all ? "" : "mostly ") + (first == last ? first : first + " to " + last);
    }

    std::string caption() const {
        std::uint64_t evidence = 0;
        for (const DiagramEdge& edge : diagram_.edges) evidence += edge.evidence_count;
        std::string text = dates();
        const auto add = [&](const std::string& part) { text += (text.empty() ? "" : " \u00b7 ") + part; };
        add(counted(diagram_.nodes.size(), "node", "nodes"));
        add(counted(evidence, "statement", "statements"));
        if (diagram_.left_out > 0)
            add(counted(diagram_.left_out, "node with less evidence left out",
                        "nodes with less evidence left out"));
        return text;
    }

    const KnowledgeGraph& graph_;
    const Ontology& ontology_;
    const DiagramOptions& options_;
    std::map<BundleKey, std::vector<EdgeNumber>> bundles_;
    Diagram diagram_;
};

std::vector<Vertex> vertices_of(const KnowledgeGraph& graph, const std::vector<std::string>& ids) {
    std::vector<Vertex> vertices;
    for (const std::string& id : ids)
        if (const auto vertex = graph.find(id)) vertices.push_back(*vertex);
    return vertices;
}

KnowledgeGraph without_structure(const KnowledgeGraph& graph, const Ontology& ontology) {
    std::vector<EdgeNumber> wanted;
    for (EdgeNumber edge = 0; edge < graph.edge_count(); ++edge) {
        const EdgeType* type = ontology.edge_type(graph.key(edge).type);
        if (!type || !type->structural) wanted.push_back(edge);
    }
    return graph.with_edges(wanted);
}

KnowledgeGraph without_loners(const KnowledgeGraph& graph, std::vector<Vertex> kept) {
    for (Vertex v = 0; v < graph.node_count(); ++v)
        if (!graph.out_edges(v).empty() || !graph.in_edges(v).empty()) kept.push_back(v);
    return graph.subgraph(kept);
}

}  // namespace

Diagram make_diagram(const KnowledgeGraph& graph, const Ontology& ontology, const DiagramOptions& options) {
    KnowledgeGraph drawn = options.structural ? graph : without_structure(graph, ontology);
    if (!options.unconnected) drawn = without_loners(drawn, vertices_of(drawn, options.centres));
    std::size_t left_out = graph.left_out();
    if (options.max_nodes > 0 && drawn.node_count() > options.max_nodes) {
        left_out += drawn.node_count() - options.max_nodes;
        drawn = drawn.subgraph(most_telling(drawn, vertices_of(drawn, options.centres), options.max_nodes));
    }
    return DiagramMaker(drawn, ontology, options).make(left_out);
}

}  // namespace entente
