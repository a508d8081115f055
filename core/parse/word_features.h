#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace entente {

/// The affixes and the shape of a word, each hashed into its own table: prefixes of 1, 2 and 3 characters,
/// suffixes of 1 to 4, and the shape with whether a space comes before.
inline constexpr std::size_t affix_tables = 8;
inline constexpr std::uint32_t affix_rows = 8192;  ///< rows of one table

/// What the encoder sees of a word.
struct WordFeatures {
    std::uint64_t key = 0;  ///< hash of the lower-case form, typographic quotes as plain ones
    std::array<std::uint32_t, affix_tables> affixes{};  ///< rows, counted through all tables
};

/// Features of a word; `scratch` is reused between calls, so that nothing is allocated for each word.
WordFeatures word_features(std::string_view form, bool space_before, std::string& scratch);

/// Features of the artificial root before a sentence.
WordFeatures root_features();

/// The key that word_features gives to a lower-case form.
std::uint64_t word_key(std::string_view lower_form);

/// The form in lower case with plain quotes, as word_key wants it.
void normalise_word(std::string_view form, std::string& result);

}  // namespace entente
