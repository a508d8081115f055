#include "core/extract/graph_builder.h"

#include "core/extract/entities/national_body.h"
#include "core/extract/names/attitude_prefix.h"
#include "core/extract/node_names.h"
#include "core/extract/relations/relation_selection.h"

#include <algorithm>
#include <map>
#include <set>

namespace entente {
namespace {

/// Turns entities and relations into the nodes and edges of an article graph.
class GraphBuilder {
  public:
    GraphBuilder(const Document& document, const Entities& entities, const Resources& resources,
                 bool all_nominals)
        : doc_(document),
          entities_(entities),
          res_(resources),
          all_nominals_(all_nominals),
          in_relation_(entities.all.size(), false),
          mentions_of_(entities.all.size()) {
        for (const EntityMention& m : entities_.mentions) mentions_of_[m.entity].push_back(&m);
    }

    BuiltGraph build(std::vector<Relation> relations) {
        graph_.article = doc_.article();
        graph_.hash = content_hash(doc_.article());
        for (const Relation& r : relations)
            in_relation_[r.claim.source.entity] = in_relation_[r.claim.target.entity] = true;
        names_ = name_nodes(doc_, entities_, res_, relations);
        for (std::uint32_t e = 0; e < entities_.all.size(); ++e) add_node(e);
        relations = surest_statements(std::move(relations), names_.ids, doc_, res_.ontology);
        for (const Relation& r : relations) add_edge(r);
        set_countries();
        canonicalize(graph_);
        return {std::move(graph_), std::move(names_.ids), std::move(relations)};
    }

  private:
    /// An armed group is no state's body, whatever its name begins with ("Syrian Democratic Forces").
    bool is_named_body(const Entity& entity) const {
        const bool armed = entity.actor && res_.actors.actor(*entity.actor).kind == "armed-group";
        return entity.type == node_type::organization && !entity.nominal && !entity.unnamed && !armed;
    }

    /// The state whose name stands directly before a mention and belongs to it, or null.
    const EntityMention* state_before(const EntityMention& m) const {
        const std::uint32_t before = m.first > 0 ? entities_.mention_of_token[m.first - 1] : kNone;
        if (before == kNone) return nullptr;
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
        if (((entity.nominal && !all_nominals_) || entity.unnamed) && !in_relation_[e]) return;
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

    void add_edge(const Relation& relation) {
        const Claim& claim = relation.claim;
        const auto source = index_.find(names_.ids[claim.source.entity]);
        const auto target = index_.find(names_.ids[claim.target.entity]);
        if (source == index_.end() || target == index_.end() || source == target) return;
        const EdgeType* type = res_.ontology.edge_type(claim.type);
        Edge edge;
        edge.source = source->first;
        edge.type = claim.type;
        edge.target = target->first;
        edge.negated = claim.status.negated;
        edge.modality = claim.status.modality;
        edge.date = claim.date;
        edge.confidence = relation.confidence;
        edge.role = claim.role;
        if (const std::uint32_t sayer = claim.status.attribution;
            sayer != kNone && index_.count(names_.ids[sayer]))
            edge.attribution = names_.ids[sayer];
        edge.plover = claim.plover.empty() ? type->plover : claim.plover;
        edge.cameo = claim.cameo.empty() ? type->cameo : claim.cameo;
        if (!type->structural)
            edge.intensity = res_.ontology.intensity_of(*type, claim.intensity, edge.modality, edge.negated);
        edge.evidence = evidence_of(claim.trigger);
        graph_.edges.push_back(std::move(edge));
    }

    Evidence evidence_of(std::uint32_t trigger) const {
        const std::uint32_t sentence = doc_.sentence(trigger);
        const Sentence& span = doc_.sentence_span(sentence);
        Evidence evidence;
        evidence.sentence = sentence;
        evidence.begin = doc_.text().tokens[span.first].begin;
        evidence.end = doc_.text().tokens[span.last - 1].end;
        evidence.trigger = doc_.form(trigger);
        evidence.text = doc_.text().slice(span.first, span.last);
        return evidence;
    }

    /// A person belongs to the state of the office; a body to the state that it is a part of.
    void set_countries() {
        for (const Edge& edge : graph_.edges) {
            if (edge.type != edge_type::holds_office_in && edge.type != edge_type::represents) continue;
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
    const bool all_nominals_;
    std::vector<bool> in_relation_;                               ///< by entity
    std::vector<std::vector<const EntityMention*>> mentions_of_;  ///< by entity
    NodeNames names_;
    std::map<std::string, std::size_t> index_;  ///< node id to its place in the graph
    ArticleGraph graph_;
};

}  // namespace

BuiltGraph build_graph(const Document& document, const Entities& entities, std::vector<Relation> relations,
                       const Resources& resources, bool all_nominals) {
    return GraphBuilder(document, entities, resources, all_nominals).build(std::move(relations));
}

}  // namespace entente
