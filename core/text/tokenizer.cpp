#include "core/text/tokenizer.h"

#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

namespace entente {
namespace {

using WordSet = std::unordered_set<std::string_view>;

/// Followed by a name or a number: never the end of a sentence.
const WordSet kLeading = {
    "mr.",   "mrs.",  "ms.",   "dr.",   "prof.",   "gen.",  "lt.",  "col.",  "maj.", "capt.", "sgt.", "cpl.",
    "cmdr.", "adm.",  "sen.",  "rep.",  "gov.",    "pres.", "rev.", "hon.",  "st.",  "ft.",   "mt.",  "no.",
    "nos.",  "vs.",   "sens.", "reps.", "messrs.", "brig.", "vol.", "pp.",   "fig.", "eq.",   "e.g.", "i.e.",
    "cf.",   "attn.", "ca.",   "min.",  "pvt.",    "supt.", "det.", "insp.", "amb.", "atty."};

/// May end a sentence.
const WordSet kTrailing = {
    "inc.",   "co.",   "corp.", "ltd.", "llc.",  "bros.", "jr.",   "sr.",   "etc.",   "al.",   "dept.",
    "est.",   "jan.",  "feb.",  "mar.", "apr.",  "jun.",  "jul.",  "aug.",  "sep.",   "sept.", "oct.",
    "nov.",   "dec.",  "mon.",  "tue.", "tues.", "wed.",  "thu.",  "thur.", "thurs.", "fri.",  "sat.",
    "calif.", "mass.", "conn.", "fla.", "ariz.", "minn.", "tenn.", "wash.", "va.",    "pa.",   "approx.",
    "ave.",   "blvd.", "rd.",   "hrs.", "mins.", "yrs.",  "ph.d.", "govt.", "intl."};

/// Affixes after which a hyphen doesn't part a word (UD English-EWT).
const WordSet kPrefixes = {"non",   "anti",  "pre",   "post",  "re", "co",    "ex",      "semi",
                           "sub",   "pro",   "mini",  "multi", "e",  "inter", "intra",   "pseudo",
                           "quasi", "trans", "ultra", "un",    "bi", "cyber", "neo",     "psycho",
                           "vice",  "meta",  "micro", "macro", "de", "mid",   "counter", "extra"};

struct Contraction {
    std::string_view word;
    std::size_t first;  ///< bytes of the first part
};
constexpr std::array<Contraction, 11> kContractions = {{{"cannot", 3},
                                                        {"gonna", 3},
                                                        {"gotta", 3},
                                                        {"wanna", 3},
                                                        {"dont", 2},
                                                        {"didnt", 3},
                                                        {"doesnt", 4},
                                                        {"isnt", 2},
                                                        {"wont", 2},
                                                        {"cant", 2},
                                                        {"lemme", 3}}};

bool equals_lower(std::string_view word, std::string_view lower) {
    return word.size() == lower.size() &&
           std::equal(word.begin(), word.end(), lower.begin(), [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
           });
}

/// "U.S.", "p.m.", "J.": single letters, each with its full stop.
bool is_dotted_acronym(std::string_view token) {
    if (token.size() < 2 || token.size() % 2) return false;
    for (std::size_t i = 0; i < token.size(); i += 2) {
        const bool letter = (token[i] >= 'A' && token[i] <= 'Z') || (token[i] >= 'a' && token[i] <= 'z');
        if (!letter || token[i + 1] != '.') return false;
    }
    return token.size() > 2 || (token[0] >= 'A' && token[0] <= 'Z');
}

/// Cuts one run of characters between white space into tokens.
class ChunkTokenizer {
  public:
    ChunkTokenizer(std::string_view text, std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}

    void tokenize(std::size_t begin, std::size_t end) {
        end_ = end;
        const std::string_view chunk = text_.substr(begin, end - begin);
        may_hold_address_ =
            chunk.size() <= kLongestAddress &&
            (chunk.find("://") != std::string_view::npos || chunk.find("www.") != std::string_view::npos ||
             chunk.find('@') != std::string_view::npos);
        std::size_t at = begin;
        while (at < end) {
            joined_ = at > begin;
            const std::size_t next = scan(at);
            at = next;
        }
    }

  private:
    // Bounds that keep the scan linear on garbage.
    static constexpr std::size_t kLongestAddress = 2048;
    static constexpr std::size_t kLongestCode = 32;

    CharClass class_at(std::size_t at) const {
        return at < end_ ? char_class(decode_utf8(text_, at).value) : CharClass::space;
    }
    char byte_at(std::size_t at) const { return at < end_ ? text_[at] : ' '; }

    void add(std::size_t begin, std::size_t end, bool joined = false) {
        tokens_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), joined});
    }

    std::size_t scan(std::size_t at) {
        if (const std::size_t address = may_hold_address_ ? address_end(at) : at; address > at) {
            add(at, address);
            return address;
        }
        const CharClass c = class_at(at);
        if (is_word(c)) return scan_word(at);
        if (c == CharClass::apostrophe && is_word(class_at(at + decode_utf8(text_, at).length))) {
            if (const std::size_t clitic = clitic_end(at); clitic > at && joined_) {
                add(at, clitic, true);
                return clitic;
            }
        }
        if ((byte_at(at) == '#' || byte_at(at) == '@') && is_word(class_at(at + 1))) return scan_word(at);
        return scan_sign(at);
    }

    /// A run of one sign ("...", "--", "!!") is one token; other signs stand alone.
    std::size_t scan_sign(std::size_t at) {
        const CodePoint c = decode_utf8(text_, at);
        std::size_t end = at + c.length;
        const bool runs = c.value == '.' || c.value == '-' || c.value == '!' || c.value == '?' ||
                          c.value == '*' || c.value == '=' || c.value == '_' || c.value == '~' ||
                          c.value == 0x2014;
        while (runs && end < end_ && decode_utf8(text_, end).value == c.value) end += c.length;
        if ((c.value == '!' || c.value == '?') && end == at + c.length)
            while (end < end_ && (text_[end] == '!' || text_[end] == '?')) ++end;
        // Two straight apostrophes are a quotation mark.
        if (c.value == '\'' && byte_at(end) == '\'') ++end;
        add(at, end);
        return end;
    }

    /// The end of a URL or mail address that starts at `at`, without the punctuation after it; `at` for none.
    std::size_t address_end(std::size_t at) const {
        const std::string_view rest = text_.substr(at, end_ - at);
        const bool url = rest.find("://") != std::string_view::npos || rest.rfind("www.", 0) == 0;
        const std::size_t sign = rest.find('@');
        const bool mail =
            sign != std::string_view::npos && sign > 0 && rest.find('.', sign) != std::string_view::npos;
        if ((!url && !mail) || !is_word(class_at(at))) return at;
        std::size_t end = end_;
        while (end > at && std::string_view(".,;:!?)]}>\"'").find(text_[end - 1]) != std::string_view::npos)
            --end;
        // A curly closing quote takes three bytes.
        while (end > at + 3 && text_.substr(end - 3, 2) == "\xE2\x80") end -= 3;
        return end;
    }

    /// "'s", "'re", "'ll", "'ve", "'d", "'m", "'t" with the apostrophe at `at`; `at` for none.
    std::size_t clitic_end(std::size_t at) const {
        const std::size_t letter = at + decode_utf8(text_, at).length;
        for (const std::string_view tail : {"s", "re", "ve", "ll", "d", "m", "t"})
            if (letter + tail.size() <= end_ && equals_lower(text_.substr(letter, tail.size()), tail) &&
                !is_word(class_at(letter + tail.size())))
                return letter + tail.size();
        return at;
    }

    std::size_t scan_word(std::size_t begin) {
        std::size_t at = begin + decode_utf8(text_, begin).length;
        std::size_t clitic = 0;
        while (at < end_) {
            const CodePoint c = decode_utf8(text_, at);
            const CharClass kind = char_class(c.value);
            if (is_word(kind) || c.value == '_') {
                at += c.length;
                continue;
            }
            const std::size_t next = at + c.length;
            if (!is_word(class_at(next))) break;
            if (kind == CharClass::apostrophe) {
                if (clitic_end(at) > at) {
                    clitic = at;
                    break;
                }
            } else if (!joins(begin, at, c.value)) {
                break;
            }
            at = next;
        }
        if (byte_at(at) == '.' && !clitic) at = keep_full_stop(begin, at);
        return add_word(begin, at, clitic);
    }

    /// True where a sign between two word characters doesn't part them.
    bool joins(std::size_t begin, std::size_t at, char32_t sign) const {
        const auto is_digit = [&](std::size_t i) { return class_at(i) == CharClass::digit; };
        const bool digits = is_digit(at - 1) && is_digit(at + 1);
        switch (sign) {
            case '.': return digits || joins_letters_with_stop(begin, at);
            case ',':
            case ':':
            case '/': return digits;
            case '&': return class_at(at - 1) == CharClass::upper && class_at(at + 1) == CharClass::upper;
            case '@': return true;
            case '-':
            case 0x2010:
            case 0x2011: {
                if (digits) return is_number_code(begin);
                const std::string_view word = text_.substr(begin, at - begin);
                // "UN-backed" is no word with "un-".
                return word != "UN" && kPrefixes.count(ascii_lower(word)) > 0;
            }
            default: return false;
        }
    }

    /// "713-853-3989" or "2025-12-05" is one token, the range "5-6" three.
    bool is_number_code(std::size_t begin) const {
        std::size_t dashes = 0, at = begin;
        for (;
             at < end_ && at - begin < kLongestCode && (class_at(at) == CharClass::digit || text_[at] == '-');
             ++at)
            dashes += text_[at] == '-';
        return dashes >= 2 || (dashes == 1 && at - begin == 8);
    }

    /// The stop inside "U.S" or "p.m", and inside names of hosts and files ("example.org").
    bool joins_letters_with_stop(std::size_t begin, std::size_t at) const {
        const std::string_view word = text_.substr(begin, at - begin);
        if (word.size() > kLongestCode) return false;
        const bool acronym = word.size() == 1 || is_dotted_acronym(std::string(word) + ".");
        if (acronym) return is_letter(class_at(at + 1));
        // A sentence that ends without a space after it ("end.The") parts; a lower-case continuation joins.
        return class_at(at + 1) == CharClass::lower || class_at(at + 1) == CharClass::digit;
    }

    /// Takes the full stop after a word into it when it marks an abbreviation.
    std::size_t keep_full_stop(std::size_t begin, std::size_t at) const {
        if (byte_at(at + 1) == '.') return at;  // "..." is a sign of its own
        return is_abbreviation(text_.substr(begin, at + 1 - begin)) ? at + 1 : at;
    }

    std::size_t add_word(std::size_t begin, std::size_t end, std::size_t clitic) {
        const std::string_view word = text_.substr(begin, end - begin);
        if (clitic) {
            const std::size_t tail = clitic_end(clitic);
            // "don't": the n goes with the clitic.
            const std::string_view letters = text_.substr(clitic, tail - clitic);
            const bool negation = (letters.back() == 't' || letters.back() == 'T') && clitic > begin + 1 &&
                                  (text_[clitic - 1] == 'n' || text_[clitic - 1] == 'N');
            const std::size_t cut = negation ? clitic - 1 : clitic;
            add(begin, cut);
            add(cut, tail, true);
            return tail;
        }
        for (const Contraction& c : kContractions)
            if (equals_lower(word, c.word)) {
                add(begin, begin + c.first);
                add(begin + c.first, end, true);
                return end;
            }
        // Units stick to numbers: "5km", "10pm" are two words.
        std::size_t digits = begin;
        while (digits < end &&
               (class_at(digits) == CharClass::digit || text_[digits] == '.' || text_[digits] == ','))
            ++digits;
        if (digits > begin && digits < end) {
            const std::string unit = ascii_lower(text_.substr(digits, end - digits));
            static const WordSet kUnits = {"am",  "pm", "a.m.", "p.m.", "km", "kg", "mph",
                                           "kph", "bn", "mm",   "cm",   "ft", "mg"};
            if (kUnits.count(unit)) {
                add(begin, digits);
                add(digits, end);
                return end;
            }
        }
        add(begin, end);
        return end;
    }

    std::string_view text_;
    std::vector<Token>& tokens_;
    std::size_t end_ = 0;
    bool joined_ = false;  ///< not at the start of the chunk
    bool may_hold_address_ = false;
};

}  // namespace

bool is_leading_abbreviation(std::string_view token) {
    return kLeading.count(ascii_lower(token)) > 0;
}

bool is_abbreviation(std::string_view token) {
    if (token.size() < 2 || token.back() != '.') return false;
    if (is_dotted_acronym(token)) return true;
    const std::string lower = ascii_lower(token);
    if (lower == "no." || lower == "sat." || lower == "mar." || lower == "min." || lower == "mass." ||
        lower == "wash." || lower == "fig." || lower == "pa." || lower == "est." || lower == "al." ||
        lower == "co.")
        return token[0] >= 'A' && token[0] <= 'Z' ? true : lower == "al.";
    return kLeading.count(lower) || kTrailing.count(lower);
}

std::vector<Token> tokenize(std::string_view text) {
    std::vector<Token> tokens;
    tokens.reserve(text.size() / 5 + 1);
    ChunkTokenizer chunk(text, tokens);
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = decode_utf8(text, at);
        if (char_class(c.value) == CharClass::space) {
            at += c.length;
            continue;
        }
        std::size_t end = at;
        while (end < text.size()) {
            const CodePoint next = decode_utf8(text, end);
            if (char_class(next.value) == CharClass::space) break;
            end += next.length;
        }
        chunk.tokenize(at, end);
        at = end;
    }
    return tokens;
}

}  // namespace entente
