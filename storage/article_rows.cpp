#include "storage/article_rows.h"

#include "core/model/slug.h"
#include "storage/byte_codec.h"
#include "storage/graph_codec.h"
#include "storage/row_keys.h"

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
    put(kArticles, id, encode_article(graph));
    put(kByArticle, id, encode_content(graph));
    for (const Node& node : graph.nodes)
        put(kMentions, key_of({node.id, graph.article.id}),
            encode_summary(summarize(node, graph.article.date)));
    const std::string source = source_key(graph.article);
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
    const std::string source = source_key(graph.article);
    for (const Edge& edge : graph.edges)
        if (const std::string key = key_of_ends(edge); !but.count(key)) {
            const std::string value = encode_summary(summarize(edge, source, graph.article.date));
            merge(kEdges, key, value);
            merge(kIncoming, incoming_key(edge), value);
        }
}

std::set<std::string> remove_rows(const Rocks& rocks, rocksdb::WriteBatch& batch, const ArticleGraph& old,
                                  const ArticleGraph* next) {
    const std::string& id = old.article.id;
    std::set<std::string> touched;
    batch.Delete(rocks.family(kArticles), key_of({id}));
    batch.Delete(rocks.family(kByArticle), key_of({id}));
    for (const Node& node : old.nodes) {
        batch.Delete(rocks.family(kMentions), key_of({node.id, id}));
        const std::string key = key_of({node.id});
        if (!touched.insert(key).second) continue;
        NodeSummary rest;
        rocks.scan(kMentions, key, [&](std::string_view k, std::string_view value) {
            take_part(k);
            if (take_part(k) != id) merge(rest, decode_node_summary(value));
            return true;
        });
        if (next)
            for (const Node& n : next->nodes)
                if (n.id == node.id) merge(rest, summarize(n, next->article.date));
        const std::set<std::string> kept = names_of(rest);
        for (const std::string& name : names_of(summarize(node, old.article.date)))
            if (!kept.count(name)) batch.Delete(rocks.family(kNames), key_of({name, node.id}));
        if (rest.article_count)
            batch.Put(rocks.family(kNodes), key, encode_summary(rest));
        else
            batch.Delete(rocks.family(kNodes), key);
    }
    for (std::uint32_t i = 0; i < old.edges.size(); ++i) {
        const Edge& edge = old.edges[i];
        batch.Delete(rocks.family(kEvidence), evidence_key(edge, old.article, i));
        batch.Delete(rocks.family(kTimeline), timeline_key(edge, old.article, i));
        const std::string key = key_of_ends(edge);
        if (!touched.insert(key).second) continue;
        EdgeSummary rest;
        rocks.scan(kEvidence, key, [&](std::string_view k, std::string_view value) {
            take_edge_key(k);
            take_part(k);
            if (take_part(k) == id) return true;
            const StoredEvidence stored = decode_evidence(value);
            merge(rest, summarize(stored.edge, stored.source_key, stored.article_date));
            return true;
        });
        if (next)
            for (const Edge& n : next->edges)
                if (n.source == edge.source && n.type == edge.type && n.target == edge.target)
                    merge(rest, summarize(n, source_key(next->article), next->article.date));
        if (rest.evidence_count) {
            const std::string value = encode_summary(rest);
            batch.Put(rocks.family(kEdges), key, value);
            batch.Put(rocks.family(kIncoming), incoming_key(edge), value);
        } else {
            batch.Delete(rocks.family(kEdges), key);
            batch.Delete(rocks.family(kIncoming), incoming_key(edge));
        }
    }
    return touched;
}

}  // namespace entente::storage
