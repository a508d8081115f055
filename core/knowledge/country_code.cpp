#include "core/knowledge/country_code.h"

#include <map>

#include <unicode/locid.h>

namespace entente {

std::string two_letter_code(std::string_view three_letters) {
    static const std::map<std::string, std::string, std::less<>> kCodes = [] {
        std::map<std::string, std::string, std::less<>> codes;
        for (const char* const* two = icu::Locale::getISOCountries(); *two; ++two)
            codes.emplace(icu::Locale("", *two).getISO3Country(), *two);
        return codes;
    }();
    const auto found = kCodes.find(three_letters);
    return found == kCodes.end() ? std::string() : found->second;
}

}  // namespace entente
