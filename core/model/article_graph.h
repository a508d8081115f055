#pragma once

#include "core/model/article.h"
#include "core/model/model_kind.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// How a mention names its node.
enum class MentionKind : std::uint8_t {
    name,       ///< "Vladimir Putin"
    adjective,  ///< "Russian"
    nominal,    ///< "the president"
    pronoun,    ///< "he"
};

std::string_view to_string(MentionKind kind);

/// A stretch of the article's text that means a node.
struct Mention {
    std::uint32_t begin = 0;  ///< UTF-8 byte offsets into the text, half open
    std::uint32_t end = 0;
    std::uint32_t sentence = 0;  ///< 0-based number of the sentence
    MentionKind kind = MentionKind::name;

    auto operator<=>(const Mention&) const = default;
};

/// An actor, agreement, event or place of one article. `type` is a node type of the ontology.
struct Node {
    std::string id;  ///< `type:slug`, a function of the content alone
    std::string type;
    std::string name;                  ///< canonical
    std::vector<std::string> aliases;  ///< other names in the text, in the order of their first mention
    std::vector<Mention> mentions;     ///< by offset
    std::string
        country;  ///< ISO 3166 alpha-3 of the state that it belongs to or acts for on the article's date
    std::string wikidata;  ///< "Q7747" where known for certain
    bool unnamed = false;  ///< an actor without a name ("Ugandan rebels"): for event coding, never stored
    ExtraFields extra;

    auto operator<=>(const Node&) const = default;
};

/// Whether what an edge says did happen.
enum class Modality : std::uint8_t { actual, planned, possible, conditional, demanded, ended };
inline constexpr int kModalities = 6;

std::string_view to_string(Modality modality);

/// Where in the article an edge is stated. `text` is the whole sentence, from `begin` to `end`.
struct Evidence {
    std::uint32_t sentence = 0;
    std::uint32_t begin = 0;  ///< UTF-8 byte offsets of the sentence, half open
    std::uint32_t end = 0;
    std::string trigger;  ///< the word or words that gave the type, as written
    std::string text;
    ExtraFields extra;

    auto operator<=>(const Evidence&) const = default;
};

/// A confidence of 0..1 as a whole number of ten-thousandths, so that every machine computes the same.
using Confidence = std::uint16_t;
inline constexpr Confidence kCertain = 10000;

/// Conflict (-10) to cooperation (10) as a whole number of tenths: -100..100.
using Intensity = std::int16_t;

/// A typed, dated, evidenced edge of one article. `type` is an edge type of the ontology.
struct Edge {
    std::string source;  ///< node ids
    std::string type;
    std::string target;
    bool negated = false;
    Modality modality = Modality::actual;
    std::string date;  ///< ISO 8601 date or interval; empty when unknown
    Confidence confidence = 0;
    std::string role;         ///< "foreign minister", "son-in-law"; empty for none
    std::string attribution;  ///< the node that said so; empty for the article itself
    std::string plover;
    std::string cameo;
    std::optional<Intensity> intensity;  ///< of interactions
    Evidence evidence;
    ExtraFields extra;

    auto operator<=>(const Edge&) const = default;
};

/// The extractor that read an article: an article is read anew when a part has changed.
struct ExtractorVersion {
    std::uint32_t number = 0;  ///< the extraction's own version; grows
    std::string fingerprint;   ///< hash of model, lexicon, ontology and patterns
    ModelKind model = ModelKind::fast;

    /// False for a graph that no extractor read: written by hand, or by another program.
    bool known() const { return !fingerprint.empty(); }

    auto operator<=>(const ExtractorVersion&) const = default;
};

/// All that one article says: the unit that is stored, retracted and merged.
struct ArticleGraph {
    Article article;
    std::string hash;  ///< content_hash(article)
    ExtractorVersion extractor;
    std::vector<Node> nodes;
    std::vector<Edge> edges;
    ExtraFields extra;

    bool operator==(const ArticleGraph&) const = default;
};

/// Puts nodes (by id), mentions (by offset) and edges (by all fields, type first after the ends) into the one
/// order in which they are written, unites nodes of one id, and drops exact duplicates of mentions and edges.
void canonicalize(ArticleGraph& graph);

/// Of two versions of one article the greater wins as a whole: by (date, extractor number, content hash,
/// fingerprint), then by what is in them (imported graphs may differ in that alone). Both in canonical order.
std::strong_ordering compare_versions(const ArticleGraph& a, const ArticleGraph& b);

}  // namespace entente
