#include "core/parse/word_shape.h"

#include "core/text/utf8.h"

namespace entente {

std::size_t word_shape(std::string_view word) {
    std::size_t letters = 0, capitals = 0;
    bool digit = false, first_is_capital = false;
    for (std::size_t i = 0; i < word.size();) {
        const CodePoint c = decode_utf8(word, i);
        const CharClass kind = char_class(c.value);
        digit = digit || kind == CharClass::digit;
        if (is_letter(kind)) {
            if (letters == 0) first_is_capital = kind == CharClass::upper;
            ++letters;
            capitals += kind == CharClass::upper;
        }
        i += c.length;
    }
    if (digit) return 6;
    if (letters == 0) return 7;
    if (capitals == 0) return 1;
    if (capitals == letters) return letters == 1 ? 3 : 4;
    return first_is_capital && capitals == 1 ? 2 : 5;
}

}  // namespace entente
