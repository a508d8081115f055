#include "core/extract/extractor.h"

#include "core/extract/clauses/clause_grammar.h"
#include "core/extract/clauses/missing_verb.h"
#include "core/extract/entities/entities.h"
#include "core/extract/entities/national_body.h"
#include "core/extract/names/attitude_prefix.h"
#include "core/extract/node_names.h"
#include "core/extract/relations/edge_features.h"
#include "core/extract/relations/relation.h"
#include "core/model/error.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr std::size_t kLongestText = std::size_t{1} << 31;

/// Turns entities and relations into the nodes and edges of an article graph.
class GraphBuilder {
  public:
    GraphBuilder(const Document& document, const Entities& entities, const Resources& resources,
                 const ExtractOptions& options)
        : doc_(document), entities_(entities), res_(resources), options_(options) {}

    ArticleGraph build(const std::vector<Relation>& relations) {
        graph_.article = doc_.article();
        graph_.hash = content_hash(doc_.article());
        graph_.extractor = extractor_version(res_, options_);
        relations_of_.resize(entities_.all.size());
        for (const Relation& r : relations) {
            relations_of_[r.source].push_back(&r);
            relations_of_[r.target].push_back(&r);
        }
        mentions_of_.resize(entities_.all.size());
        for (const EntityMention& m : entities_.mentions) mentions_of_[m.entity].push_back(&m);
        names_ = name_nodes(doc_, entities_, res_, relations);
        for (std::uint32_t e = 0; e < entities_.all.size(); ++e) add_node(e);
        for (const Relation& r : relations) add_edge(r);
        keep_best_edges();
        set_countries();
        canonicalize(graph_);
        // Event records keep whom the sentence names as the one who does it.
        if (!options_.unnamed) {
            res_.ontology.orient(graph_);
            canonicalize(graph_);
        }
        return std::move(graph_);
    }

    /// Of the relations that an edge of the graph may come from, the one that keep_best_edges kept.
    const Relation* origin_of(const Edge& edge, const std::vector<Relation>& relations) const {
        const EdgeType& type = *res_.ontology.edge_type(edge.type);
        const Relation* best = nullptr;
        for (const Relation& r : relations) {
            if (r.type != edge.type || doc_.sentence(r.trigger) != edge.evidence.sentence) continue;
            const bool same = names_.ids[r.source] == edge.source && names_.ids[r.target] == edge.target;
            const bool turned = names_.ids[r.source] == edge.target && names_.ids[r.target] == edge.source;
            if (!same && !(turned && type.symmetric)) continue;
            if (!best || r.confidence > best->confidence) best = &r;
        }
        return best;
    }

  private:
    /// An armed group is no state's body, whatever its name begins with ("Syrian Democratic Forces").
    bool is_named_body(const Entity& entity) const {
        const bool armed = entity.actor && res_.actors.actor(*entity.actor).kind == "armed-group";
        return entity.type == node_type::organization && !entity.nominal && !entity.unnamed && !armed;
    }

    /// The state whose name stands directly before a mention and belongs to it, or null.
    const EntityMention* state_before(const EntityMention& m) const {
        const std::uint32_t before = m.first > 0 ? entities_.mention_of_token[m.first - 1] : Entities::kNone;
        if (before == Entities::kNone) return nullptr;
        const EntityMention& mention = entities_.mentions[before];
        const std::uint32_t above = doc_.head(mention.head);
        const bool modifies = above >= m.first && above < m.last && doc_.preposition(mention.head).empty();
        return modifies && entities_.all[mention.entity].type == node_type::state &&
                       mention.kind == MentionKind::name && mention.last == m.first
                   ? &mention
                   : nullptr;
    }

    std::string one_line(std::uint32_t first, std::uint32_t last) const {
        std::string text(doc_.text().slice(first, last));
        std::ranges::replace_if(
            text, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
        return text;
    }

    void add_node(std::uint32_t e) {
        const Entity& entity = entities_.all[e];
        if (names_.ids[e].ends_with(':')) return;
        if ((entity.nominal || entity.unnamed) && relations_of_[e].empty()) return;
        const auto [it, fresh] = index_.emplace(names_.ids[e], graph_.nodes.size());
        if (fresh) {
            Node node;
            node.id = names_.ids[e];
            node.type = entity.type;
            node.name = names_.names[e];
            node.country = entity.country;
            node.unnamed = entity.unnamed;
            if (entity.actor) node.wikidata = res_.actors.actor(*entity.actor).wikidata;
            graph_.nodes.push_back(std::move(node));
        }
        Node& node = graph_.nodes[it->second];
        std::set<std::string> known(node.aliases.begin(), node.aliases.end());
        known.insert(node.name);
        const auto add_alias = [&](std::string alias) {
            if (alias.empty() || !known.insert(alias).second) return false;
            node.aliases.push_back(std::move(alias));
            return true;
        };
        add_alias(entity.name);
        if (is_named_body(entity)) {
            add_alias(name_at_home(entity.name, res_));
            if (entity.actor) add_alias(std::string(res_.actors.actor(*entity.actor).full_name));
        }
        for (const EntityMention* mention : mentions_of_[e]) {
            const EntityMention& m = *mention;
            const Token &first = doc_.text().tokens[m.first], &last = doc_.text().tokens[m.last - 1];
            node.mentions.push_back({first.begin, last.end, doc_.sentence(m.first), m.kind});
            // "the president" is no name of Putin's, but "the plan" is all that an agreement may have.
            if (m.kind == MentionKind::pronoun) continue;
            if (m.kind == MentionKind::nominal && !is_happening(entity)) continue;
            if (m.kind == MentionKind::adjective && attitude_prefix(doc_.form(m.first)))
                continue;  // nor "anti-Hamas" one of Hamas
            const std::string surface = one_line(m.first, m.last);
            const bool fresh_alias = add_alias(surface);
            if (!is_named_body(entity)) continue;
            // "Saint Lucia" and its "Labour Party"
            if (const EntityMention* state = state_before(m)) add_alias(one_line(state->first, m.last));
            if (!fresh_alias) continue;
            add_alias(name_at_home(surface, res_));
            add_alias(name_abroad(surface, res_));
        }
        if (node.mentions.empty() && fresh) {
            graph_.nodes.pop_back();
            index_.erase(it);
        }
    }

    void add_edge(const Relation& r) {
        const auto source = index_.find(names_.ids[r.source]), target = index_.find(names_.ids[r.target]);
        if (source == index_.end() || target == index_.end() || source == target) return;
        const EdgeType* type = res_.ontology.edge_type(r.type);
        Edge edge;
        edge.source = names_.ids[r.source];
        edge.type = r.type;
        edge.target = names_.ids[r.target];
        edge.negated = r.negated;
        edge.modality = r.modality;
        edge.date = r.date;
        edge.confidence = r.confidence;
        edge.role = r.role;
        if (r.attribution != Entities::kNone && index_.count(names_.ids[r.attribution]))
            edge.attribution = names_.ids[r.attribution];
        edge.plover = r.plover.empty() ? type->plover : r.plover;
        edge.cameo = r.cameo.empty() ? type->cameo : r.cameo;
        if (!type->structural)
            edge.intensity = res_.ontology.intensity_of(*type, r.intensity, r.modality, r.negated);
        const std::uint32_t s = doc_.sentence(r.trigger);
        const Sentence& span = doc_.sentence_span(s);
        edge.evidence.sentence = s;
        edge.evidence.begin = doc_.text().tokens[span.first].begin;
        edge.evidence.end = doc_.text().tokens[span.last - 1].end;
        edge.evidence.trigger = doc_.form(r.trigger);
        edge.evidence.text = doc_.text().slice(span.first, span.last);
        graph_.edges.push_back(std::move(edge));
    }

    /// One sentence states an edge once: of several readings the surest stays.
    void keep_best_edges() {
        std::stable_sort(graph_.edges.begin(), graph_.edges.end(),
                         [](const Edge& a, const Edge& b) { return a.confidence > b.confidence; });
        std::set<std::tuple<std::string, std::string, std::string, std::uint32_t>> seen;
        std::erase_if(graph_.edges, [&](const Edge& e) {
            const EdgeType* type = res_.ontology.edge_type(e.type);
            const bool swap = type->symmetric && e.target < e.source;
            return !seen.emplace(swap ? e.target : e.source, e.type, swap ? e.source : e.target,
                                 e.evidence.sentence)
                        .second;
        });
    }

    /// A person belongs to the state of the office; a body to the state that it is a part of.
    void set_countries() {
        for (const Edge& edge : graph_.edges) {
            if (edge.type != "holds-office-in" && edge.type != "represents") continue;
            Node& person = graph_.nodes[index_.at(edge.source)];
            const Node& body = graph_.nodes[index_.at(edge.target)];
            if (person.country.empty()) person.country = body.country;
        }
        for (Node& node : graph_.nodes) {
            if (!node.country.empty() || node.type != node_type::person) continue;
            const auto actor = res_.actors.find(node.id);
            if (!actor) continue;
            for (const Holding& h : res_.actors.holdings(*actor)) {
                const Actor& institution = res_.actors.actor(h.institution);
                if (doc_.day() && h.begin.year && h.begin.first_day() > *doc_.day()) continue;
                if (institution.type == node_type::state)
                    node.country = institution.id.substr(institution.id.find(':') + 1);
                else if (!institution.country.empty())
                    node.country = institution.country;
            }
        }
    }

    const Document& doc_;
    const Entities& entities_;
    const Resources& res_;
    const ExtractOptions& options_;
    std::vector<std::vector<const Relation*>> relations_of_;      ///< by entity
    std::vector<std::vector<const EntityMention*>> mentions_of_;  ///< by entity
    NodeNames names_;
    std::map<std::string, std::size_t> index_;  ///< node id to its place in the graph
    ArticleGraph graph_;
};

}  // namespace

ExtractorVersion extractor_version(const Resources& resources, const ExtractOptions& options) {
    const std::uint32_t longest = options.limits.longest_sentence;
    if (longest == kLongestSentence) return {kExtractorNumber, resources.fingerprint};
    return {kExtractorNumber, hash_hex(fmt::format("{} sentences of {}", resources.fingerprint, longest))};
}

namespace {

void check_text(const Article& article) {
    if (article.text.size() >= kLongestText)
        throw Error(ErrorKind::input,
                    fmt::format("article \"{}\": its text is over 2 GiB; cut it into articles", article.id));
    if (const std::size_t at = find_invalid_utf8(article.text); at != std::string::npos)
        throw Error(ErrorKind::input,
                    fmt::format("article \"{}\": no valid UTF-8 at byte {} of its text", article.id, at));
}

Entities find_entities(const Document& document, const Resources& resources, bool unnamed) {
    Entities entities = link_entities(document, resources, unnamed);
    name_national_bodies(entities, document, resources);
    find_local_branches(entities, resources);
    return entities;
}

/// The words of an article. Throws Error(input) for more of them than allowed.
TokenizedText split(const Article& article, const ExtractLimits& limits) {
    TokenizedText text = split_sentences(article.text, limits.longest_sentence);
    if (limits.most_tokens && text.tokens.size() > limits.most_tokens)
        throw Error(ErrorKind::input,
                    fmt::format("article \"{}\": has {} words, more than {} (--max-tokens sets the "
                                "limit); is it many articles?",
                                article.id, text.tokens.size(), limits.most_tokens));
    return text;
}

/// What is found in an article on the way to its graph.
struct Reading {
    Reading(const Article& article, const Resources& resources, const ExtractOptions& options)
        : deadline(Deadline::after(options.limits.seconds)),
          document(article, split(article, options.limits), resources.analyser, deadline,
                   restoring_missing_verbs(resources.triggers)),
          entities(find_entities(document, resources, options.unnamed)),
          grammar(document, entities, resources.cues) {
        deadline.check();
        add(find_offices(grammar, resources));
        add(find_structure(grammar, resources));
        add(find_interactions(grammar, resources, options.unnamed));
        for (Relation& r : relations) r.confidence = confidence_of(r, resources.confidence);
    }

    void add(std::vector<Relation> found) {
        relations.insert(relations.end(), std::make_move_iterator(found.begin()),
                         std::make_move_iterator(found.end()));
        deadline.check();
    }

    /// How often such edges are right, by the confidence model.
    Confidence confidence_of(const Relation& relation, const ConfidenceModel& model) const {
        int sum = model.bias();
        for (const std::string& feature : edge_features(relation, document, entities))
            sum += model.weight(feature);
        return ConfidenceModel::confidence_of(sum);
    }

    const Deadline deadline;
    const Document document;
    const Entities entities;
    const ClauseGrammar grammar;
    std::vector<Relation> relations;
};

}  // namespace

ArticleGraph extract(const Article& article, const Resources& resources, const ExtractOptions& options) {
    check_text(article);
    const Reading reading(article, resources, options);
    return GraphBuilder(reading.document, reading.entities, resources, options).build(reading.relations);
}

ExplainedGraph extract_explained(const Article& article, const Resources& resources,
                                 const ExtractOptions& options) {
    check_text(article);
    const Reading reading(article, resources, options);
    GraphBuilder builder(reading.document, reading.entities, resources, options);
    ExplainedGraph explained{builder.build(reading.relations), {}};
    for (const Edge& edge : explained.graph.edges) {
        const Relation* origin = builder.origin_of(edge, reading.relations);
        explained.explanations.push_back(origin ? explain(*origin, reading.grammar, resources)
                                                : EdgeExplanation{});
    }
    return explained;
}

}  // namespace entente
