#include "core/mention/sentence_lexicon.h"

#include "core/text/dateline.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace entente {
namespace {

/// Of words in capitals: "UKRAINE" is "Ukraine".
std::string usual_spelling(std::string_view surface) {
    std::string cased(surface);
    bool word_start = true;
    for (char& c : cased) {
        const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (letter && !word_start && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        word_start = !letter;
    }
    return cased;
}

}  // namespace

SentenceLexicon::SentenceLexicon(const Document& document, std::uint32_t sentence, const ActorLexicon& actors)
    : doc_(document), actors_(actors), span_(document.sentence_span(sentence)) {
    std::size_t letters = 0, upper = 0;
    for (std::uint32_t t = span_.first; t < span_.last; ++t)
        for (const char c : doc_.form(t)) {
            letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            upper += c >= 'A' && c <= 'Z';
        }
    all_caps_ =
        (letters > 12 && upper * 10 > letters * 9) || dateline_end(doc_.text(), span_.first) == span_.last;
}

std::span<const ActorName> SentenceLexicon::lookup(std::string_view surface) const {
    const auto readings = actors_.lookup(surface);
    if (!readings.empty() || !all_caps_ || surface.size() < 4) return readings;
    return actors_.lookup(usual_spelling(surface));
}

std::size_t SentenceLexicon::longest_after(std::string_view word) const {
    const std::size_t longest = actors_.longest_name_after(word);
    return all_caps_ ? std::max(longest, actors_.longest_name_after(usual_spelling(word))) : longest;
}

std::span<const ActorName> SentenceLexicon::name_at(std::uint32_t at, std::uint32_t& end) const {
    const std::string_view form = doc_.form(at);
    const std::string_view text = doc_.text().text;
    const std::size_t begin = doc_.text().tokens[at].begin;
    // The index goes by the word up to a space, which may be several tokens ("Guinea-Bissau").
    std::size_t longest = longest_after(form);
    for (std::uint32_t t = at + 1; t < span_.last && !doc_.text().space_before(t); ++t)
        longest = std::max(longest, longest_after(text.substr(begin, doc_.text().tokens[t].end - begin)));
    std::span<const ActorName> best;
    for (std::uint32_t t = at; t < span_.last; ++t) {
        const std::size_t length = doc_.text().tokens[t].end - begin;
        if (length > longest + 8) break;
        const auto readings = lookup(text.substr(begin, length));
        if (readings.empty()) continue;
        // "US$30 million" is money.
        if (t + 1 < span_.last && doc_.form(t + 1) == "$" && !doc_.text().space_before(t + 1)) continue;
        best = readings;
        end = t + 1;
    }
    return best;
}

std::span<const ActorName> SentenceLexicon::lower_case_name(std::uint32_t first, std::uint32_t last) const {
    std::string name(doc_.text().slice(first, last));
    bool word_start = true;
    for (char& c : name) {
        if (c >= 'A' && c <= 'Z') return {};
        if (word_start && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        word_start = c == ' ' || c == '-';
    }
    return actors_.lookup(name);
}

const Title* SentenceLexicon::title_at(std::uint32_t at, std::uint32_t& end) const {
    const auto lower = [&](std::uint32_t t) { return ascii_lower(doc_.form(t)); };
    // "NATO Secretary General": the name is found first, the title after it.
    if (doc_.capitalised(at) && !actors_.title(lower(at)) && !actors_.lookup(doc_.form(at)).empty())
        return nullptr;
    const std::uint32_t most = static_cast<std::uint32_t>(actors_.longest_title_words()) * 2;
    std::string surface;
    const Title* best = nullptr;
    for (std::uint32_t t = at; t < std::min(span_.last, at + most); ++t) {
        if (t > at && doc_.text().space_before(t)) surface += ' ';
        surface += lower(t);
        if (const Title* title = actors_.title(surface)) {
            best = title;
            end = t + 1;
        }
    }
    return best;
}

}  // namespace entente
