#include "core/parse/word_pieces.h"

#include "core/model/error.h"

#include <algorithm>

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace entente {
namespace {

/// Longer words are never pieces of news but of data; as in the original.
constexpr std::size_t kLongestWord = 100;
constexpr std::string_view kInner = "##";

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_simple(std::string_view word) {
    return std::ranges::all_of(word, is_letter_or_digit);
}

bool is_punctuation(UChar32 c) {
    if (c < 128) return c > ' ' && c != 127 && !is_letter_or_digit(static_cast<char>(c));
    return u_ispunct(c);
}

/// Ideographs, which are words by themselves; not the letters of Hangul, Hiragana and Katakana.
bool is_ideograph(UChar32 c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2CEAF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

/// Calls `part` with each stretch of letters and each single sign, in lower case and without accents.
template <typename Part>
void for_each_part(std::string_view word, Part part) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(status);
    icu::UnicodeString letters =
        icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
    letters.toLower(icu::Locale::getRoot());
    if (U_SUCCESS(status)) letters = decompose->normalize(letters, status);
    icu::UnicodeString run;
    const auto end_run = [&] {
        std::string bytes;
        run.toUTF8String(bytes);
        if (!bytes.empty()) part(bytes);
        run.remove();
    };
    for (std::int32_t i = 0; i < letters.length();) {
        const UChar32 c = letters.char32At(i);
        i += U16_LENGTH(c);
        const auto type = u_charType(c);
        if (type == U_NON_SPACING_MARK || type == U_CONTROL_CHAR || type == U_FORMAT_CHAR) continue;
        if (u_isUWhiteSpace(c)) {
            end_run();
        } else if (is_punctuation(c) || is_ideograph(c)) {
            end_run();
            run.append(c);
            end_run();
        } else {
            run.append(c);
        }
    }
    end_run();
}

/// The bytes of `text` without its last character.
std::size_t before_last_character(std::string_view text) {
    std::size_t size = text.size();
    while (size > 0 && (static_cast<unsigned char>(text[--size]) & 0xC0) == 0x80) {
    }
    return size;
}

}  // namespace

WordPieces::WordPieces(std::string_view vocabulary, std::string_view unknown) {
    std::uint32_t number = 0;
    for (std::size_t at = 0; at < vocabulary.size();) {
        const std::size_t end = std::min(vocabulary.find('\n', at), vocabulary.size());
        const std::string_view piece = vocabulary.substr(at, end - at);
        if (!numbers_.emplace(piece, number).second)
            throw Error(ErrorKind::data, fmt::format("the vocabulary has the piece \"{}\" twice", piece));
        if (piece.starts_with(kInner)) inner_.emplace(piece.substr(kInner.size()), number);
        ++number;
        at = end + 1;
    }
    const auto found = numbers_.find(unknown);
    if (found == numbers_.end())
        throw Error(ErrorKind::data, fmt::format("the vocabulary lacks the piece \"{}\"", unknown));
    unknown_ = found->second;
}

std::uint32_t WordPieces::number(std::string_view piece) const {
    const auto found = numbers_.find(piece);
    return found == numbers_.end() ? unknown_ : found->second;
}

void WordPieces::cut(std::string_view word, std::vector<std::uint32_t>& pieces) const {
    const std::size_t before = pieces.size();
    if (is_simple(word)) {
        std::string lower(word);
        for (char& c : lower)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        cut_part(lower, pieces);
    } else {
        for_each_part(word, [&](std::string_view part) { cut_part(part, pieces); });
    }
    if (pieces.size() == before) pieces.push_back(unknown_);
}

void WordPieces::cut_part(std::string_view part, std::vector<std::uint32_t>& pieces) const {
    const std::size_t before = pieces.size();
    const auto characters =
        std::ranges::count_if(part, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    bool fits = static_cast<std::size_t>(characters) <= kLongestWord;
    for (std::size_t at = 0; fits && at < part.size();) {
        const auto& table = at == 0 ? numbers_ : inner_;
        std::string_view piece = part.substr(at);
        auto found = table.find(piece);
        while (found == table.end() && !piece.empty()) {
            piece = piece.substr(0, before_last_character(piece));
            found = table.find(piece);
        }
        fits = !piece.empty();
        if (!fits) break;
        pieces.push_back(found->second);
        at += piece.size();
    }
    if (fits) return;
    pieces.resize(before);
    pieces.push_back(unknown_);
}

}  // namespace entente
