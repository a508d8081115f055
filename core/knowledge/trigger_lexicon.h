#pragma once

#include "core/knowledge/cues.h"
#include "core/model/article_graph.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace entente {

/// Where in the tree an argument of a trigger stands.
struct ArgumentSlot {
    enum class Kind : std::uint8_t {
        subject,    ///< who does it: active subject, agent of a passive ("by ...")
        object,     ///< to whom: active object, subject of a passive
        recipient,  ///< indirect object
        clause,     ///< subject of the clause below ("demands that Ukraine withdraw", "urged Kyiv to sign")
        possessor,  ///< "Russia's attack"
        modifier,   ///< "Russian strikes", "US-Ukraine talks"
        opposed,    ///< "anti-Hamas protests"
        self,       ///< whom a noun describes: "Anna Berg, a critic of ...", "Putin ally Jan Holm"
        sayer,      ///< who says or finds so: subject of the clause above ("Iran insists that it is illegal")
        preposition,  ///< oblique or nominal modifier with `word` ("with", "against")
    };
    Kind kind = Kind::object;
    std::string word;
    std::vector<std::string> types;  ///< node types of which what stands there must be one; empty for any

    bool operator==(const ArgumentSlot&) const = default;
};

/// One sense of a trigger: a word that makes an edge of a type between the fillers of its slots.
struct TriggerSense {
    /// Stands alone in `object` where the verb must have one, whatever it is ("returned the island to").
    static constexpr std::string_view kAnyObject = "*";
    enum class Part : std::uint8_t { verb, noun, adjective };
    Part part = Part::verb;
    std::string lemma;
    /// Of a phrasal verb ("pull" + "out"), or what must stand before a noun ("strike" + "hunger"); empty for
    /// none.
    std::string particle;
    std::vector<std::string>
        object;  ///< lemmas of which one must be the verb's object (or its passive subject); empty for any
    std::vector<std::string> subject;  ///< the same of the verb's subject
    std::vector<std::string> oblique;  ///< and of what hangs on it with a preposition
    std::vector<std::string>
        auxiliary;  ///< of which the clause below the verb must have one ("says that B must"); empty for any
    bool infinitive = false;         ///< of the clause below the verb ("told B to"), which it must have
    std::string type;                ///< edge type
    std::vector<ArgumentSlot> from;  ///< filled slots are the sources; the first that finds an actor counts
    std::vector<ArgumentSlot> to;
    std::string plover;  ///< instead of the type's
    std::string cameo;
    std::optional<Intensity> intensity;
    std::optional<Modality> modality;  ///< what the word itself says ("pledge": planned)
    bool reciprocal = false;           ///< each side does it to the other: "clash", "trade accusations"
    std::string role;                  ///< of a structural edge
    Confidence confidence = 0;         ///< how often the sense is meant where its slots are filled
    std::string file;                  ///< where it stands: "accuses.json"
    std::uint32_t number = 0;          ///< and which of its senses, from 0
};

/// All trigger senses, from `triggers/*.json`; the form is described in core/data/README.md. Immutable once
/// loaded.
class TriggerLexicon {
  public:
    /// `is_edge_type` says which types there are. Throws Error(data) naming file, place and what is wrong.
    static TriggerLexicon load(const std::filesystem::path& folder,
                               const std::function<bool(std::string_view)>& is_edge_type);

    /// The senses of a lemma as that part of speech, in the order of the files.
    std::span<const TriggerSense> find(TriggerSense::Part part, std::string_view lemma) const;
    /// Senses without a type, from `none.json`: where one fits, the word's other senses do not count, but for
    /// those that ask for an object themselves ("fight crime" is no fight).
    std::span<const TriggerSense> null_senses(TriggerSense::Part part, std::string_view lemma) const;
    /// The senses of a verb by its lemma; where it has none there, by the stems that a regular form (in lower
    /// case) may have, for a lemmatizer is wrong most often about rare verbs ("blamed": "blam").
    std::span<const TriggerSense> find_verb(std::string_view lemma, std::string_view form) const;
    std::size_t size() const { return size_; }

  private:
    using Index = std::unordered_map<std::string, std::vector<TriggerSense>, StringHash, std::equal_to<>>;
    struct Indexes {
        Index verbs, nouns, adjectives;
        std::span<const TriggerSense> find(TriggerSense::Part part, std::string_view lemma) const;
    };
    Indexes senses_, null_senses_;
    std::size_t size_ = 0;
};

}  // namespace entente
