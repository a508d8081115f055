#include "core/knowledge/surface.h"

#include "core/text/utf8.h"

namespace entente {
namespace {

/// The base letters of U+00C0..U+024F and U+1E00..U+1EFF by the compatibility decompositions of Unicode 15,
/// and of the letters with a stroke; '.' for none.
constexpr std::string_view kLatin =
    "AAAAAA.CEEEEIIIIDNOOOOO.OUUUUY..aaaaaa.ceeeeiiiidnooooo.ouuuuy."
    "yAaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi.."
    "JjKkkLlLlLlLlLlNnNnNnnNnOoOoOo..RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs...............A............"
    "....Oo.........."
    "...Uu............................AaIiOoUuUuUuUuUu.AaAa....GgKkOoOo..j...Gg..NnAa...."
    "AaAaEeEeIiIiOoOoRrRrUuUuSsTt..Hh..."
    "...AaEeOoOoOoOoYy............................";
constexpr std::string_view kLatinAdditional =
    "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMmMmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSs"
    "SsTtTtTtTtUuUuUu"
    "UuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwyas...."
    "AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUu"
    "UuYyYyYyYy......";
static_assert(kLatin.size() == 0x250 - 0xC0 && kLatinAdditional.size() == 0x100);

/// Letters that have no single base letter.
std::string_view spelled_out(char32_t c) {
    switch (c) {
        case 0xC6: return "Ae";
        case 0xE6: return "ae";
        case 0xDE: return "Th";
        case 0xDF: return "ss";
        case 0xFE: return "th";
        case 0x152: return "Oe";
        case 0x153: return "oe";
        case 0x259: return "a";
        default: return {};
    }
}

std::string_view base_of(char32_t c) {
    std::string_view base;
    if (c >= 0xC0 && c < 0x250) base = kLatin.substr(c - 0xC0, 1);
    if (c >= 0x1E00 && c < 0x1F00) base = kLatinAdditional.substr(c - 0x1E00, 1);
    return base.empty() || base == "." ? spelled_out(c) : base;
}

/// What stands for the character in a normal surface: a space, a hyphen, a quote; 0 for itself.
char replacement(char32_t c) {
    if (c < ' ') return ' ';
    switch (c) {
        case 0xA0:
        case 0x202F:
        case 0x3000: return ' ';
        case 0x2018:
        case 0x2019:
        case 0x201B:
        case 0x2BB:
        case 0x2BC: return '\'';
        case 0x201C:
        case 0x201D: return '"';
        case 0x2212: return '-';
        default: break;
    }
    if (c >= 0x2000 && c <= 0x200A) return ' ';
    if (c >= 0x2010 && c <= 0x2015) return '-';
    return 0;
}

}  // namespace

bool is_normal_surface(std::string_view surface) {
    char before = ' ';
    for (std::size_t i = 0; i < surface.size(); ++i) {
        const auto c = static_cast<unsigned char>(surface[i]);
        if (c < ' ' || (c == ' ' && before == ' ')) return false;
        // The lead bytes of the characters in `replacement`: U+00A0, U+02BB, U+20xx and U+22xx, U+3000.
        const bool candidate = c == 0xC2 || c == 0xCA || c == 0xE2 || c == 0xE3;
        if (candidate && replacement(decode_utf8(surface, i).value)) return false;
        before = static_cast<char>(c);
    }
    return surface.empty() || before != ' ';
}

std::string normalize_surface(std::string_view surface) {
    std::string out;
    out.reserve(surface.size());
    for (std::size_t i = 0; i < surface.size();) {
        const CodePoint c = decode_utf8(surface, i);
        const char other = c.value == ' ' ? ' ' : replacement(c.value);
        if (other == ' ') {
            if (!out.empty() && out.back() != ' ') out += ' ';
        } else if (other) {
            out += other;
        } else {
            out += surface.substr(i, c.length);
        }
        i += c.length;
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::string fold_diacritics(std::string_view surface) {
    std::string out;
    out.reserve(surface.size());
    for (std::size_t i = 0; i < surface.size();) {
        if (static_cast<unsigned char>(surface[i]) < 0x80) {
            out += surface[i++];
            continue;
        }
        const CodePoint c = decode_utf8(surface, i);
        const std::string_view base = base_of(c.value);
        out += base.empty() ? surface.substr(i, c.length) : base;
        i += c.length;
    }
    return out;
}

}  // namespace entente
