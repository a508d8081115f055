#include "core/model/object_reader.h"

#include "core/model/error.h"

#include <algorithm>
#include <cmath>

#include <rapidjson/error/en.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace entente {
namespace {

using Value = rapidjson::Value;

std::string text_of(const Value& value) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    value.Accept(writer);
    return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace

rapidjson::Document parse_json_line(std::string_view line) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag |
                   rapidjson::kParseFullPrecisionFlag>(line.data(), line.size());
    if (document.HasParseError())
        throw Error(ErrorKind::input, fmt::format("no valid JSON: {} (byte {})",
                                                  rapidjson::GetParseError_En(document.GetParseError()),
                                                  document.GetErrorOffset()));
    return document;
}

ObjectReader::ObjectReader(const Value& value, std::string where) : object_(value), where_(std::move(where)) {
    if (!object_.IsObject()) fail("", "must be an object");
}

std::string ObjectReader::string(const char* key) {
    const Value* v = take(key);
    if (!v || v->IsNull()) return {};
    if (!v->IsString()) fail(key, "must be a string");
    return {v->GetString(), v->GetStringLength()};
}

std::string ObjectReader::required_string(const char* key) {
    std::string s = string(key);
    if (s.empty()) fail(key, "is missing or empty");
    return s;
}

std::uint32_t ObjectReader::number(const char* key) {
    const Value* v = take(key);
    if (!v || v->IsNull()) return 0;
    if (!v->IsUint()) fail(key, "must be a whole number of 0..4294967295");
    return v->GetUint();
}

bool ObjectReader::boolean(const char* key) {
    const Value* v = take(key);
    if (!v || v->IsNull()) return false;
    if (!v->IsBool()) fail(key, "must be true or false");
    return v->GetBool();
}

Confidence ObjectReader::confidence(const char* key) {
    const Value* v = take(key);
    if (!v || v->IsNull()) return 0;
    if (!v->IsNumber() || !(v->GetDouble() >= 0) || !(v->GetDouble() <= 1))
        fail(key, "must be a number of 0..1");
    return static_cast<Confidence>(std::lround(v->GetDouble() * kCertain));
}

std::optional<Intensity> ObjectReader::intensity(const char* key) {
    const Value* v = take(key);
    if (!v || v->IsNull()) return std::nullopt;
    if (!v->IsNumber() || !(v->GetDouble() >= -10) || !(v->GetDouble() <= 10))
        fail(key, "must be a number of -10..10");
    return static_cast<Intensity>(std::lround(v->GetDouble() * 10));
}

std::vector<std::string> ObjectReader::strings(const char* key) {
    std::vector<std::string> all;
    if (const Value* v = array(key))
        for (const Value& element : v->GetArray()) {
            if (!element.IsString()) fail(key, "must hold strings");
            all.emplace_back(element.GetString(), element.GetStringLength());
        }
    return all;
}

const Value* ObjectReader::array(const char* key) {
    const Value* v = take(key);
    if (!v || v->IsNull()) return nullptr;
    if (!v->IsArray()) fail(key, "must be an array");
    return v;
}

const Value* ObjectReader::object(const char* key) {
    const Value* v = take(key);
    if (!v || v->IsNull()) return nullptr;
    if (!v->IsObject()) fail(key, "must be an object");
    return v;
}

ExtraFields ObjectReader::rest() const {
    ExtraFields extra;
    for (const auto& m : object_.GetObject()) {
        const std::string_view name(m.name.GetString(), m.name.GetStringLength());
        if (std::find(taken_.begin(), taken_.end(), name) == taken_.end())
            extra.emplace_back(std::string(name), text_of(m.value));
    }
    return extra;
}

void ObjectReader::fail(std::string_view key, std::string_view what) const {
    throw Error(ErrorKind::input, fmt::format("{}{}{} {}", where_, where_.empty() || key.empty() ? "" : ": ",
                                              key.empty() ? "" : fmt::format("\"{}\"", key), what));
}

const Value* ObjectReader::take(const char* key) {
    taken_.emplace_back(key);
    const auto it = object_.FindMember(key);
    return it == object_.MemberEnd() ? nullptr : &it->value;
}

Modality read_modality(ObjectReader& in, const char* key) {
    const std::string modality = in.string(key);
    if (modality.empty()) return Modality::actual;
    return one_of(in, key, modality,
                  {Modality::actual, Modality::planned, Modality::possible, Modality::conditional,
                   Modality::demanded, Modality::ended});
}

}  // namespace entente
