#pragma once

#include "core/model/article_graph.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <rapidjson/document.h>

namespace entente {

/// Parses a line of JSON Lines. Throws Error(input) that says what is wrong and at which byte.
rapidjson::Document parse_json_line(std::string_view line);

/// Reads one JSON object of an input line member by member; what is left over becomes ExtraFields. A member
/// that is missing or null gives the empty value. Throws Error(input) for values of another type; `where`
/// leads to the object in messages.
class ObjectReader {
  public:
    ObjectReader(const rapidjson::Value& value, std::string where);

    std::string string(const char* key);
    std::string required_string(const char* key);  ///< fails for an empty one, too
    std::uint32_t number(const char* key);
    bool boolean(const char* key);
    Confidence confidence(const char* key);
    std::optional<Intensity> intensity(const char* key);  ///< nothing where there is none
    std::vector<std::string> strings(const char* key);
    const rapidjson::Value* array(const char* key);   ///< null where there is none
    const rapidjson::Value* object(const char* key);  ///< null where there is none

    /// The members that were not asked for, in their order.
    ExtraFields rest() const;

    [[noreturn]] void fail(std::string_view key, std::string_view what) const;

  private:
    const rapidjson::Value* take(const char* key);

    const rapidjson::Value& object_;
    std::string where_;
    std::vector<std::string_view> taken_;
};

/// The value of an enumeration by its name (`to_string`), which must be one of `all`.
template <class Enum>
Enum one_of(const ObjectReader& in, const char* key, const std::string& value,
            std::initializer_list<Enum> all) {
    for (const Enum e : all)
        if (to_string(e) == value) return e;
    std::string names;
    for (const Enum e : all) names += fmt::format("{}{}", names.empty() ? "" : ", ", to_string(e));
    in.fail(key, fmt::format("is \"{}\"; it must be one of {}", value, names));
}

/// The modality that a member names; `actual` where there is none.
Modality read_modality(ObjectReader& in, const char* key);

}  // namespace entente
