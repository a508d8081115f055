#pragma once

#include "core/text/utf8.h"

#include <string_view>

namespace entente {

/// The bytes of "anti-" or "pro-" before a name; else 0.
inline std::size_t attitude_prefix(std::string_view form) {
    for (const std::string_view prefix : {"anti-", "pro-"})
        if (form.size() > prefix.size() + 1 && ascii_lower(form.substr(0, prefix.size())) == prefix &&
            form[prefix.size()] >= 'A' && form[prefix.size()] <= 'Z')
            return prefix.size();
    return 0;
}

/// The bytes of "anti-" where a word means opposition to what its rest names ("anti-Hamas"); else 0. Such a
/// word is a mention of what it names.
inline std::size_t opposing_prefix(std::string_view form) {
    const std::size_t prefix = attitude_prefix(form);
    return prefix && (form[0] == 'a' || form[0] == 'A') ? prefix : 0;
}

}  // namespace entente
