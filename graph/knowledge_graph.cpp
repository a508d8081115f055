#include "graph/knowledge_graph.h"

#include "core/knowledge/string_index.h"
#include "core/model/error.h"
#include "graph/telling_order.h"

#include <algorithm>
#include <deque>
#include <map>
#include <unordered_map>

#include <boost/graph/adjacency_list.hpp>

namespace entente {
namespace {

/// A vertex of the Boost.Graph model.
struct VertexContent {
    std::string id;
    NodeSummary summary;
};

/// An edge of the Boost.Graph model; the content is in Model::edges, so that a number finds it.
struct EdgeContent {
    KnowledgeGraph::EdgeNumber number = 0;
};

using Adjacency =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, VertexContent, EdgeContent>;

}  // namespace

struct KnowledgeGraph::Model {
    struct EdgeEntry {
        EdgeKey key;
        EdgeSummary summary;
        Vertex source = 0;
        Vertex target = 0;
    };
    Adjacency adjacency;
    std::vector<EdgeEntry> edges;
    std::unordered_map<std::string, Vertex> vertices;  ///< by id
    std::size_t left_out = 0;
};

namespace {

using Nodes = std::map<std::string, NodeSummary, std::less<>>;
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

/// The part of a source that has been read so far.
class Reading {
  public:
    Reading(const GraphSource& source, const EdgeFilter& filter) : source_(source), sieve_(filter) {}

    Nodes nodes;
    Edges edges;

    /// Calls `visit` with the key and the summary of each edge of a node that passes the filter.
    template <class Visit>
    void sift_edges(const std::string& id, const GraphSource::Wanted& other_end, Visit visit) {
        for (auto& [key, summary] : source_.edges_of(id, other_end)) {
            if (edges.contains(key)) continue;
            if (auto sifted = sieve_.sift(source_, key, summary)) visit(key, std::move(*sifted));
        }
    }

    /// Calls `visit` with the other end and the weight of each edge of a node that passes the filter; keeps
    /// the edge where it says so.
    template <class Visit>
    void sift_links(const std::string& id, Visit visit) {
        if (sieve_.judges_links()) {
            source_.for_each_link(id, [&](const Link& link) {
                if (!sieve_.passes(link)) return;
                if (!visit(link.other, weight_of(link.evidence_count, link.confidence))) return;
                EdgeKey key{id, std::string(link.type), std::string(link.other)};
                if (!link.starts_here) key.source.swap(key.target);
                edges.emplace(std::move(key), link.summary());
            });
        } else {
            sift_edges(id, {}, [&](const EdgeKey& key, EdgeSummary summary) {
                if (visit(other_end_of(key, id), weight_of(summary))) edges.emplace(key, std::move(summary));
            });
        }
    }

    /// Keeps the edges of a node with a wanted one at the other end.
    void keep_edges(const std::string& id, const GraphSource::Wanted& other_end) {
        sift_edges(id, other_end,
                   [&](const EdgeKey& key, EdgeSummary summary) { edges.emplace(key, std::move(summary)); });
    }

    bool read_node(const std::string& id) {
        auto summary = source_.node(id);
        if (summary) nodes.emplace(id, std::move(*summary));
        return summary.has_value();
    }

  private:
    const GraphSource& source_;
    EdgeSieve sieve_;
};

/// Reads all that is within `depth` steps from the nodes in `frontier`, which are read already; gives those
/// at the end of the last step.
std::vector<std::string> read_all(Reading& reading, std::vector<std::string> frontier, int depth) {
    for (int step = 0; step < depth && !frontier.empty(); ++step) {
        std::vector<std::string> next;
        for (const std::string& id : frontier)
            reading.sift_edges(id, {}, [&](const EdgeKey& key, EdgeSummary summary) {
                const std::string& other = other_end_of(key, id);
                reading.edges.emplace(key, std::move(summary));
                if (!reading.nodes.contains(other) && reading.read_node(other)) next.push_back(other);
            });
        frontier = std::move(next);
    }
    return frontier;
}

/// Reads, of the nodes within `depth` steps (over kept nodes) from the centres, which are read already, the
/// `count` that tell most about them, and the edges between these; where it is not `closed`, no edges of
/// which both ends are `depth` steps away. Looks only at the edges of nodes that it keeps, and at those once.
class TellingReader {
  public:
    TellingReader(Reading& reading, int depth, bool closed)
        : reading_(reading), depth_(depth), closed_(closed) {}

    void read(const std::vector<std::string>& centres, std::size_t count) {
        for (const std::string& id : centres) {
            const Node node = number(id);
            if (order_.chosen(node)) continue;
            if (chosen_ < count)
                order_.start(node), follow(node);
            else
                reading_.nodes.erase(id);
        }
        while (chosen_ < count) {
            const auto best = order_.best();
            if (!best) return;
            order_.choose(*best);
            if (reading_.read_node(ids_[*best])) follow(*best);
        }
    }

    /// How many nodes were seen at the other ends of edges, and not kept.
    std::size_t left_out() const { return ids_.size() - chosen_; }

  private:
    using Node = TellingOrder::Node;

    Node number(std::string_view id) {
        if (const auto known = numbers_.find(id)) return *known;
        return numbers_.add(ids_.emplace_back(id)).first;
    }

    /// Looks where the edges of a chosen node lead. An edge is kept when the second of its ends is chosen.
    void follow(Node node) {
        const std::string& id = ids_[node];
        ++chosen_;
        const bool inner = order_.distance(node) < depth_;
        reading_.sift_links(id, [&](std::string_view other, std::uint64_t weight) {
            const auto known = numbers_.find(other);
            if (!inner && !known) return false;
            const Node to = known ? *known : number(other);
            const bool other_inner = order_.distance(to) < depth_;
            if (order_.chosen(to)) return inner || other_inner || closed_;
            if (inner || other_inner) order_.reach(node, to, weight);
            return false;
        });
    }

    Reading& reading_;
    int depth_;
    bool closed_;
    std::deque<std::string> ids_;  ///< by number; they stay where they are
    StringIndex numbers_;          ///< of `ids_`
    TellingOrder order_{[this](Node a, Node b) { return ids_[a] < ids_[b]; }};
    std::size_t chosen_ = 0;
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
    Nodes nodes;
    Edges edges;
    const EdgeSieve sieve(filter);
    source.for_each_node([&](const std::string& id, const NodeSummary& summary) {
        nodes.emplace_hint(nodes.end(), id, summary);
        return true;
    });
    source.for_each_edge([&](const EdgeKey& key, const EdgeSummary& summary) {
        if (auto sifted = sieve.sift(source, key, summary))
            edges.emplace_hint(edges.end(), key, std::move(*sifted));
        return true;
    });
    return KnowledgeGraph(assemble(std::move(nodes), std::move(edges)));
}

KnowledgeGraph KnowledgeGraph::around(const GraphSource& source, const Neighbourhood& wanted) {
    Reading reading(source, wanted.filter);
    std::vector<std::string> centres;
    for (const std::string& id : wanted.centres) {
        if (reading.nodes.contains(id)) continue;
        if (!reading.read_node(id))
            throw Error(ErrorKind::usage, "the graph holds no node '" + id + "': search for its name first");
        centres.push_back(id);
    }
    std::size_t left_out = 0;
    if (wanted.max_nodes > 0) {
        TellingReader telling(reading, wanted.depth, wanted.closed);
        telling.read(centres, wanted.max_nodes);
        left_out = telling.left_out();
    } else {
        const std::vector<std::string> outermost = read_all(reading, centres, wanted.depth);
        const auto is_read = [&](std::string_view id) { return reading.nodes.contains(id); };
        if (wanted.closed)
            for (const std::string& id : outermost) reading.keep_edges(id, is_read);
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
