#include "storage/article_rows.h"

#include "core/model/slug.h"
#include "storage/article_codec.h"
#include "storage/byte_codec.h"
#include "storage/row_keys.h"
#include "storage/summary_codec.h"
#include "storage/summary_remainder.h"

#include <map>
#include <optional>

namespace entente::storage {
namespace {

std::set<std::string> names_of(const NodeSummary& node) {
    std::set<std::string> names;
    for (const auto* map : {&node.names, &node.aliases})
        for (const auto& [name, count] : *map)
            if (std::string normal = normalize_name(name); !normal.empty()) names.insert(std::move(normal));
    return names;
}

}  // namespace

void give_rows(const ArticleGraph& graph, const RowSink& put) {
    const std::string id = key_of({graph.article.id});
    const Fingerprint text = fingerprint_of(graph.article.text);
    const SourceKey source = source_key(graph.article, text);
    put(kArticles, id, encode_article(graph, text));
    put(kByArticle, id, encode_content(graph));
    for (const Node& node : graph.nodes)
        put(kMentions, key_of({node.id, graph.article.id}),
            encode_summary(summarize(node, graph.article.date)));
    for (std::uint32_t i = 0; i < graph.edges.size(); ++i) {
        const Edge& edge = graph.edges[i];
        const bool own_text = slice(graph.article.text, edge.evidence) != edge.evidence.text;
        put(kEvidence, evidence_key(edge, graph.article, i),
            encode_evidence({edge, graph.article.date, source, own_text}));
        put(kTimeline, timeline_key(edge, graph.article, i), "");
    }
}

void give_names(const std::string& node, const NodeSummary& summary, const RowSink& put) {
    for (const std::string& name : names_of(summary)) put(kNames, key_of({name, node}), "");
}

void give_summaries(const ArticleGraph& graph, const std::set<std::string>& but, const RowSink& merge) {
    for (const Node& node : graph.nodes)
        if (const std::string key = key_of({node.id}); !but.count(key))
            merge(kNodes, key, encode_summary(summarize(node, graph.article.date)));
    const SourceKey source = source_key(graph.article);
    for (const Edge& edge : graph.edges)
        if (const std::string key = key_of_ends(edge); !but.count(key)) {
            const std::string value = encode_summary(summarize(edge, source, graph.article.date));
            merge(kEdges, key, value);
            merge(kIncoming, incoming_key(edge), value);
        }
}

namespace {

/// The summary of a node, or of an edge, without what `gone` brought and with `next` (null for none): from
/// the sum itself and as few of its other parts as tell for certain, else from all. `visit_others` calls what
/// it is given with the parts that other articles brought, until that returns false.
template <class Remainder, class Summary, class VisitOthers>
Summary exchange(const std::optional<Summary>& sum, const Summary& gone, const Summary* next,
                 VisitOthers visit_others) {
    Summary rest;
    bool certain = false;
    if (sum) {
        Remainder remainder(*sum, gone);
        if (next) remainder.see(*next);
        if (!remainder.certain())
            visit_others([&](const Summary& other) {
                remainder.see(other);
                return !remainder.certain();
            });
        certain = remainder.certain();
        if (certain) rest = remainder.rest();
    }
    if (!certain)
        visit_others([&](const Summary& other) {
            merge(rest, other);
            return true;
        });
    if (next) merge(rest, *next);
    return rest;
}

/// What the nodes (edges) of an article bring, by their keys.
std::map<std::string, NodeSummary> node_parts(const ArticleGraph& graph) {
    std::map<std::string, NodeSummary> parts;
    for (const Node& node : graph.nodes)
        parts.emplace(key_of({node.id}), summarize(node, graph.article.date));
    return parts;
}

std::map<std::string, EdgeSummary> edge_parts(const ArticleGraph& graph) {
    std::map<std::string, EdgeSummary> parts;
    const SourceKey source = source_key(graph.article);
    for (const Edge& edge : graph.edges)
        merge(parts[key_of_ends(edge)], summarize(edge, source, graph.article.date));
    return parts;
}

template <class Parts>
auto part_of(const Parts& parts, const std::string& key) {
    const auto found = parts.find(key);
    return found == parts.end() ? nullptr : &found->second;
}

}  // namespace

std::set<std::string> remove_rows(const Rocks& rocks, rocksdb::WriteBatch& batch, const ArticleGraph& old,
                                  const ArticleGraph* next) {
    const std::string& id = old.article.id;
    const ArticleGraph nothing;
    std::set<std::string> touched;
    batch.Delete(rocks.family(kArticles), key_of({id}));
    batch.Delete(rocks.family(kByArticle), key_of({id}));
    const auto next_nodes = node_parts(next ? *next : nothing);
    for (const auto& [key, gone] : node_parts(old)) {
        touched.insert(key);
        std::string_view key_rest = key;
        const std::string node = take_part(key_rest);
        batch.Delete(rocks.family(kMentions), key_of({node, id}));
        const auto value = rocks.get(kNodes, key);
        const NodeSummary rest = exchange<NodeRemainder>(
            value ? std::optional(decode_node_summary(*value)) : std::nullopt, gone, part_of(next_nodes, key),
            [&, &node_key = key](const auto& take) {
                rocks.scan(kMentions, node_key, [&](std::string_view k, std::string_view part) {
                    take_part(k);
                    return take_part(k) == id || take(decode_node_summary(part));
                });
            });
        const std::set<std::string> kept = names_of(rest);
        for (const std::string& name : names_of(gone))
            if (!kept.count(name)) batch.Delete(rocks.family(kNames), key_of({name, node}));
        if (rest.article_count)
            batch.Put(rocks.family(kNodes), key, encode_summary(rest));
        else
            batch.Delete(rocks.family(kNodes), key);
    }
    for (std::uint32_t i = 0; i < old.edges.size(); ++i) {
        batch.Delete(rocks.family(kEvidence), evidence_key(old.edges[i], old.article, i));
        batch.Delete(rocks.family(kTimeline), timeline_key(old.edges[i], old.article, i));
    }
    const auto next_edges = edge_parts(next ? *next : nothing);
    for (const auto& [key, gone] : edge_parts(old)) {
        touched.insert(key);
        const auto value = rocks.get(kEdges, key);
        const EdgeSummary rest = exchange<EdgeRemainder>(
            value ? std::optional(decode_edge_summary(*value)) : std::nullopt, gone, part_of(next_edges, key),
            [&, &edge_key = key](const auto& take) {
                rocks.scan(kEvidence, edge_key, [&](std::string_view k, std::string_view part) {
                    take_edge_key(k);
                    take_part(k);
                    if (take_part(k) == id) return true;
                    const StoredEvidence stored = decode_evidence(part);
                    return take(summarize(stored.edge, stored.source_key, stored.article_date));
                });
            });
        if (rest.evidence_count) {
            const std::string sum = encode_summary(rest);
            batch.Put(rocks.family(kEdges), key, sum);
            batch.Put(rocks.family(kIncoming), incoming_key(key), sum);
        } else {
            batch.Delete(rocks.family(kEdges), key);
            batch.Delete(rocks.family(kIncoming), incoming_key(key));
        }
    }
    return touched;
}

}  // namespace entente::storage
