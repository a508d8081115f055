#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace entente {

/// A word or sign as Universal Dependencies counts them ("don't" is two, "28-point" three).
struct Token {
    std::uint32_t begin = 0;  ///< UTF-8 byte offsets, half open
    std::uint32_t end = 0;
    bool joined = false;  ///< belongs with the token before to one orthographic word ("Russia" + "'s")

    bool operator==(const Token&) const = default;
};

/// A sentence: the tokens [first, last).
struct Sentence {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    bool paragraph_start = false;

    bool operator==(const Sentence&) const = default;
};

/// A text cut into tokens and sentences. `text` is not owned and must live as long.
struct TokenizedText {
    std::string_view text;
    std::vector<Token> tokens;
    std::vector<Sentence> sentences;  ///< in order; they cover all tokens

    std::string_view operator[](std::size_t token) const {
        return text.substr(tokens[token].begin, tokens[token].end - tokens[token].begin);
    }
    std::string_view slice(std::size_t first, std::size_t last) const {
        return text.substr(tokens[first].begin, tokens[last - 1].end - tokens[first].begin);
    }
    bool space_before(std::size_t token) const {
        return token == 0 || tokens[token - 1].end < tokens[token].begin;
    }
};

}  // namespace entente
