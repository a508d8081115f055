#include "core/parse/parsed_sentence.h"

#include "core/parse/upos_name.h"

#include <array>

namespace entente {
namespace {

constexpr std::array<std::string_view, upos_count> names = {"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                                            "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                                            "PUNCT", "SCONJ", "SYM", "VERB", "X"};

}  // namespace

std::string_view to_string(Upos upos) {
    return names[static_cast<std::size_t>(upos)];
}

std::optional<Upos> find_upos(std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) return static_cast<Upos>(i);
    }
    return std::nullopt;
}

}  // namespace entente
