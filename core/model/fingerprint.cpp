#include "core/model/fingerprint.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>
#include <string>

#include <xxhash.h>

namespace entente {
namespace {

constexpr std::size_t kValues = 16, kRun = 4;

/// So many of the sixteen bytes must agree. At half of the runs in common seven in ten pairs do, at a third
/// one in fifty, and with none one in 10^18; and of eight pairs of neighbouring bytes one is sure to agree as
/// a whole, by which near-duplicates are found.
constexpr int kEnough = 9;

/// splitmix64 (Steele, Lea and Flood 2014): sixteen hashes out of one.
std::uint64_t mixed(std::uint64_t x) {
    x ^= x >> 30;
    x *= 0xBF58476D1CE4E5B9u;
    x ^= x >> 27;
    x *= 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15u;

/// Letters and digits, ASCII ones in lower case, and all beyond ASCII; 0 for what parts words.
char word_byte(char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c + 32);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return c;
    return 0;
}

std::vector<std::uint64_t> word_hashes(std::string_view text) {
    std::vector<std::uint64_t> words;
    std::string word;
    const auto close = [&] {
        if (!word.empty()) words.push_back(XXH3_64bits(word.data(), word.size()));
        word.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        // Curly quotes, dashes and the like (U+2000 to U+206F) part words as straight ones do.
        if (text[i] == '\xE2' && i + 2 < text.size() && (text[i + 1] == '\x80' || text[i + 1] == '\x81')) {
            close();
            i += 2;
        } else if (static_cast<unsigned char>(text[i]) >= 0x80) {
            word += text[i];
        } else if (const char c = word_byte(text[i])) {
            word += c;
        } else {
            close();
        }
    }
    close();
    return words;
}

class Groups {
  public:
    explicit Groups(std::size_t size) : root_(size) { std::iota(root_.begin(), root_.end(), std::size_t{0}); }
    std::size_t root(std::size_t i) {
        while (root_[i] != i) i = root_[i] = root_[root_[i]];
        return i;
    }
    void join(std::size_t a, std::size_t b) {
        a = root(a), b = root(b);
        root_[std::max(a, b)] = std::min(a, b);
    }

  private:
    std::vector<std::size_t> root_;
};

std::vector<std::size_t> first_of_groups(Groups& groups, std::size_t size) {
    std::vector<std::size_t> first(size);
    for (std::size_t i = 0; i < size; ++i) first[i] = groups.root(i);
    return first;
}

}  // namespace

TextSketch::TextSketch(const Fingerprint& text) {
    for (const std::uint8_t byte : text.bytes) nibbles = nibbles << 4 | (byte & 0xF);
    // All zeros stand for no text.
    if (nibbles == 0 && !text.empty()) nibbles = 1;
}

Fingerprint fingerprint_of(std::string_view text) {
    const std::vector<std::uint64_t> words = word_hashes(text);
    Fingerprint print;
    if (words.empty()) return print;
    std::array<std::uint64_t, kValues> least;
    least.fill(std::numeric_limits<std::uint64_t>::max());
    const std::size_t runs = words.size() < kRun ? 1 : words.size() - kRun + 1;
    for (std::size_t i = 0; i < runs; ++i) {
        std::uint64_t run = 0;
        for (std::size_t j = i; j < std::min(i + kRun, words.size()); ++j)
            run = mixed(run + kStep) ^ words[j];
        for (std::size_t v = 0; v < kValues; ++v) least[v] = std::min(least[v], mixed(run + kStep * (v + 1)));
    }
    for (std::size_t v = 0; v < kValues; ++v) print.bytes[v] = static_cast<std::uint8_t>(least[v]);
    // All zeros stand for no text.
    if (print.empty()) print.bytes[0] = 1;
    return print;
}

bool near_duplicates(const Fingerprint& a, const Fingerprint& b) {
    if (a.empty() || b.empty()) return false;
    int same = 0;
    for (std::size_t i = 0; i < kValues; ++i) same += a.bytes[i] == b.bytes[i];
    return same >= kEnough;
}

bool near_duplicates(TextSketch a, TextSketch b) {
    if (a.empty() || b.empty()) return false;
    // The lowest bit of each four says afterwards whether any of them differs.
    std::uint64_t differing = a.nibbles ^ b.nibbles;
    differing |= differing >> 2;
    differing |= differing >> 1;
    return static_cast<int>(kValues) - std::popcount(differing & 0x1111111111111111) >= kEnough;
}

std::vector<std::size_t> near_duplicate_groups(std::span<const Fingerprint> texts) {
    Groups groups(texts.size());
    // Equal ones first: whole series of copies would otherwise be compared each with each.
    std::vector<std::size_t> order(texts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return texts[a] != texts[b] ? texts[a] < texts[b] : a < b;
    });
    std::vector<std::size_t> distinct;
    for (const std::size_t i : order) {
        if (texts[i].empty()) continue;
        if (!distinct.empty() && texts[distinct.back()] == texts[i])
            groups.join(distinct.back(), i);
        else
            distinct.push_back(i);
    }
    // A few are compared each with each sooner than sorted.
    constexpr std::size_t kFew = 64;
    if (distinct.size() <= kFew) {
        for (std::size_t i = 0; i < distinct.size(); ++i)
            for (std::size_t j = i + 1; j < distinct.size(); ++j)
                if (near_duplicates(texts[distinct[i]], texts[distinct[j]]))
                    groups.join(distinct[i], distinct[j]);
    }
    for (std::size_t at = 0; distinct.size() > kFew && at < kValues; at += 2) {
        const auto pair = [&](std::size_t i) { return texts[i].bytes[at] * 256 + texts[i].bytes[at + 1]; };
        std::sort(distinct.begin(), distinct.end(),
                  [&](std::size_t a, std::size_t b) { return pair(a) < pair(b); });
        for (std::size_t i = 0; i < distinct.size(); ++i)
            for (std::size_t j = i + 1; j < distinct.size() && pair(distinct[j]) == pair(distinct[i]); ++j)
                if (near_duplicates(texts[distinct[i]], texts[distinct[j]]))
                    groups.join(distinct[i], distinct[j]);
    }
    return first_of_groups(groups, texts.size());
}

std::vector<std::size_t> near_duplicate_groups(std::span<const TextSketch> texts) {
    Groups groups(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i)
        for (std::size_t j = i + 1; j < texts.size(); ++j)
            if (near_duplicates(texts[i], texts[j])) groups.join(i, j);
    return first_of_groups(groups, texts.size());
}

}  // namespace entente
