#include "core/parse/lemma_rules.h"

#include "core/parse/upos_name.h"
#include "core/parse/word_features.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <map>
#include <set>

#include <xxhash.h>

// lemma.scripts = line*; line = ("l" | "k") strip:decimal TAB append LF    (l: lower case, k: as it is)
// lemma.keys    = u64*, lemma.values = u32*: a hash table with linear probing; key 0 is a free slot, values
// are scripts
namespace entente {
namespace {

constexpr std::size_t longest_suffix = 6;
constexpr std::size_t whole_word = 255;

// A rule's name: the tag, and a suffix of so many bytes or the whole word.
std::uint64_t rule_key(Upos upos, std::string_view xpos, std::size_t length, std::string_view suffix) {
    const std::uint64_t tag =
        XXH3_64bits_withSeed(xpos.data(), xpos.size(), static_cast<std::uint64_t>(upos) * 256 + length);
    const std::uint64_t key = XXH3_64bits_withSeed(suffix.data(), suffix.size(), tag);
    return key == 0 ? 1 : key;
}

// Calls `use(key)` from the whole word down to the empty suffix, until it returns true.
template <typename Use>
void for_each_rule(std::string_view lower, Upos upos, std::string_view xpos, const Use& use) {
    if (use(rule_key(upos, xpos, whole_word, lower))) return;
    for (std::size_t length = std::min(longest_suffix, lower.size()) + 1; length-- > 0;) {
        if (use(rule_key(upos, xpos, length, lower.substr(lower.size() - length)))) return;
    }
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
    const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    std::size_t count = static_cast<std::size_t>(end - a.begin());
    // Don't part a character.
    const auto inside = [](std::string_view text, std::size_t at) {
        return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
    };
    while (count > 0 && (inside(a, count) || inside(b, count))) --count;
    return count;
}

bool is_open(Upos upos) {
    switch (upos) {
        case Upos::ADJ:
        case Upos::ADV:
        case Upos::NOUN:
        case Upos::NUM:
        case Upos::PROPN:
        case Upos::VERB:
        case Upos::X: return true;
        default: return false;
    }
}

LemmaScript script_of(std::string_view form, std::string_view lower, const std::string& lemma, Upos upos) {
    const std::size_t kept = common_prefix(form, lemma);
    const std::size_t lowered = common_prefix(lower, lemma);
    // Only names and what is written like them keep their letters: "I" is a lower-case word whose lemma is
    // "I".
    const bool keep = is_open(upos) && (upos == Upos::PROPN ? kept >= lowered : kept > lowered);
    const std::size_t common = keep ? kept : lowered;
    const std::size_t length = keep ? form.size() : lower.size();
    return {!keep, static_cast<std::uint32_t>(length - common), lemma.substr(common)};
}

// Takes back what a rule took too much of a regular past or present participle: of a stem and the stem with a
// final e, a lemma is the one that is used more ("blamed": "blame", though "blam" is a word of some text).
// Vectors lie by falling frequency.
void restore_final_e(std::string_view lower, const WordTable& words, std::string& result) {
    if (!lower.starts_with(result)) return;
    const std::string_view ending = lower.substr(result.size());
    if (ending != "ed" && ending != "ing") return;
    const auto rank = [&](const std::string& word) { return words.find(word_key(word)).vector; };
    const bool no_vowel = result.find_first_of("aeiouy") == std::string::npos;
    std::string candidate = result + (no_vowel && ending == "ed" ? "ee" : "e");
    if (rank(candidate) < rank(result) || (no_vowel && words.contains(word_key(candidate))))
        result = std::move(candidate);
}

}  // namespace

void add_lemma_rules(const std::vector<TreebankSentence>& treebank, ModelFileWriter& writer) {
    using Counts = std::map<LemmaScript, std::size_t>;
    std::map<std::uint64_t, Counts> counts;
    struct Kind {
        std::string lower;
        Upos upos;
        std::string xpos;
        auto operator<=>(const Kind&) const = default;
    };
    std::set<Kind> kinds;
    for (const TreebankSentence& sentence : treebank) {
        for (const TreebankWord& word : sentence.words) {
            if (word.lemma == "_" && word.form != "_") continue;
            std::string lower;
            normalise_word(word.form, lower);
            const LemmaScript script = script_of(word.form, lower, word.lemma, word.upos);
            for_each_rule(lower, word.upos, word.xpos, [&](std::uint64_t key) {
                ++counts[key][script];
                return false;
            });
            kinds.insert({std::move(lower), word.upos, word.xpos});
        }
    }
    const auto best = [](const Counts& of) {
        return std::max_element(of.begin(), of.end(),
                                [](const auto& a, const auto& b) { return a.second < b.second; });
    };
    // From the shortest suffix up: a rule is kept when it says something else than what would hold without
    // it.
    std::map<std::uint64_t, LemmaScript> rules;
    for (std::size_t length = 0; length <= longest_suffix + 1; ++length) {
        for (const Kind& kind : kinds) {
            const bool whole = length > longest_suffix;
            if (!whole && length > kind.lower.size()) continue;
            const std::uint64_t key =
                whole ? rule_key(kind.upos, kind.xpos, whole_word, kind.lower)
                      : rule_key(kind.upos, kind.xpos, length,
                                 std::string_view(kind.lower).substr(kind.lower.size() - length));
            if (rules.contains(key)) continue;
            const auto winner = best(counts.at(key));
            // A suffix seen once teaches nothing.
            if (!whole && length > 0 && winner->second < 2) continue;
            const LemmaScript* now = nullptr;
            for_each_rule(kind.lower, kind.upos, kind.xpos, [&](std::uint64_t other) {
                const auto rule = rules.find(other);
                if (rule != rules.end()) now = &rule->second;
                return now != nullptr;
            });
            if (now == nullptr || *now != winner->first) rules.emplace(key, winner->first);
        }
    }
    std::map<LemmaScript, std::uint32_t> scripts;
    std::string text;
    for (const auto& [key, script] : rules) {
        if (!scripts.emplace(script, static_cast<std::uint32_t>(scripts.size())).second) continue;
        text += script.lower ? 'l' : 'k';
        text += std::to_string(script.strip);
        text += '\t';
        text += script.append;
        text += '\n';
    }
    const std::size_t capacity = std::bit_ceil(rules.size() + rules.size() / 2 + 1);
    std::vector<std::uint64_t> keys(capacity, 0);
    std::vector<std::uint32_t> values(capacity, 0);
    for (const auto& [key, script] : rules) {
        std::size_t at = key & (capacity - 1);
        while (keys[at] != 0) at = (at + 1) & (capacity - 1);
        keys[at] = key;
        values[at] = scripts.at(script);
    }
    writer.add_text("lemma.scripts", text);
    writer.add_numbers("lemma.keys", keys);
    writer.add_numbers("lemma.values", values);
}

Lemmatizer::Lemmatizer(const ModelFile& file) {
    std::string_view text = file.text("lemma.scripts");
    const auto fail = [&] { file.fail("has broken lemma rules; train it again"); };
    while (!text.empty()) {
        const std::size_t tab = text.find('\t');
        const std::size_t end = text.find('\n', tab);
        LemmaScript script;
        if (tab == std::string_view::npos || tab == 0 || end == std::string_view::npos ||
            std::from_chars(text.data() + 1, text.data() + tab, script.strip).ptr != text.data() + tab) {
            fail();
        }
        script.lower = text[0] == 'l';
        script.append = text.substr(tab + 1, end - tab - 1);
        scripts_.push_back(std::move(script));
        text.remove_prefix(end + 1);
    }
    keys_ = file.numbers<std::uint64_t>("lemma.keys", {any_size});
    values_ = file.numbers<std::uint32_t>("lemma.values", {keys_.size()});
    const auto free = std::count(keys_.begin(), keys_.end(), std::uint64_t{0});
    if (!std::has_single_bit(keys_.size()) || free == 0) fail();
    for (std::size_t slot = 0; slot < keys_.size(); ++slot) {
        if (keys_[slot] != 0 && values_[slot] >= scripts_.size()) fail();
    }
}

bool Lemmatizer::apply(std::uint64_t key, std::string_view form, std::string_view lower,
                       std::string& result) const {
    for (std::size_t at = key & (keys_.size() - 1); keys_[at] != 0; at = (at + 1) & (keys_.size() - 1)) {
        if (keys_[at] != key) continue;
        const LemmaScript& script = scripts_[values_[at]];
        const std::string_view base = script.lower ? lower : form;
        // A rule that takes off all there is belongs to another word.
        if (script.strip > base.size() || (script.strip == base.size() && script.append.empty()))
            return false;
        // As does one that cuts a character ("Pérez").
        const std::size_t kept = base.size() - script.strip;
        if (kept < base.size() && (static_cast<unsigned char>(base[kept]) & 0xC0U) == 0x80U) return false;
        result.assign(base.substr(0, kept));
        result += script.append;
        return true;
    }
    return false;
}

void Lemmatizer::lemma(std::string_view form, std::string_view lower, Upos upos, std::string_view xpos,
                       const WordTable& words, std::string& result) const {
    if (apply(rule_key(upos, xpos, whole_word, lower), form, lower, result)) return;
    const bool check = upos == Upos::VERB || upos == Upos::NOUN || upos == Upos::ADJ;
    std::size_t first = std::string::npos;
    for (std::size_t length = std::min(longest_suffix, lower.size()) + 1; length-- > 0;) {
        const std::string_view suffix = lower.substr(lower.size() - length);
        if (!apply(rule_key(upos, xpos, length, suffix), form, lower, result)) continue;
        // Capitals are kept of names only, of which no list is complete.
        const bool is_name = result[0] >= 'A' && result[0] <= 'Z';
        if (!check || is_name || words.contains(word_key(result))) {
            if (upos == Upos::VERB && !is_name) restore_final_e(lower, words, result);
            return;
        }
        if (first == std::string::npos) first = length;
    }
    // No lemma is a known word: that of the longest suffix, after all.
    if (first != std::string::npos) {
        apply(rule_key(upos, xpos, first, lower.substr(lower.size() - first)), form, lower, result);
        if (upos == Upos::VERB) restore_final_e(lower, words, result);
        return;
    }
    result = upos == Upos::PROPN ? form : lower;
}

}  // namespace entente
