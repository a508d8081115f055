#include "core/evaluation/graph_score.h"

#include "core/evaluation/node_matching.h"
#include "core/model/error.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr std::size_t kLongestQuote = 100;  // characters of a sentence in the list of errors

using Ends = std::pair<std::string_view, std::string_view>;  // ids of gold nodes

/// Edges that say for whom their source acts.
bool lifts(std::string_view type) {
    return type == edge_type::holds_office_in || type == edge_type::represents ||
           type == edge_type::part_of || type == edge_type::member_of;
}

/// A predicted edge with its ends as ids of gold nodes, both empty where one is no gold node.
struct PredictedEdge {
    const Edge* edge = nullptr;
    std::size_t number = 0;
    const EdgeType* type = nullptr;
    Ends ends;
};

std::string shortened(std::string_view text) {
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool starts = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
        if (starts && characters++ == kLongestQuote) return std::string(text.substr(0, i));
    }
    return std::string(text);
}

class ArticleScorer {
  public:
    ArticleScorer(const GoldGraph& gold, const ArticleGraph& predicted, const Ontology& ontology,
                  GraphScores& scores)
        : gold_(gold),
          predicted_(predicted),
          ontology_(ontology),
          places_(gold.article.text),
          scores_(scores) {}

    void run() {
        ++scores_.articles;
        keep_named();
        matching_ = match_nodes(gold_.nodes, nodes_, gold_.article.text);
        score_nodes();
        find_lifts();
        map_edges();
        score_pairs();
        score_quads();
        score_edges();
    }

  private:
    void keep_named() {
        for (const Node& node : predicted_.nodes)
            if (!node.unnamed) nodes_.push_back(node);
    }

    // ---- nodes ----

    void score_nodes() {
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            const Node& node = nodes_[i];
            const GoldNode* gold =
                matching_.gold_of[i] == NodeMatching::kNone ? nullptr : &gold_.nodes[matching_.gold_of[i]];
            const bool right = gold && (node.type == gold->type ||
                                        std::find(gold->also_types.begin(), gold->also_types.end(),
                                                  node.type) != gold->also_types.end());
            if (!gold || !gold->optional) {
                (gold ? scores_.found.right : scores_.found.wrong) += 1;
                (right ? scores_.nodes.right : scores_.nodes.wrong) += 1;
                if (right)
                    ++scores_.by_type["node " + gold->type].right;
                else
                    ++scores_.by_type["node " + node.type].wrong;
                if (!right)
                    report_node(false, fmt::format("{} ({}){}", node.name, node.type,
                                                   gold ? ", should be " + gold->type : std::string()));
            }
            if (gold && !right && !gold->optional) {
                ++scores_.nodes.missing;
                ++scores_.by_type["node " + gold->type].missing;
            }
        }
        for (std::size_t i = 0; i < gold_.nodes.size(); ++i) {
            const GoldNode& node = gold_.nodes[i];
            if (matching_.found[i] || node.optional) continue;
            ++scores_.found.missing;
            ++scores_.nodes.missing;
            ++scores_.by_type["node " + node.type].missing;
            report_node(true, fmt::format("{} ({})", node.name, node.type));
        }
    }

    void report_node(bool missing, std::string what) {
        scores_.errors.push_back({gold_.article.id, false, missing, std::move(what), {}});
    }

    // ---- the ends of edges ----

    void find_lifts() {
        for (const GoldEdge& edge : gold_.edges)
            if (lifts(edge.type)) lifted_[edge.source].insert(edge.target);
    }

    void map_edges() {
        std::unordered_map<std::string_view, std::string_view> gold_id;
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            names_[nodes_[i].id] = nodes_[i].name;
            if (matching_.gold_of[i] != NodeMatching::kNone)
                gold_id[nodes_[i].id] = gold_.nodes[matching_.gold_of[i]].id;
        }
        for (std::size_t i = 0; i < predicted_.edges.size(); ++i) {
            const Edge& edge = predicted_.edges[i];
            if (!names_.count(edge.source) || !names_.count(edge.target)) continue;
            const EdgeType* type = ontology_.edge_type(edge.type);
            if (!type)
                throw Error(ErrorKind::input,
                            fmt::format("{}: unknown edge type \"{}\"", gold_.article.id, edge.type));
            PredictedEdge p{&edge, i, type, {}};
            const auto source = gold_id.find(edge.source), target = gold_id.find(edge.target);
            if (source != gold_id.end() && target != gold_id.end()) p.ends = {source->second, target->second};
            edges_.push_back(p);
        }
    }

    const EdgeType& type_of(const GoldEdge& edge) const { return *ontology_.edge_type(edge.type); }

    /// True where a gold edge accepts these ends; `either_way` in either direction.
    bool accepts(const GoldEdge& gold, const Ends& ends, bool either_way) const {
        if (ends.first.empty()) return false;
        const auto fits = [&](std::string_view source, std::string_view target) {
            if (source == gold.source && target == gold.target) return true;
            return gold.lift && source != target && stands_for(gold.source, source) &&
                   stands_for(gold.target, target);
        };
        return fits(ends.first, ends.second) || (either_way && fits(ends.second, ends.first));
    }

    bool stands_for(const std::string& node, std::string_view other) const {
        if (node == other) return true;
        const auto it = lifted_.find(node);
        return it != lifted_.end() && it->second.count(std::string(other));
    }

    // ---- pairs, quads, edges ----

    /// Several edges of one key are one, the first that is not optional.
    template <typename E, typename Key, typename Optional>
    static std::vector<const E*> distinct(const std::vector<const E*>& edges, Key key, Optional optional) {
        std::vector<const E*> out;
        std::map<decltype(key(*edges.front())), std::size_t> places;
        for (const E* edge : edges) {
            const auto [it, fresh] = places.emplace(key(*edge), out.size());
            if (fresh)
                out.push_back(edge);
            else if (optional(*out[it->second]))
                out[it->second] = edge;
        }
        return out;
    }

    struct Matches {
        std::vector<std::size_t>
            gold_of;  ///< by predicted edge: the gold edge that it takes, or NodeMatching::kNone
        std::vector<bool> accepted;  ///< by predicted edge: some gold edge accepts it, taken or not
        std::vector<bool> taken;     ///< by gold edge
    };

    /// A predicted edge prefers a required gold edge that is still free, with its own first type.
    Matches match(const std::vector<const GoldEdge*>& gold,
                  const std::vector<const PredictedEdge*>& predicted,
                  const std::function<bool(const GoldEdge&, const PredictedEdge&)>& same,
                  Tally& tally) const {
        Matches m;
        m.taken.assign(gold.size(), false);
        for (const PredictedEdge* p : predicted) {
            std::size_t best = NodeMatching::kNone;
            bool accepted = false;
            const auto rank = [&](std::size_t i) {
                return std::pair(gold[i]->optional, gold[i]->type != p->edge->type);
            };
            for (std::size_t i = 0; i < gold.size(); ++i) {
                if (!same(*gold[i], *p)) continue;
                accepted = true;
                if (!m.taken[i] && (best == NodeMatching::kNone || rank(i) < rank(best))) best = i;
            }
            if (best != NodeMatching::kNone) {
                m.taken[best] = true;
                tally.right += !gold[best]->optional;
            } else if (!accepted) {
                ++tally.wrong;
            }
            m.gold_of.push_back(best);
            m.accepted.push_back(accepted);
        }
        for (std::size_t i = 0; i < gold.size(); ++i) tally.missing += !m.taken[i] && !gold[i]->optional;
        return m;
    }

    static std::pair<std::string, std::string> ordered(const std::string& a, const std::string& b) {
        return a < b ? std::pair(a, b) : std::pair(b, a);
    }
    std::vector<const GoldEdge*> gold_edges(bool interactions_only) const {
        std::vector<const GoldEdge*> out;
        for (const GoldEdge& e : gold_.edges)
            if (!interactions_only || !type_of(e).structural) out.push_back(&e);
        return out;
    }
    std::vector<const PredictedEdge*> predicted_edges(bool interactions_only) const {
        std::vector<const PredictedEdge*> out;
        for (const PredictedEdge& e : edges_)
            if (!interactions_only || !e.type->structural) out.push_back(&e);
        return out;
    }
    static bool is_optional(const GoldEdge& edge) { return edge.optional; }
    static bool never(const PredictedEdge&) { return false; }

    void score_pairs() {
        const auto gold = distinct(
            gold_edges(false), [](const GoldEdge& e) { return ordered(e.source, e.target); }, is_optional);
        const auto predicted = distinct(
            predicted_edges(false),
            [](const PredictedEdge& e) { return ordered(e.edge->source, e.edge->target); }, never);
        match(
            gold, predicted,
            [&](const GoldEdge& g, const PredictedEdge& p) { return accepts(g, p.ends, true); },
            scores_.pair);
    }

    void score_quads() {
        const auto key = [](const EdgeType& type, const std::string& source, const std::string& target) {
            // A pair without direction is never the same as one with it.
            return std::tuple(type.symmetric ? ordered(source, target) : std::pair(source, target),
                              type.symmetric, type.quad);
        };
        const auto gold = distinct(
            gold_edges(true), [&](const GoldEdge& e) { return key(type_of(e), e.source, e.target); },
            is_optional);
        const auto predicted = distinct(
            predicted_edges(true),
            [&](const PredictedEdge& e) { return key(*e.type, e.edge->source, e.edge->target); }, never);
        const auto same = [&](const GoldEdge& g, const PredictedEdge& p) {
            bool fits = p.type->quad == type_of(g).quad;
            for (const std::string& also : g.also)
                fits = fits || p.type->quad == ontology_.edge_type(also)->quad;
            return fits && accepts(g, p.ends, p.type->symmetric || type_of(g).symmetric);
        };
        match(gold, predicted, same, scores_.quad);
    }

    bool same_type(const GoldEdge& g, const PredictedEdge& p) const {
        if (p.edge->type != g.type && std::find(g.also.begin(), g.also.end(), p.edge->type) == g.also.end())
            return false;
        return accepts(g, p.ends, p.type->symmetric || type_of(g).symmetric);
    }

    void score_edges() {
        const auto gold = gold_edges(false);
        const auto predicted = distinct(
            predicted_edges(false),
            [](const PredictedEdge& e) {
                return std::pair(e.type->symmetric ? ordered(e.edge->source, e.edge->target)
                                                   : std::pair(e.edge->source, e.edge->target),
                                 e.edge->type);
            },
            never);
        const Matches m = match(
            gold, predicted, [&](const GoldEdge& g, const PredictedEdge& p) { return same_type(g, p); },
            scores_.edges);
        for (std::size_t i = 0; i < predicted.size(); ++i) {
            const PredictedEdge& p = *predicted[i];
            const std::size_t its = m.gold_of[i];
            judge(p, m.accepted[i], its != NodeMatching::kNone && !gold[its]->optional);
            if (its != NodeMatching::kNone) {
                count_match(*gold[its], *p.edge);
            } else if (!m.accepted[i]) {
                ++kind_of(*p.type).wrong;
                count_place(predicted_distance(*p.edge), &Tally::wrong);
                ++scores_.by_type["edge " + p.edge->type].wrong;
                report_edge(false, names_.at(p.edge->source), p.edge->type, names_.at(p.edge->target),
                            p.edge->evidence.text);
            }
        }
        for (std::size_t i = 0; i < gold.size(); ++i) {
            const GoldEdge& g = *gold[i];
            if (m.taken[i] || g.optional) continue;
            ++kind_of(type_of(g)).missing;
            count_place(gold_distance(g), &Tally::missing);
            ++scores_.by_type["edge " + g.type].missing;
            report_edge(true, gold_name(g.source), g.type, gold_name(g.target), g.evidence);
        }
    }

    Tally& kind_of(const EdgeType& type) {
        return type.structural ? scores_.structural : scores_.interaction;
    }

    /// A matched pair counts for the gold edge's type and kind.
    void count_match(const GoldEdge& g, const Edge& p) {
        if (!g.optional) {
            ++kind_of(type_of(g)).right;
            count_place(gold_distance(g), &Tally::right);
            ++scores_.by_type["edge " + g.type].right;
        }
        if (type_of(g).structural) return;
        const auto compare = [](Tally& tally, bool in_gold, bool in_predicted, bool same) {
            tally.right += in_gold && same;
            tally.wrong += in_predicted && !same;
            tally.missing += in_gold && !same;
        };
        compare(scores_.negated, g.negated, p.negated, g.negated == p.negated);
        compare(scores_.non_actual, g.modality != Modality::actual, p.modality != Modality::actual,
                g.modality == p.modality);
    }

    std::optional<EdgeDistance> gold_distance(const GoldEdge& g) const {
        const auto places = [&](const std::string& id) {
            return places_.of(*std::ranges::find(gold_.nodes, id, &GoldNode::id));
        };
        return distance_between(places(g.source), places(g.target));
    }

    std::optional<EdgeDistance> predicted_distance(const Edge& edge) const {
        const auto places = [&](const std::string& id) {
            return places_.of(*std::ranges::find(nodes_, id, &Node::id));
        };
        return distance_between(places(edge.source), places(edge.target));
    }

    void count_place(std::optional<EdgeDistance> distance, std::size_t Tally::*what) {
        if (distance) ++(scores_.by_distance[static_cast<std::size_t>(*distance)].*what);
        ++(scores_.by_length[static_cast<std::size_t>(places_.length())].*what);
    }

    /// Of one pair and type, the surest edge's confidence counts.
    void judge(const PredictedEdge& p, bool right, bool required) {
        JudgedEdge judged{gold_.article.id, p.number, p.edge->confidence, right, required};
        for (const PredictedEdge& other : edges_) {
            const Edge &a = *p.edge, &b = *other.edge;
            const bool same_ends = (a.source == b.source && a.target == b.target) ||
                                   (p.type->symmetric && a.source == b.target && a.target == b.source);
            if (a.type == b.type && same_ends && b.confidence > judged.confidence) {
                judged.edge = other.number;
                judged.confidence = b.confidence;
            }
        }
        scores_.judged.push_back(std::move(judged));
    }

    std::string gold_name(const std::string& id) const {
        const auto it = std::find_if(gold_.nodes.begin(), gold_.nodes.end(),
                                     [&](const GoldNode& n) { return n.id == id; });
        return it == gold_.nodes.end() ? id : it->name;
    }

    void report_edge(bool missing, std::string_view source, std::string_view type, std::string_view target,
                     std::string_view evidence) {
        scores_.errors.push_back({gold_.article.id, true, missing,
                                  fmt::format("{} —{}→ {}", source, type, target), shortened(evidence)});
    }

    const GoldGraph& gold_;
    const ArticleGraph& predicted_;
    const Ontology& ontology_;
    const MentionPlaces places_;
    GraphScores& scores_;
    std::vector<Node> nodes_;  ///< the predicted ones that have a name
    NodeMatching matching_;
    std::unordered_map<std::string_view, std::string_view> names_;  ///< of predicted nodes by id
    std::map<std::string, std::set<std::string>> lifted_;           ///< gold ids
    std::vector<PredictedEdge> edges_;
};

}  // namespace

double Tally::precision() const {
    return right + wrong == 0 ? 0 : static_cast<double>(right) / static_cast<double>(right + wrong);
}

double Tally::recall() const {
    return right + missing == 0 ? 0 : static_cast<double>(right) / static_cast<double>(right + missing);
}

double Tally::f1() const {
    const double p = precision(), r = recall();
    return p + r == 0 ? 0 : 2 * p * r / (p + r);
}

std::vector<std::pair<std::string_view, Tally>> GraphScores::figures() const {
    return {{"found", found},
            {"nodes", nodes},
            {"pair", pair},
            {"quad", quad},
            {"edges", edges},
            {"interaction", interaction},
            {"structural", structural},
            {"negated", negated},
            {"non-actual", non_actual}};
}

void score_article(const GoldGraph& gold, const ArticleGraph& predicted, const Ontology& ontology,
                   GraphScores& scores) {
    ArticleScorer(gold, predicted, ontology, scores).run();
}

}  // namespace entente
