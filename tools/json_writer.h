#pragma once

#include "graph/query/actor_profile.h"

#include <string>

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace entente::tools {

using Json = rapidjson::Writer<rapidjson::StringBuffer>;

inline void write_text(Json& json, const char* key, const std::string& value) {
    json.Key(key);
    json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

/// A number with four decimals, as all our JSON has it.
inline void write_decimal(Json& json, const char* key, double value) {
    const std::string digits = fmt::format("{:.4f}", value);
    json.Key(key), json.RawValue(digits.data(), digits.size(), rapidjson::kNumberType);
}

inline void write_actor(Json& json, const char* key, const ActorRef& actor) {
    json.Key(key), json.StartObject();
    write_text(json, "id", actor.id), write_text(json, "name", actor.name),
        write_text(json, "type", actor.type);
    json.EndObject();
}

/// A sentence that shows an edge: the same for `query --format json` and the API.
inline void write_quote(Json& json, const EvidenceQuote& quote) {
    json.StartObject();
    write_text(json, "article", quote.article), write_text(json, "article_date", quote.article_date);
    write_text(json, "date", quote.date);
    write_text(json, "title", quote.title), write_text(json, "url", quote.url);
    write_text(json, "text", quote.text), write_text(json, "trigger", quote.trigger);
    write_text(json, "modality", std::string(to_string(quote.modality)));
    json.Key("negated"), json.Bool(quote.negated);
    write_decimal(json, "confidence", quote.confidence / 10000.0);
    if (quote.intensity) {
        const std::string tenths = fmt::format("{:.1f}", *quote.intensity / 10.0);
        json.Key("intensity"), json.RawValue(tenths.data(), tenths.size(), rapidjson::kNumberType);
    }
    if (quote.attribution.id.empty())
        json.Key("attribution"), json.Null();
    else
        write_actor(json, "attribution", quote.attribution);
    json.EndObject();
}

}  // namespace entente::tools
