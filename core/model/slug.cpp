#include "core/model/slug.h"

#include "core/model/error.h"

#include <memory>

#include <unicode/translit.h>
#include <unicode/unistr.h>

namespace entente {
namespace {

bool is_ascii(std::string_view s) {
    for (const unsigned char c : s)
        if (c >= 0x80) return false;
    return true;
}

/// Letters and digits in ASCII, lower case where the script has case. Opening ICU's rules costs milliseconds,
/// so plain ASCII, nearly all names of English news, never comes here.
std::string to_ascii(std::string_view name) {
    // A transliterator is not safe to share between threads; a copy for each is.
    thread_local const std::unique_ptr<icu::Transliterator> transliterator = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> t(
            icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
        if (U_FAILURE(status) || !t) throw Error(ErrorKind::data, "ICU data is missing: install libicu72");
        return t;
    }();
    icu::UnicodeString text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int>(name.size())));
    transliterator->transliterate(text);
    std::string out;
    text.toUTF8String(out);
    return out;
}

/// Latin letters with diacritics as most names have them: U+00C0..U+017F, without ICU's rules.
bool fold_latin(std::string_view name, std::string& out) {
    static constexpr std::string_view kFold[] = {
        "A", "A", "A",  "A",  "A", "A", "AE", "C",  "E",  "E", "E", "E", "I",  "I",  "I", "I", "D", "N",
        "O", "O", "O",  "O",  "O", "x", "O",  "U",  "U",  "U", "U", "Y", "TH", "ss", "a", "a", "a", "a",
        "a", "a", "ae", "c",  "e", "e", "e",  "e",  "i",  "i", "i", "i", "d",  "n",  "o", "o", "o", "o",
        "o", "/", "o",  "u",  "u", "u", "u",  "y",  "th", "y", "A", "a", "A",  "a",  "A", "a", "C", "c",
        "C", "c", "C",  "c",  "C", "c", "D",  "d",  "D",  "d", "E", "e", "E",  "e",  "E", "e", "E", "e",
        "E", "e", "G",  "g",  "G", "g", "G",  "g",  "G",  "g", "H", "h", "H",  "h",  "I", "i", "I", "i",
        "I", "i", "I",  "i",  "I", "i", "IJ", "ij", "J",  "j", "K", "k", "q",  "L",  "l", "L", "l", "L",
        "l", "L", "l",  "L",  "l", "N", "n",  "N",  "n",  "N", "n", "n", "N",  "n",  "O", "o", "O", "o",
        "O", "o", "OE", "oe", "R", "r", "R",  "r",  "R",  "r", "S", "s", "S",  "s",  "S", "s", "S", "s",
        "T", "t", "T",  "t",  "T", "t", "U",  "u",  "U",  "u", "U", "u", "U",  "u",  "U", "u", "U", "u",
        "W", "w", "Y",  "y",  "Y", "Z", "z",  "Z",  "z",  "Z", "z", "s"};
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto c = static_cast<unsigned char>(name[i]);
        if (c < 0x80) {
            out += name[i];
            continue;
        }
        if (c == 0xE2 && i + 2 < name.size() && static_cast<unsigned char>(name[i + 1]) == 0x80) {
            // U+2010..U+201F: dashes and quotes, which a slug treats as it does their ASCII forms.
            const auto d = static_cast<unsigned char>(name[i + 2]);
            if (d < 0x90 || d > 0x9F) return false;
            out += d <= 0x95 ? '-' : '\'';
            i += 2;
            continue;
        }
        if (c < 0xC3 || c > 0xC5 || i + 1 >= name.size()) return false;
        const unsigned code = ((c & 0x1Fu) << 6) | (static_cast<unsigned char>(name[i + 1]) & 0x3Fu);
        if (code < 0xC0 || code > 0x17F) return false;
        out += kFold[code - 0xC0];
        ++i;
    }
    return true;
}

std::string ascii_form(std::string_view name) {
    if (is_ascii(name)) return std::string(name);
    std::string out;
    if (fold_latin(name, out)) return out;
    return to_ascii(name);
}

/// Words of letters and digits in lower case, joined by `joint`. An apostrophe or a full stop inside a word
/// joins
/// ("O'Brien", "U.S."), a possessive goes.
std::string words_of(std::string_view name, char joint) {
    const std::string ascii = ascii_form(name);
    std::string out;
    bool pending = false;
    for (std::size_t i = 0; i < ascii.size(); ++i) {
        char c = ascii[i];
        const bool alnum = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (alnum) {
            if (pending && !out.empty()) out += joint;
            pending = false;
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
            out += c;
        } else if (c == '\'' || c == '`') {
            const bool possessive = i + 1 < ascii.size() && (ascii[i + 1] == 's' || ascii[i + 1] == 'S') &&
                                    (i + 2 == ascii.size() || ascii[i + 2] == ' ');
            if (possessive) ++i;
        } else if (c != '.') {
            pending = true;
        }
    }
    return out;
}

}  // namespace

std::string slug(std::string_view name) {
    return words_of(name, '-');
}

std::string normalize_name(std::string_view name) {
    std::string out = words_of(name, ' ');
    for (const std::string_view article : {"the ", "a ", "an "})
        if (out.size() > article.size() && out.compare(0, article.size(), article) == 0) {
            out.erase(0, article.size());
            break;
        }
    return out;
}

}  // namespace entente
