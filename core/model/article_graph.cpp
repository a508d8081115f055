#include "core/model/article_graph.h"

#include <algorithm>
#include <tuple>

namespace entente {

std::string_view to_string(MentionKind kind) {
    switch (kind) {
        case MentionKind::name: return "name";
        case MentionKind::adjective: return "adjective";
        case MentionKind::nominal: return "nominal";
        case MentionKind::pronoun: return "pronoun";
    }
    return "name";
}

std::string_view to_string(Modality modality) {
    switch (modality) {
        case Modality::actual: return "actual";
        case Modality::planned: return "planned";
        case Modality::possible: return "possible";
        case Modality::conditional: return "conditional";
        case Modality::demanded: return "demanded";
        case Modality::ended: return "ended";
    }
    return "actual";
}

namespace {

/// Adds the names and mentions of another node of the same id.
void unite(Node& into, const Node& other) {
    for (const std::string& alias : other.aliases)
        if (std::find(into.aliases.begin(), into.aliases.end(), alias) == into.aliases.end())
            into.aliases.push_back(alias);
    into.mentions.insert(into.mentions.end(), other.mentions.begin(), other.mentions.end());
}

}  // namespace

void canonicalize(ArticleGraph& graph) {
    std::sort(graph.nodes.begin(), graph.nodes.end());
    std::vector<Node> nodes;
    for (Node& node : graph.nodes) {
        if (nodes.empty() || nodes.back().id != node.id)
            nodes.push_back(std::move(node));
        else
            unite(nodes.back(), node);
    }
    graph.nodes = std::move(nodes);
    for (Node& node : graph.nodes) {
        std::sort(node.mentions.begin(), node.mentions.end());
        node.mentions.erase(std::unique(node.mentions.begin(), node.mentions.end()), node.mentions.end());
    }
    const auto order = [](const Edge& e) {
        return std::tie(e.source, e.type, e.target, e.evidence.begin, e.evidence.end, e.evidence.sentence,
                        e.evidence.trigger, e.negated, e.modality, e.date, e.confidence, e.role,
                        e.attribution, e.plover, e.cameo, e.intensity, e.evidence.text, e.evidence.extra,
                        e.extra);
    };
    std::sort(graph.edges.begin(), graph.edges.end(),
              [&](const Edge& a, const Edge& b) { return order(a) < order(b); });
    graph.edges.erase(std::unique(graph.edges.begin(), graph.edges.end()), graph.edges.end());
}

std::strong_ordering compare_versions(const ArticleGraph& a, const ArticleGraph& b) {
    if (const auto c = a.article.date <=> b.article.date; c != 0) return c;
    if (const auto c = a.extractor.model <=> b.extractor.model; c != 0) return c;
    if (const auto c = a.extractor.number <=> b.extractor.number; c != 0) return c;
    if (const auto c = a.hash <=> b.hash; c != 0) return c;
    if (const auto c = a.extractor.fingerprint <=> b.extractor.fingerprint; c != 0) return c;
    if (const auto c = a.nodes <=> b.nodes; c != 0) return c;
    if (const auto c = a.edges <=> b.edges; c != 0) return c;
    return a.extra <=> b.extra;
}

}  // namespace entente
