#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace entente {

/// What a text is about word by word, in sixteen bytes that are alike for texts that are: MinHash (Broder
/// 1997) over runs of four words, of each minimum the lowest byte (Li and König 2010). Two texts have as many
/// bytes in common as they have runs of words in common, of all that either has.
struct Fingerprint {
    std::array<std::uint8_t, 16> bytes{};

    /// True for a text without words, which is like no other.
    bool empty() const { return *this == Fingerprint(); }
    auto operator<=>(const Fingerprint&) const = default;
};

/// The lower four bits of each byte of a fingerprint. Enough to tell copies among the few texts that say one
/// thing, and half as large; among a million texts it would take some for copies that are none.
struct TextSketch {
    std::uint64_t nibbles = 0;

    TextSketch() = default;
    explicit TextSketch(const Fingerprint& text);
    explicit TextSketch(std::uint64_t given) : nibbles(given) {}
    /// True for a text without words.
    bool empty() const { return nibbles == 0; }
    auto operator<=>(const TextSketch&) const = default;
};

/// Case, punctuation and white space don't count. Linear in the text.
Fingerprint fingerprint_of(std::string_view text);

/// True for texts of which one is most likely a copy of the other: more than half of their runs of words are
/// the same, as when an agency's report is printed with another first paragraph, or cut. Different reports of
/// one event share less than a tenth.
bool near_duplicates(const Fingerprint& a, const Fingerprint& b);
/// The same of sketches: of texts with a tenth of their runs in common one pair in 5,000 is taken for copies.
bool near_duplicates(TextSketch a, TextSketch b);

/// For each text the number of the first that is, over any chain of near-duplicates, one with it. The same
/// groups in whatever order the texts come. Time grows with the number of texts times their density: a
/// million take some seconds.
std::vector<std::size_t> near_duplicate_groups(std::span<const Fingerprint> texts);
/// The same of few texts: each is compared with each.
std::vector<std::size_t> near_duplicate_groups(std::span<const TextSketch> texts);

}  // namespace entente
