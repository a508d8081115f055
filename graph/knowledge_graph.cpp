#include "graph/knowledge_graph.h"

#include "core/model/error.h"
#include "graph/adjacency.h"

#include <algorithm>
#include <map>

namespace entente {
namespace {

using Nodes = std::map<std::string, NodeSummary>;
using Edges = std::map<EdgeKey, EdgeSummary>;

/// Numbers follow the order of the maps; edges to nodes that are not there are dropped.
std::unique_ptr<KnowledgeGraph::Model> assemble(Nodes nodes, Edges edges) {
    auto model = std::make_unique<KnowledgeGraph::Model>();
    model->vertices.reserve(nodes.size());
    for (auto& [id, summary] : nodes) {
        const auto vertex = boost::add_vertex(VertexContent{id, std::move(summary)}, model->adjacency);
        model->vertices.emplace(id, static_cast<KnowledgeGraph::Vertex>(vertex));
    }
    model->edges.reserve(edges.size());
    for (auto& [key, summary] : edges) {
        const auto source = model->vertices.find(key.source), target = model->vertices.find(key.target);
        if (source == model->vertices.end() || target == model->vertices.end()) continue;
        const auto number = static_cast<KnowledgeGraph::EdgeNumber>(model->edges.size());
        boost::add_edge(source->second, target->second, EdgeContent{number}, model->adjacency);
        model->edges.push_back({key, std::move(summary), source->second, target->second});
    }
    return model;
}

const std::string& other_end(const EdgeKey& key, const std::string& id) {
    return key.source == id ? key.target : key.source;
}

/// The part of a source that has been read so far.
struct Reading {
    const GraphSource& source;
    EdgeSieve sieve;
    Nodes nodes;
    Edges edges;

    /// Reads the edges of a node; `wanted` says which nodes may be at the other end. Gives those ends.
    template <class Wanted>
    std::vector<std::string> read_edges(const std::string& id, Wanted wanted) {
        std::vector<std::string> ends;
        for (auto& [key, summary] : source.edges_of(id)) {
            const std::string& other = other_end(key, id);
            if (!wanted(other)) continue;
            if (!edges.contains(key)) {
                auto sifted = sieve.sift(source, key, summary);
                if (!sifted) continue;
                edges.emplace(key, std::move(*sifted));
            }
            ends.push_back(other);
        }
        return ends;
    }

    bool read_node(const std::string& id) {
        auto summary = source.node(id);
        if (summary) nodes.emplace(id, std::move(*summary));
        return summary.has_value();
    }

    /// The nodes that the edges read from `frontier` lead to and that were not there before.
    std::vector<std::string> advance(const std::vector<std::string>& frontier) {
        std::vector<std::string> next;
        for (const std::string& id : frontier)
            for (std::string& other : read_edges(id, [](const std::string&) { return true; }))
                if (!nodes.contains(other) && read_node(other)) next.push_back(std::move(other));
        return next;
    }
};

}  // namespace

KnowledgeGraph::KnowledgeGraph() : model_(std::make_unique<Model>()) {}
KnowledgeGraph::KnowledgeGraph(std::unique_ptr<Model> model) : model_(std::move(model)) {}
KnowledgeGraph::KnowledgeGraph(const KnowledgeGraph& other)
    : model_(std::make_unique<Model>(*other.model_)) {}
KnowledgeGraph::KnowledgeGraph(KnowledgeGraph&&) noexcept = default;
KnowledgeGraph::~KnowledgeGraph() = default;

KnowledgeGraph& KnowledgeGraph::operator=(KnowledgeGraph other) noexcept {
    std::swap(model_, other.model_);
    return *this;
}

KnowledgeGraph KnowledgeGraph::load(const GraphSource& source, const EdgeFilter& filter) {
    Reading reading{source, EdgeSieve(filter), {}, {}};
    source.for_each_node([&](const std::string& id, const NodeSummary& summary) {
        reading.nodes.emplace_hint(reading.nodes.end(), id, summary);
        return true;
    });
    source.for_each_edge([&](const EdgeKey& key, const EdgeSummary& summary) {
        if (auto sifted = reading.sieve.sift(source, key, summary))
            reading.edges.emplace_hint(reading.edges.end(), key, std::move(*sifted));
        return true;
    });
    return KnowledgeGraph(assemble(std::move(reading.nodes), std::move(reading.edges)));
}

KnowledgeGraph KnowledgeGraph::around(const GraphSource& source, const Neighbourhood& wanted) {
    Reading reading{source, EdgeSieve(wanted.filter), {}, {}};
    std::vector<std::string> frontier;
    for (const std::string& id : wanted.centres) {
        if (reading.nodes.contains(id)) continue;
        if (!reading.read_node(id))
            throw Error(ErrorKind::usage, "the graph holds no node '" + id + "': search for its name first");
        frontier.push_back(id);
    }
    for (int step = 0; step < wanted.depth && !frontier.empty(); ++step) frontier = reading.advance(frontier);

    std::size_t left_out = 0;
    if (wanted.max_nodes > 0 && reading.nodes.size() > wanted.max_nodes) {
        const KnowledgeGraph open(assemble(reading.nodes, reading.edges));
        std::vector<Vertex> centres;
        for (const std::string& id : wanted.centres) centres.push_back(*open.find(id));
        Nodes kept;
        for (const Vertex vertex : most_telling(open, centres, wanted.max_nodes))
            kept.emplace(open.id(vertex), open.node(vertex));
        left_out = reading.nodes.size() - kept.size();
        reading.nodes = std::move(kept);
    }
    if (wanted.closed) {
        const auto is_kept = [&](const std::string& id) { return reading.nodes.contains(id); };
        for (const std::string& id : frontier)
            if (is_kept(id)) reading.read_edges(id, is_kept);
    }
    auto model = assemble(std::move(reading.nodes), std::move(reading.edges));
    model->left_out = left_out;
    return KnowledgeGraph(std::move(model));
}

KnowledgeGraph KnowledgeGraph::subgraph(std::span<const Vertex> kept) const {
    Nodes nodes;
    for (const Vertex vertex : kept) nodes.emplace(id(vertex), node(vertex));
    Edges edges;
    for (const auto& entry : model_->edges)
        if (nodes.contains(entry.key.source) && nodes.contains(entry.key.target))
            edges.emplace_hint(edges.end(), entry.key, entry.summary);
    auto model = assemble(std::move(nodes), std::move(edges));
    model->left_out = model_->left_out + node_count() - boost::num_vertices(model->adjacency);
    return KnowledgeGraph(std::move(model));
}

KnowledgeGraph KnowledgeGraph::with_edges(std::span<const EdgeNumber> kept) const {
    Nodes nodes;
    for (Vertex vertex = 0; vertex < node_count(); ++vertex)
        nodes.emplace_hint(nodes.end(), id(vertex), node(vertex));
    Edges edges;
    for (const EdgeNumber number : kept) edges.emplace(key(number), edge(number));
    auto model = assemble(std::move(nodes), std::move(edges));
    model->left_out = model_->left_out;
    return KnowledgeGraph(std::move(model));
}

std::size_t KnowledgeGraph::node_count() const {
    return boost::num_vertices(model_->adjacency);
}
std::size_t KnowledgeGraph::edge_count() const {
    return model_->edges.size();
}
std::size_t KnowledgeGraph::left_out() const {
    return model_->left_out;
}

std::optional<KnowledgeGraph::Vertex> KnowledgeGraph::find(std::string_view id) const {
    const auto found = model_->vertices.find(std::string(id));
    if (found == model_->vertices.end()) return std::nullopt;
    return found->second;
}

const std::string& KnowledgeGraph::id(Vertex vertex) const {
    return model_->adjacency[vertex].id;
}
const NodeSummary& KnowledgeGraph::node(Vertex vertex) const {
    return model_->adjacency[vertex].summary;
}
KnowledgeGraph::Vertex KnowledgeGraph::source(EdgeNumber edge) const {
    return model_->edges[edge].source;
}
KnowledgeGraph::Vertex KnowledgeGraph::target(EdgeNumber edge) const {
    return model_->edges[edge].target;
}
const EdgeKey& KnowledgeGraph::key(EdgeNumber edge) const {
    return model_->edges[edge].key;
}
const EdgeSummary& KnowledgeGraph::edge(EdgeNumber edge) const {
    return model_->edges[edge].summary;
}

std::vector<KnowledgeGraph::EdgeNumber> KnowledgeGraph::out_edges(Vertex vertex) const {
    std::vector<EdgeNumber> numbers;
    for (auto [at, end] = boost::out_edges(vertex, model_->adjacency); at != end; ++at)
        numbers.push_back(model_->adjacency[*at].number);
    return numbers;
}

std::vector<KnowledgeGraph::EdgeNumber> KnowledgeGraph::in_edges(Vertex vertex) const {
    std::vector<EdgeNumber> numbers;
    for (auto [at, end] = boost::in_edges(vertex, model_->adjacency); at != end; ++at)
        numbers.push_back(model_->adjacency[*at].number);
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

}  // namespace entente
