#include "core/extract/extractor.h"

#include "core/extract/clauses/clause_grammar.h"
#include "core/extract/entities/entities.h"
#include "core/extract/entities/national_body.h"
#include "core/extract/graph_builder.h"
#include "core/extract/patterns/interactions.h"
#include "core/extract/patterns/learned_relations.h"
#include "core/extract/patterns/offices.h"
#include "core/extract/patterns/structure.h"
#include "core/extract/relations/edge_features.h"
#include "core/model/error.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr std::size_t kLongestText = std::size_t{1} << 31;
// The accurate model reads ten words a second at least, also on old processors.
constexpr double kSeconds = 120, kSecondsForByte = 0.01;

Deadline deadline_of(const Article& article, const ExtractLimits& limits) {
    return Deadline::after(
        limits.seconds.value_or(kSeconds + kSecondsForByte * static_cast<double>(article.text.size())));
}

}  // namespace

ExtractorVersion extractor_version(const Resources& resources, const ExtractOptions& options) {
    const std::uint32_t longest = options.limits.longest_sentence;
    if (longest == kLongestSentence) return {kExtractorNumber, resources.fingerprint, resources.model};
    return {kExtractorNumber, hash_hex(fmt::format("{} sentences of {}", resources.fingerprint, longest)),
            resources.model};
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

Entities find_entities(const AnalysedDocument& analysed, const Resources& resources, bool unnamed) {
    Entities entities = link_entities(analysed, resources, unnamed);
    name_national_bodies(entities, analysed.document, resources);
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

/// What rules find in an article on the way to its graph.
struct Reading {
    Reading(const AnalysedDocument& analysed, const Resources& resources, const ExtractOptions& options,
            const Deadline& until)
        : deadline(until),
          document(analysed.document),
          entities(find_entities(analysed, resources, options.unnamed)),
          grammar(document, entities, resources.cues) {
        deadline.check();
        add(find_offices(grammar, resources));
        add(find_structure(grammar, resources));
        add(find_interactions(grammar, resources, options.unnamed));
        // The head draws all that a text says of named ones; of a sentence's event rules know which is the
        // main one.
        if (options.unnamed)
            score_relations(relations, grammar, resources);
        else
            add_learned_relations(relations, grammar, resources);
        deadline.check();
        for (Relation& r : relations) r.confidence = confidence_of(r, resources.confidence);
        if (options.unsure || options.unnamed) return;
        const Confidence least = resources.confidence.least(document.size());
        std::erase_if(relations, [&](const Relation& r) { return r.confidence < least; });
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
    const Document& document;
    const Entities entities;
    const ClauseGrammar grammar;
    std::vector<Relation> relations;
};

BuiltGraph build(Reading& reading, const Resources& resources, const ExtractOptions& options) {
    BuiltGraph built = build_graph(reading.document, reading.entities, std::move(reading.relations),
                                   resources, options.unsure);
    built.graph.extractor = extractor_version(resources, options);
    // Event records keep whom the sentence names as the one who does it.
    if (!options.unnamed) {
        resources.ontology.orient(built.graph);
        canonicalize(built.graph);
    }
    return built;
}

/// The relation that an edge was made of; of a symmetric one either end may stand first.
const Relation& origin_of(const Edge& edge, const BuiltGraph& built, const Document& document,
                          const Ontology& ontology) {
    const bool symmetric = ontology.edge_type(edge.type)->symmetric;
    return *std::ranges::find_if(built.relations, [&](const Relation& r) {
        const std::string& source = built.node_ids[r.claim.source.entity];
        const std::string& target = built.node_ids[r.claim.target.entity];
        const bool same = source == edge.source && target == edge.target;
        const bool turned = symmetric && source == edge.target && target == edge.source;
        return r.claim.type == edge.type && (same || turned) &&
               document.sentence(r.claim.trigger) == edge.evidence.sentence;
    });
}

ArticleGraph graph_of(const AnalysedDocument& analysed, const Resources& resources,
                      const ExtractOptions& options, const Deadline& deadline) {
    Reading reading(analysed, resources, options, deadline);
    return build(reading, resources, options).graph;
}

ExplainedGraph explained_graph_of(const AnalysedDocument& analysed, const Resources& resources,
                                  const ExtractOptions& options, const Deadline& deadline) {
    Reading reading(analysed, resources, options, deadline);
    BuiltGraph built = build(reading, resources, options);
    ExplainedGraph explained;
    for (const Edge& edge : built.graph.edges)
        explained.explanations.push_back(explain(origin_of(edge, built, reading.document, resources.ontology),
                                                 reading.grammar, resources));
    explained.graph = std::move(built.graph);
    return explained;
}

AnalysedDocument analyse(const Article& article, const Resources& resources, const ExtractOptions& options,
                         const Deadline& deadline) {
    check_text(article);
    return analyse_document(article, split(article, options.limits), resources, deadline);
}

}  // namespace

ArticleGraph extract(const Article& article, const Resources& resources, const ExtractOptions& options) {
    const Deadline deadline = deadline_of(article, options.limits);
    return graph_of(analyse(article, resources, options, deadline), resources, options, deadline);
}

ArticleGraph extract(const AnalysedDocument& analysed, const Resources& resources,
                     const ExtractOptions& options) {
    return graph_of(analysed, resources, options, deadline_of(analysed.document.article(), options.limits));
}

ExplainedGraph extract_explained(const Article& article, const Resources& resources,
                                 const ExtractOptions& options) {
    const Deadline deadline = deadline_of(article, options.limits);
    return explained_graph_of(analyse(article, resources, options, deadline), resources, options, deadline);
}

ExplainedGraph extract_explained(const AnalysedDocument& analysed, const Resources& resources,
                                 const ExtractOptions& options) {
    return explained_graph_of(analysed, resources, options,
                              deadline_of(analysed.document.article(), options.limits));
}

}  // namespace entente
