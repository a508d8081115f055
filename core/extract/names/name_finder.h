#pragma once

#include "core/mention/mention_finder.h"
#include "core/mention/sentence_lexicon.h"
#include "core/parse/document.h"
#include "core/resources/resources.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace entente {

/// Node types that the extraction itself speaks of.
namespace node_type {
inline constexpr std::string_view person = "person", state = "state", organization = "organization",
                                  agreement = "agreement", event = "event", place = "place";
}

/// A capitalised name, or a word of the lexicon, before it is linked to a node.
struct NameSpan {
    std::uint32_t first = 0;  ///< tokens [first, last)
    std::uint32_t last = 0;
    std::span<const ActorName>
        readings;           ///< what the lexicon knows of it; empty for a name that it doesn't have
    std::string_view type;  ///< by its words, for a name without readings; empty where they don't tell
    bool titled = false;    ///< stands after a title: a person
    bool unsure = false;    ///< clear words around it may overrule `type`
    bool attitude = false;  ///< "anti-Islamic State": says what somebody is for or against
    bool thing = false;     ///< "GDP": a name only where the text says that it is one
};

/// A title or role noun: "President", "foreign minister", "special envoy", "son-in-law".
struct TitleSpan {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    const Title* title = nullptr;
};

/// The names and titles of one sentence, each from left to right and without overlap.
struct SentenceNames {
    std::vector<NameSpan> names;
    std::vector<TitleSpan> titles;
};

/// "Hurricane Melissa", "Tropical Storm Wipha", "Operation Southern Spear": names of events by how they
/// begin.
bool opens_event(const Document& document, std::uint32_t first, std::uint32_t last, const Cues& cues);

/// "GDP", "UAVs": a name of what is no actor.
bool is_thing(std::string_view form, const Cues& cues);

/// The names of a sentence by the rules and the lexicon, and by what the model `found` in it.
SentenceNames find_names(const Document& document, std::uint32_t sentence, const FoundMentions& found,
                         const Resources& resources);

}  // namespace entente
