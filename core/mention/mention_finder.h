#pragma once

#include "core/knowledge/actor_lexicon.h"
#include "core/knowledge/cues.h"
#include "core/parse/document.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

class Analyser;

/// What a mention means. States are places here: the lexicon tells which place is a state. `other` are names
/// of what is no node: works, products, awards.
enum class MentionType : std::uint8_t { person, organization, place, event, other, agreement };

inline constexpr std::array<std::string_view, 6> mention_type_names = {"person", "organization", "place",
                                                                       "event",  "other",        "agreement"};

/// A mention found by a model: tokens [first, last) of the document.
struct FoundMention {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    MentionType type = MentionType::other;
    float margin = 0;  ///< by how much the least sure of its words prefers its label to the next best one
    float type_margin = 0;  ///< by how much all its words prefer its type to the next best one

    bool operator==(const FoundMention&) const = default;
};

/// The mentions of a sentence from left to right, without overlap, and for each word by how much "in none" is
/// preferred to every other label.
struct FoundMentions {
    std::vector<FoundMention> mentions;
    std::vector<float> outside;
    std::uint32_t first_token = 0;
};

/// A word that heads a mention of a person, an organization or a place, be it a name, a noun or a pronoun.
struct HeadMention {
    std::uint32_t token = 0;
    MentionType type = MentionType::person;
    std::uint32_t chain = 0;  ///< what is meant: equal numbers mean the same (coreference)

    bool operator==(const HeadMention&) const = default;
};

/// All that a model finds in a document besides its trees.
struct DocumentMentions {
    std::vector<FoundMentions> names;  ///< by sentence
    /// Agreements and events, named or by common nouns: "the eight-point plan". By sentence; empty of a model
    /// that doesn't know them.
    std::vector<FoundMentions> matters;
    std::vector<HeadMention> heads;  ///< in the order of the text; empty of a model without coreference
};

/// What is known of words before a text is read. All of it must outlive its use.
struct MentionKnowledge {
    const ActorLexicon& actors;
    const Cues& cues;
};

/// A trained model that finds mentions from the states of an encoder (Document::states). Immutable; one
/// serves many threads; the same text gives the same bits on every processor.
class MentionFinder {
  public:
    virtual ~MentionFinder() = default;
    virtual DocumentMentions find(const Document& document, const MentionKnowledge& knowledge) const = 0;
    /// The checksum of the model file.
    virtual const std::string& fingerprint() const = 0;
};

/// Opens a file of mention heads (MentionHeads) or a mention model (MentionModel), which must be for this
/// analyser: the states of another mean something else, also where there are as many. Throws Error(data) for
/// a file that is missing, foreign, truncated or damaged, and for another analyser.
std::unique_ptr<const MentionFinder> open_mention_finder(const std::filesystem::path& file,
                                                         const Analyser& analyser);

}  // namespace entente
