#include "tools/serve/api_parameters.h"

#include "core/text/utf8.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace entente::tools {
namespace {

template <class Number>
Number parse_number(std::string_view name, const std::string& text, Number least, Number most) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !(value >= least && value <= most))
        throw ApiFault{400, fmt::format("\"{}\" must be a number from {} to {}", name, least, most)};
    return value;
}

}  // namespace

const std::vector<std::string>& filter_parameters() {
    static const std::vector<std::string> kNames = {"type",           "since",    "until",         "as_of",
                                                    "min_confidence", "modality", "attributed_to", "lift"};
    return kNames;
}

ApiParameters::ApiParameters(const ApiRequest& request, const std::vector<ApiParameter>& known)
    : given_(request.parameters) {
    std::sort(given_.begin(), given_.end());
    for (std::size_t i = 0; i < given_.size(); ++i) {
        const auto& [name, value] = given_[i];
        if (find_invalid_utf8(name) != std::string::npos || find_invalid_utf8(value) != std::string::npos)
            throw ApiFault{400, "a parameter is no valid UTF-8"};
        if (std::none_of(known.begin(), known.end(),
                         [&wanted = name](const ApiParameter& p) { return p.name == wanted; }))
            throw ApiFault{400, fmt::format("{} has no parameter \"{:.40}\"", request.path, name)};
        if (i && given_[i - 1].first == name) throw ApiFault{400, fmt::format("\"{}\" is given twice", name)};
        if (value.size() > kMostBytes)
            throw ApiFault{400, fmt::format("\"{}\" is longer than {} bytes", name, kMostBytes)};
    }
    for (const ApiParameter& parameter : known)
        if (parameter.required && text(parameter.name).empty())
            throw ApiFault{400, fmt::format("\"{}\" is missing", parameter.name)};
}

const std::string& ApiParameters::text(std::string_view name) const {
    static const std::string kNone;
    for (const auto& [given, value] : given_)
        if (given == name) return value;
    return kNone;
}

std::size_t ApiParameters::number(std::string_view name, std::size_t otherwise, std::size_t least,
                                  std::size_t most) const {
    const std::string& value = text(name);
    return value.empty() ? otherwise : parse_number(name, value, least, most);
}

double ApiParameters::fraction(std::string_view name) const {
    const std::string& value = text(name);
    return value.empty() ? 0 : parse_number(name, value, 0.0, 1.0);
}

bool ApiParameters::flag(std::string_view name) const {
    return number(name, 0, 0, 1) == 1;
}

std::vector<std::string> ApiParameters::list(std::string_view name) const {
    std::vector<std::string> parts;
    const std::string& value = text(name);
    for (std::size_t at = 0; at < value.size();) {
        const std::size_t end = std::min(value.find(',', at), value.size());
        if (end > at) parts.push_back(value.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

EdgeFilterWords ApiParameters::filter() const {
    EdgeFilterWords words;
    words.types = list("type");
    words.modalities = list("modality");
    words.since = text("since");
    words.until = text("until");
    words.as_of = text("as_of");
    words.min_confidence = fraction("min_confidence");
    words.attributed_to = text("attributed_to");
    return words;
}

}  // namespace entente::tools
