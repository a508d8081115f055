#pragma once

#include "core/parse/parsed_sentence.h"

#include <cstdint>

#include <catch2/catch.hpp>

namespace entente {

/// Checks that a sentence has one root and that its heads form a tree.
inline void check_tree(const ParsedSentence& sentence) {
    const auto count = static_cast<std::int32_t>(sentence.words.size());
    int roots = 0;
    for (std::int32_t i = 0; i < count; ++i) {
        const Word& word = sentence.words[static_cast<std::size_t>(i)];
        REQUIRE(word.head < count);
        CHECK((word.head < 0) == (word.deprel == "root"));
        roots += word.head < 0;
        std::int32_t at = i;
        for (std::int32_t steps = 0; at >= 0; ++steps) {
            REQUIRE(steps <= count);
            at = sentence.words[static_cast<std::size_t>(at)].head;
        }
    }
    CHECK(roots == 1);
}

}  // namespace entente
