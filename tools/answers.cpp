#include "tools/answers.h"

#include "graph/query/actor_profile.h"
#include "graph/query/camps.h"
#include "graph/query/changes.h"
#include "graph/query/paths.h"
#include "graph/query/timeline.h"
#include "tools/query_session.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente::tools {
namespace {

using EdgeNumber = KnowledgeGraph::EdgeNumber;

std::size_t rows_shown(std::size_t limit, std::size_t all) {
    return limit ? std::min(limit, all) : all;
}

/// "→ accuses (3), ← opposes (1)", as seen from `centre`.
std::string types_of(const KnowledgeGraph& graph, const std::vector<EdgeNumber>& edges,
                     const std::string& centre) {
    std::string text;
    for (const EdgeNumber e : edges)
        text +=
            fmt::format("{}{} {} ({})", text.empty() ? "" : ", ", graph.key(e).source == centre ? "→" : "←",
                        graph.key(e).type, graph.edge(e).evidence_count);
    return text;
}

}  // namespace

std::string name_of(const GraphSource& source, const std::string& id) {
    const auto node = source.node(id);
    return node ? node->name() : id;
}

Answer answer_path(const Asked& asked, const std::string& from, const std::string& to, std::size_t count) {
    const KnowledgeGraph graph = KnowledgeGraph::load(asked.source, asked.filter);
    const std::vector<Path> paths = shortest_paths(graph, from, to, count);
    ResultTable table({{"path"},
                       {"step"},
                       {"from"},
                       {"type"},
                       {"to"},
                       {"source", false},
                       {"target", false},
                       {"evidence"},
                       {"first_date", false},
                       {"last_date", false},
                       {"confidence", false},
                       {"article", false},
                       {"text"}});
    const EdgeSieve sieve(asked.filter);
    for (std::size_t p = 0; p < paths.size(); ++p)
        for (std::size_t i = 0; i < paths[p].steps.size(); ++i) {
            const EdgeKey& key = graph.key(paths[p].steps[i]);
            const EdgeSummary& edge = graph.edge(paths[p].steps[i]);
            const auto quotes = rank_evidence(asked.source, sieve.sift(asked.source.evidence(key, 0)), 1);
            table.add({std::uint64_t{p + 1}, std::uint64_t{i + 1}, name_of(asked.source, key.source),
                       key.type, name_of(asked.source, key.target), key.source, key.target,
                       edge.evidence_count, edge.first_date, edge.last_date, edge.confidence() / 10000.0,
                       quotes.empty() ? "" : quotes[0].article, quotes.empty() ? "" : quotes[0].text});
        }
    return {std::move(table)};
}

Answer answer_timeline(const Asked& asked, const std::string& a, const std::string& b, std::size_t limit) {
    const auto entries = timeline(asked.source, asked.filter, a, b);
    ResultTable table({{"date"},
                       {"from"},
                       {"type"},
                       {"status"},
                       {"to"},
                       {"source", false},
                       {"target", false},
                       {"confidence", false},
                       {"said_by", false},
                       {"article", false},
                       {"title", false},
                       {"url", false},
                       {"text"}});
    const std::size_t skipped = entries.size() - rows_shown(limit, entries.size());
    for (std::size_t i = skipped; i < entries.size(); ++i) {
        const auto& [date, record] = entries[i];
        const Edge& edge = record.edge;
        const Article head = asked.source.article_head(record.article).value_or(Article());
        table.add({date, name_of(asked.source, record.key.source), record.key.type, status_of(edge),
                   name_of(asked.source, record.key.target), record.key.source, record.key.target,
                   edge.confidence / 10000.0,
                   edge.attribution.empty() ? "" : name_of(asked.source, edge.attribution), record.article,
                   head.title, head.url, edge.evidence.text});
    }
    return {std::move(table), skipped};
}

Answer answer_common(const Asked& asked, const std::string& a, const std::string& b, std::size_t limit) {
    const KnowledgeGraph graph = KnowledgeGraph::around(asked.source, {{a, b}, 1, false, 0, asked.filter});
    const auto found = common_neighbours(graph, a, b);
    ResultTable table({{"name"},
                       {"kind"},
                       {"id", false},
                       {"of_a"},
                       {"of_b"},
                       {"evidence_a", false},
                       {"evidence_b", false}});
    const std::size_t shown = rows_shown(limit, found.size());
    for (std::size_t i = 0; i < shown; ++i)
        table.add({graph.node(found[i].node).name(), graph.node(found[i].node).type, graph.id(found[i].node),
                   types_of(graph, found[i].with_a, a), types_of(graph, found[i].with_b, b),
                   found[i].evidence_a, found[i].evidence_b});
    return {std::move(table), found.size() - shown};
}

Answer answer_rank(const Asked& asked, RankBy by, const std::vector<std::string>& kinds, std::size_t limit) {
    const KnowledgeGraph graph = KnowledgeGraph::load(asked.source, asked.filter);
    std::vector<ResultTable::Column> columns{{"rank"},   {"name"},     {"kind"},    {"id", false},
                                             {"degree"}, {"evidence"}, {"pagerank"}};
    if (by == RankBy::betweenness) columns.push_back({"betweenness"});
    if (by == RankBy::brokerage) columns.push_back({"brokerage"});
    ResultTable table(columns);
    std::uint64_t place = 0, all = 0;
    for (const Rank& rank : rank_nodes(graph, asked.ontology, by)) {
        const NodeSummary& node = graph.node(rank.node);
        if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), node.type) == kinds.end()) continue;
        ++all;
        if (limit && place == limit) continue;
        std::vector<ResultTable::Cell> row{++place,     node.name(),   node.type,     graph.id(rank.node),
                                           rank.degree, rank.evidence, rank.page_rank};
        if (by == RankBy::betweenness) row.emplace_back(rank.betweenness);
        if (by == RankBy::brokerage) row.emplace_back(rank.brokerage);
        table.add(std::move(row));
    }
    return {std::move(table), all - place};
}

Answer answer_camps(const Asked& asked, std::size_t limit, bool for_people) {
    constexpr std::size_t kNamed = 12;
    const KnowledgeGraph graph = KnowledgeGraph::load(asked.source, asked.filter);
    const Camps found = find_camps(graph, asked.ontology);
    ResultTable table({{"camp"},
                       {"size"},
                       {"cooperation_inside"},
                       {"conflict_inside"},
                       {"conflict_outside"},
                       {"members"},
                       {"ids", false},
                       {"balance", false},
                       {"explained", false}});
    const std::size_t shown = rows_shown(limit, found.camps.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const Camp& camp = found.camps[i];
        std::string members, ids;
        for (std::size_t m = 0; m < camp.members.size(); ++m) {
            if (m < kNamed || !for_people) members += (m ? "; " : "") + graph.node(camp.members[m]).name();
            ids += (m ? " " : "") + graph.id(camp.members[m]);
        }
        if (for_people && camp.members.size() > kNamed)
            members += fmt::format("; and {} more", camp.members.size() - kNamed);
        table.add({std::uint64_t{i + 1}, std::uint64_t{camp.members.size()}, camp.cooperation_inside,
                   camp.conflict_inside, camp.conflict_outside, members, ids, found.balance,
                   found.explained});
    }
    return {std::move(table), found.camps.size() - shown,
            fmt::format("{} camps; balance {:.2f} over {} triangles; explained {:.2f}", found.camps.size(),
                        found.balance, found.triangles, found.explained)};
}

Answer answer_changes(const Asked& asked, const std::string& actor, std::size_t limit) {
    ResultTable table({{"change"},
                       {"date"},
                       {"from"},
                       {"type"},
                       {"to"},
                       {"source", false},
                       {"target", false},
                       {"evidence"},
                       {"article", false},
                       {"text"}});
    std::size_t shown = 0, left_out = 0;
    for (const Change& change : find_changes(asked.source, asked.ontology, asked.filter)) {
        const EdgeKey& key = change.shown_by.key;
        if (!actor.empty() && key.source != actor && key.target != actor) continue;
        if (limit && shown == limit) {
            ++left_out;
            continue;
        }
        ++shown;
        table.add({std::string(to_string(change.kind)), change.date, name_of(asked.source, key.source),
                   key.type, name_of(asked.source, key.target), key.source, key.target, change.evidence_count,
                   change.shown_by.article, change.shown_by.edge.evidence.text});
    }
    return {std::move(table), left_out};
}

Answer answer_search(const Asked& asked, const std::vector<std::string>& terms, std::size_t limit) {
    const auto found = search_evidence(asked.source, asked.filter, terms);
    ResultTable table({{"date"}, {"shows"}, {"article", false}, {"title", false}, {"url", false}, {"text"}});
    const std::size_t shown = rows_shown(limit, found.size());
    for (std::size_t i = 0; i < shown; ++i) {
        std::string edges;
        for (const EdgeKey& key : found[i].edges)
            edges += (edges.empty() ? "" : "; ") + name_of(asked.source, key.source) + " " + key.type + " " +
                     name_of(asked.source, key.target);
        const Article head = asked.source.article_head(found[i].article).value_or(Article());
        table.add({found[i].article_date, edges, found[i].article, head.title, head.url, found[i].text});
    }
    return {std::move(table), found.size() - shown};
}

Answer answer_around(const Asked& asked, const std::string& id, int depth) {
    const KnowledgeGraph graph = KnowledgeGraph::around(asked.source, {{id}, depth, false, 0, asked.filter});
    ResultTable table({{"from"},
                       {"type"},
                       {"to"},
                       {"source", false},
                       {"target", false},
                       {"evidence"},
                       {"dates"},
                       {"confidence"}});
    for (EdgeNumber e = 0; e < graph.edge_count(); ++e) {
        const EdgeSummary& edge = graph.edge(e);
        table.add({graph.node(graph.source(e)).name(), graph.key(e).type, graph.node(graph.target(e)).name(),
                   graph.key(e).source, graph.key(e).target, edge.evidence_count,
                   date_span(edge.first_date, edge.last_date), edge.confidence() / 10000.0});
    }
    return {std::move(table)};
}

}  // namespace entente::tools
