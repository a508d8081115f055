#include "core/text/sentence_splitter.h"

#include "core/text/dateline.h"
#include "core/text/sentence_opening.h"
#include "core/text/tokenizer.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace entente {
namespace {

bool is_terminator(std::string_view token) {
    return !token.empty() &&
           (token == "." || token.find_first_not_of(".!?") == std::string_view::npos || token == "…");
}

bool is_closer(std::string_view token) {
    static const std::unordered_set<std::string_view> kClosers = {"\"", "'", "”", "’", "''",
                                                                  ")",  "]", "}", "»"};
    return kClosers.count(token) > 0;
}

bool starts_upper(std::string_view token) {
    const CharClass c = char_class(decode_utf8(token, 0).value);
    return c == CharClass::upper || c == CharClass::letter;
}

/// Whether single line ends part paragraphs: true for texts with one line a paragraph, false for hard-wrapped
/// ones.
bool lines_are_paragraphs(std::string_view text) {
    std::size_t wrapped = 0, whole = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        const std::size_t last = line.find_last_not_of(" \t\r");
        if (last != std::string_view::npos) {
            const std::size_t next = end + 1;
            const bool goes_on = next < text.size() && text[next] != '\n' &&
                                 char_class(decode_utf8(text, next).value) == CharClass::lower;
            (goes_on && line.size() > 40 && line.size() < 120 ? wrapped : whole) += 1;
        }
        at = end + 1;
    }
    return wrapped * 4 < whole;
}

enum class Gap { none, line, paragraph };

/// The strongest break in the white space before a token.
Gap gap_before(const TokenizedText& doc, std::size_t token) {
    if (token == 0) return Gap::paragraph;
    const std::size_t begin = doc.tokens[token - 1].end, end = doc.tokens[token].begin;
    const std::string_view space = doc.text.substr(begin, end - begin);
    const auto lines = std::count(space.begin(), space.end(), '\n');
    return lines >= 2 ? Gap::paragraph : lines == 1 ? Gap::line : Gap::none;
}

/// True where the sentence ends with the token before `next`; `closed` is the last token before closing
/// quotes.
bool ends_sentence(const TokenizedText& doc, std::size_t closed, std::size_t next) {
    const std::string_view last = doc[closed], following = doc[next];
    const bool quote_opens = following == "\"" || following == "“" || following == "(" || following == "[" ||
                             following == "‘" || following == "'" || following == "«";
    const std::string_view word = quote_opens && next + 1 < doc.tokens.size() ? doc[next + 1] : following;
    const CharClass first = char_class(decode_utf8(word, 0).value);
    if (is_terminator(last)) {
        if (!doc.space_before(next)) return last.front() != '.' && first == CharClass::upper;
        // "..." and a lower-case word after "?" or "!" in quotes go on.
        if (first == CharClass::lower) return false;
        return starts_upper(word) || first == CharClass::digit || quote_opens || first == CharClass::dash ||
               first == CharClass::quote || first == CharClass::symbol || first == CharClass::apostrophe ||
               word == "*";
    }
    if (last.size() > 1 && last.back() == '.' && is_abbreviation(last) && !is_leading_abbreviation(last)) {
        // An initial ("J. Edgar") goes on; an acronym or "Inc." ends only before a word that opens sentences.
        if (last.size() == 2) return false;
        return doc.space_before(next) && opens_sentences(word);
    }
    return false;
}

}  // namespace

TokenizedText split_sentences(std::string_view text, std::uint32_t longest_sentence) {
    TokenizedText doc;
    doc.text = text;
    doc.tokens = tokenize(text);
    const bool line_breaks = lines_are_paragraphs(text);
    const auto size = static_cast<std::uint32_t>(doc.tokens.size());
    std::uint32_t first = 0;
    std::uint32_t closed =
        0;  // the last token but for closing quotes and brackets, which go with what they close
    std::uint32_t pause = 0;  // behind the last comma or the like of this sentence
    bool paragraph = true;
    std::uint32_t dateline = dateline_end(doc, 0);
    const auto close = [&](std::uint32_t last, bool next_paragraph) {
        if (last > first) doc.sentences.push_back({first, last, paragraph});
        first = last;
        paragraph = next_paragraph;
        if (paragraph) dateline = dateline_end(doc, first);
    };
    for (std::uint32_t i = 0; i + 1 < size; ++i) {
        const std::string_view token = doc[i];
        if (!is_closer(token) || i == first || (doc.space_before(i) && token != ")")) closed = i;
        if (token == "," || token == ";" || token == ":" || token == "–" || token == "—") pause = i + 1;
        const Gap gap = gap_before(doc, i + 1);
        if (gap == Gap::paragraph || (gap == Gap::line && line_breaks)) {
            close(i + 1, true);
            continue;
        }
        if (i + 1 - first >= longest_sentence) {
            close(pause > first ? pause : i + 1, false);
            continue;
        }
        if (i + 1 == dateline) {
            close(i + 1, false);
            continue;
        }
        if (is_closer(doc[i + 1]) && !doc.space_before(i + 1)) continue;
        if (ends_sentence(doc, closed, i + 1)) close(i + 1, false);
    }
    close(size, false);
    return doc;
}

}  // namespace entente
